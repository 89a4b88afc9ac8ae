// What the view of the engine's source keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_ENGINE_UI_H_
#define GREENLENS_GUI_VIEWS_ENGINE_UI_H_

#include <cstdint>

#include "gui/source_lines.h"

namespace greenlens::gui::engine {

struct Ui {
  SourceLines lines;
  uint64_t step = ~uint64_t{0};  // that the rows are for
  uint16_t source = 0;           // likewise; from 1
};

}  // namespace greenlens::gui::engine

#endif  // GREENLENS_GUI_VIEWS_ENGINE_UI_H_
