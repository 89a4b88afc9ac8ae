// Whose wrong switches are shown, and a file of one's own that is to be tried, as its name is
// typed.
#ifndef GREENLENS_GUI_VIEWS_LAB_UI_H_
#define GREENLENS_GUI_VIEWS_LAB_UI_H_

#include <cstddef>

namespace greenlens::gui::lab {

struct Ui {
  char file[1024] = "";
  size_t cpu = 0;  // of Look::wrong_switches
};

}  // namespace greenlens::gui::lab

#endif  // GREENLENS_GUI_VIEWS_LAB_UI_H_
