// Whether the nodes of a tree have room for what they do, in words: all of them have, or none.
// Where some had and some had not, those without would look as if there were nothing to say. Pure;
// pixels at 100 %.
#ifndef GREENLENS_TRACER_SCENE_TREE_NODE_WORDS_H_
#define GREENLENS_TRACER_SCENE_TREE_NODE_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace greenlens::scene {

enum class WordsPlace : uint8_t {
  beside,  // the name, at the right edge
  below,   // in a line of their own
  none,    // icons alone
};

// The sizes of texts in nodes of a height, and how far they keep from the edges.
struct NodeTexts {
  float name, word, inset;
};
NodeTexts node_texts(float height, WordsPlace place);

// In nodes of this size with these names. `words` are all that they can say: so the answer stays
// the same while one steps. `icon` is the widest of those that stand before a name.
WordsPlace words_place(const std::vector<std::string>& names, const std::vector<std::string>& words,
                       const std::string& icon, float width, float height);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_NODE_WORDS_H_
