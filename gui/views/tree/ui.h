// What the view of the parent tree keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_TREE_UI_H_
#define GREENLENS_GUI_VIEWS_TREE_UI_H_

#include "gui/picture.h"

namespace greenlens::gui::tree {

struct Ui {
  Picture picture;
};

}  // namespace greenlens::gui::tree

#endif  // GREENLENS_GUI_VIEWS_TREE_UI_H_
