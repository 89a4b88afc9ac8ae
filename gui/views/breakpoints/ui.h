// What the person types into the list of breakpoints.
#ifndef GREENLENS_GUI_VIEWS_BREAKPOINTS_UI_H_
#define GREENLENS_GUI_VIEWS_BREAKPOINTS_UI_H_

#include <string>

namespace greenlens::gui::breakpoints {

struct Ui {
  char condition[512] = "";
  std::string wrong;  // why what was typed is none
};

}  // namespace greenlens::gui::breakpoints

#endif  // GREENLENS_GUI_VIEWS_BREAKPOINTS_UI_H_
