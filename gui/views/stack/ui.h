// What the view of the stack keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_STACK_UI_H_
#define GREENLENS_GUI_VIEWS_STACK_UI_H_

#include "gui/picture.h"

namespace greenlens::gui::stack {

struct Ui {
  Picture picture;
};

}  // namespace greenlens::gui::stack

#endif  // GREENLENS_GUI_VIEWS_STACK_UI_H_
