// What the view of the stack keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_STACK_UI_H_
#define GREENLENS_GUI_VIEWS_STACK_UI_H_

#include <optional>

#include "gui/picture.h"

namespace greenlens::gui::stack {

struct Ui {
  Picture picture;
  std::optional<float> drawn_from;  // the height at which a part of the stack is begun to be drawn
};

}  // namespace greenlens::gui::stack

#endif  // GREENLENS_GUI_VIEWS_STACK_UI_H_
