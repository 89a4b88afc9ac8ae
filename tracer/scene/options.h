// What a picture is made for: its size, and what the reader chose. Any size will do: what has no
// room is left out, down to an empty picture.
#ifndef GREENLENS_TRACER_SCENE_OPTIONS_H_
#define GREENLENS_TRACER_SCENE_OPTIONS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::scene {

class RunExtent;

// What an opened slice lists beside its C frames.
enum class OpenedWith : uint8_t { frames, words };

struct SceneOptions {
  float width = 600, height = 440;  // pixels at 100 %
  bool high_addresses_on_top = true;
  // Those that the reader does not want to see, ascending. In a tree and among lanes they are left
  // out, and that is said; but for who takes part in what happens, and who has a shown one below.
  // The stack is memory: nobody's bytes can be left out of it.
  std::vector<facts::GreenletId> hidden = {};
  facts::GreenletId selected = 0;  // its slice opens into frames and words; 0: none
  OpenedWith opened_with = OpenedWith::words;
  words::Machine machine = {};  // how words are read from bytes
  bool caption = false;         // the step's sentence on top, or which steps were counted: for
                                // a picture that stands alone
  // What the stack diagrams of a recording have in common (stack/run_extent.h). Null: the picture
  // is one of its own, and fits what there is at its moment.
  std::shared_ptr<const RunExtent> run = {};
  bool still = false;  // nobody can scroll it: of what has no room it is said how much there is
  bool operator==(const SceneOptions&) const = default;
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_OPTIONS_H_
