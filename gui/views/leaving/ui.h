// Which answer Enter gives.
#ifndef GREENLENS_GUI_VIEWS_LEAVING_UI_H_
#define GREENLENS_GUI_VIEWS_LEAVING_UI_H_

#include <cstddef>

namespace greenlens::gui::leaving {

struct Ui {
  size_t chosen = 0;
};

}  // namespace greenlens::gui::leaving

#endif  // GREENLENS_GUI_VIEWS_LEAVING_UI_H_
