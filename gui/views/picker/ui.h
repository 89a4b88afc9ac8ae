// Which card the keyboard is at.
#ifndef GREENLENS_GUI_VIEWS_PICKER_UI_H_
#define GREENLENS_GUI_VIEWS_PICKER_UI_H_

#include <string>

namespace greenlens::gui::picker {

struct Ui {
  int chosen = -1;       // none, until a key is pressed
  bool scrolls = false;  // it has to come into sight
  std::string ahead;     // what was typed so far
};

}  // namespace greenlens::gui::picker

#endif  // GREENLENS_GUI_VIEWS_PICKER_UI_H_
