// What the view of the program keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_PROGRAM_UI_H_
#define GREENLENS_GUI_VIEWS_PROGRAM_UI_H_

#include <cstdint>
#include <set>

#include "gui/source_lines.h"

namespace greenlens::gui::program {

struct Ui {
  SourceLines lines;
  uint64_t step = ~uint64_t{0};  // that the rows are for
  uint64_t events = 0;           // that the lines never reached are for
  std::set<uint32_t> never_reached;
};

}  // namespace greenlens::gui::program

#endif  // GREENLENS_GUI_VIEWS_PROGRAM_UI_H_
