// What the view of the switch keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_MACHINE_UI_H_
#define GREENLENS_GUI_VIEWS_MACHINE_UI_H_

#include <cstdint>
#include <vector>

#include "tracer/words/instructions.h"

namespace greenlens::gui::machine {

struct Ui {
  uint64_t step = ~uint64_t{0};  // that the rows are for
  std::vector<words::InstructionRow> instructions;
  int64_t followed = -1;  // the instruction that was scrolled to last
};

}  // namespace greenlens::gui::machine

#endif  // GREENLENS_GUI_VIEWS_MACHINE_UI_H_
