// What the view of the switch keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_MACHINE_UI_H_
#define GREENLENS_GUI_VIEWS_MACHINE_UI_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gui/source_lines.h"
#include "gui/views/machine/model.h"
#include "tracer/words/instructions.h"

namespace greenlens::gui::machine {

struct Ui {
  uint64_t step = ~uint64_t{0};  // that the rows are for
  std::vector<words::InstructionRow> instructions;
  int64_t followed = -1;  // the instruction that was scrolled to last
  // The source beside them, and which of the recording's it is.
  SourceLines source;
  std::optional<uint32_t> source_of;
  // What was under the mouse in the last frame, on either side, and what is in this one; and what a
  // click has made stay.
  Pointed under_mouse, now_under_mouse, stays;
  std::string comment;  // of the row above the one that is drawn
};

}  // namespace greenlens::gui::machine

#endif  // GREENLENS_GUI_VIEWS_MACHINE_UI_H_
