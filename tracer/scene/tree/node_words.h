// Whether the nodes of a tree have room for what they do, in words: all of them have, or none.
// Where some had and some had not, those without would look as if there were nothing to say. So
// names are what is shortened. Pure; pixels at 100 %.
#ifndef GREENLENS_TRACER_SCENE_TREE_NODE_WORDS_H_
#define GREENLENS_TRACER_SCENE_TREE_NODE_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

enum class WordsPlace : uint8_t {
  beside,  // the name, at the right edge
  below,   // in a line of their own
  none,    // icons alone
};
enum class NamesMay : uint8_t { be_whole_only, be_shortened };

// The sizes of texts in nodes of a height, and how far they keep from the edges.
struct NodeTexts {
  float name, word, inset;
};
NodeTexts node_texts(float height, WordsPlace place);

// How wide the widest of them is.
float widest(const std::vector<std::string>& texts, float size, Face face);

// In nodes of this size with these names. `words` are all that they can say: so the answer stays
// the same while one steps. `icon` is the widest of those that stand before a name.
WordsPlace words_place(const std::vector<std::string>& names, const std::vector<std::string>& words,
                       const std::string& icon, float width, float height, NamesMay names_may);

// What the widest of the words takes beside a name, with the gap before it.
float beside_name(const std::vector<std::string>& words, float height);
// How wide nodes are in which a word stands beside the icon and some letters of a name.
float width_with_words(const std::vector<std::string>& words, const std::string& icon,
                       float height);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_NODE_WORDS_H_
