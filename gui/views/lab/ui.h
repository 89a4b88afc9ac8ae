// A file of one's own that is to be tried as a switch, as its name is typed.
#ifndef GREENLENS_GUI_VIEWS_LAB_UI_H_
#define GREENLENS_GUI_VIEWS_LAB_UI_H_

namespace greenlens::gui::lab {

struct Ui {
  char file[1024] = "";
};

}  // namespace greenlens::gui::lab

#endif  // GREENLENS_GUI_VIEWS_LAB_UI_H_
