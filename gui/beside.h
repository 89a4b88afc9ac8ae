// What stands beside the picture of the step that is shown: the picture of another step, which was
// pinned, or of another recording, where the same had happened.
#ifndef GREENLENS_GUI_BESIDE_H_
#define GREENLENS_GUI_BESIDE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tracer/scene/beside/beside.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/state/moment.h"
#include "tracer/store/trace.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::gui {

struct Beside {
  uint64_t version = 0;  // another one, whenever any of it is another one
  enum class Side : uint8_t { left, right } side = Side::left;
  state::Moment moment;
  std::string caption, own_caption;  // above it, and above the step that is shown
  std::vector<scene::Said> said;     // above both
  // What pictures of both have in common; and how words are read from its bytes.
  std::shared_ptr<const scene::RunExtent> run;
  words::Machine machine;
  bool is_other = false;  // of another recording: a click leads nowhere
  // Opens that once more, in any thread; empty: it cannot be.
  store::Trace::Opening another{};
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BESIDE_H_
