// Registers that lie in frames: what the view says besides words/instructions.h.
#ifndef GREENLENS_GUI_VIEWS_REGISTERS_MODEL_H_
#define GREENLENS_GUI_VIEWS_REGISTERS_MODEL_H_

#include <string>
#include <vector>

#include "tracer/state/state.h"

namespace greenlens::gui::registers {

struct Spilled {
  std::string name, value, at;  // "rbx", "0x5555558074f0", "-0x758"
};
// The registers that a suspended greenlet's switch has put away; none of who runs, or has none.
std::vector<Spilled> spilled(const state::State& state, facts::GreenletId greenlet);

}  // namespace greenlens::gui::registers

#endif  // GREENLENS_GUI_VIEWS_REGISTERS_MODEL_H_
