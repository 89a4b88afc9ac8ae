// Frames, of C and of the interpreter: what the view says.
#ifndef GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_
#define GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_

#include <string>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::frames {

struct Chain {
  facts::GreenletId greenlet = 0;
  std::string name;
  std::vector<std::string> frames;  // "function : line", the top one first
};

// C frames of a greenlet's slice that follow each other and are the same.
struct CRun {
  std::string words;    // "28 × Module::descend, line 12"
  std::string shorter;  // "28 × descend:12"
  std::string where;    // "224 B each, heap"
  std::string tip;      // its addresses
};
// As they were when it was left last, innermost first; none where they are not known.
std::vector<CRun> c_frames(const words::Messages& messages, const state::State& state,
                           facts::GreenletId greenlet);

// Of those that have any, and of main, whose frames may all be gone.
std::vector<Chain> chains(const state::State& state);

}  // namespace greenlens::gui::frames

#endif  // GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_
