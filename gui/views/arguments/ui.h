// The program that is about to be run, as it is edited.
#ifndef GREENLENS_GUI_VIEWS_ARGUMENTS_UI_H_
#define GREENLENS_GUI_VIEWS_ARGUMENTS_UI_H_

namespace greenlens::gui::arguments {

struct Ui {
  char program[1024] = "";
  char line[4096] = "";
  char switches[512] = "";  // functions of the program's own
  bool wrong = false;       // a quotation has no end
};

}  // namespace greenlens::gui::arguments

#endif  // GREENLENS_GUI_VIEWS_ARGUMENTS_UI_H_
