// Every greenlet's interpreter frames: what the view says.
#ifndef GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_
#define GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_

#include <string>
#include <vector>

#include "tracer/state/state.h"

namespace greenlens::gui::frames {

struct Chain {
  facts::GreenletId greenlet = 0;
  std::string name;
  std::vector<std::string> frames;  // "function : line", the top one first
};

// Of those that have any, and of main, whose frames may all be gone.
std::vector<Chain> chains(const state::State& state);

}  // namespace greenlens::gui::frames

#endif  // GREENLENS_GUI_VIEWS_FRAMES_MODEL_H_
