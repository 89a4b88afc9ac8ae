// Frames, of C and of the interpreter: what the view says.
#ifndef GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_
#define GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_

#include <string>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/words/messages.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::gui::frames {

struct Chain {
  facts::GreenletId greenlet = 0;
  std::string name;
  std::vector<std::string> frames;  // "function : line", the top one first
};

// A word of a frame that means something.
struct Word {
  std::string at, value;  // addresses as everywhere; in hexadecimal, or "?"
  std::string meaning;    // "returns into program:28"
  facts::Address address = facts::kNull;
  uint64_t bytes = 0;
};
// C frames of a greenlet's slice that follow each other and are the same, and the words of the
// innermost of them, newest first.
struct CRun {
  std::string words;    // "28 × Module::descend, line 12"
  std::string shorter;  // "28 × descend:12"
  std::string where;    // "224 B each, heap"
  std::string tip;      // its addresses
  std::vector<Word> listed = {};
};
// Innermost first; none where they are not known now (state::frames_hold).
std::vector<CRun> c_frames(const words::Messages& messages, const state::State& state,
                           facts::GreenletId greenlet, const words::Machine& machine = {});

// Of those that have any, and of main, whose frames may all be gone.
std::vector<Chain> chains(const state::State& state);

}  // namespace greenlens::gui::frames

#endif  // GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_
