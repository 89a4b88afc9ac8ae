// The program that is about to be run, as it is edited.
#ifndef GREENLENS_GUI_VIEWS_ARGUMENTS_UI_H_
#define GREENLENS_GUI_VIEWS_ARGUMENTS_UI_H_

#include <string>

namespace greenlens::gui::arguments {

struct Ui {
  char program[1024] = "";
  char line[4096] = "";
  char switches[512] = "";  // functions of the program's own
  char stacks[512] = "";    // variables of it
  char stub[1024] = "";     // where one leads it
  char cpu[64] = "";        // that it is for
  bool lines = false;
  std::string wrong{};  // with what was to be run, in a sentence; empty: nothing
};

}  // namespace greenlens::gui::arguments

#endif  // GREENLENS_GUI_VIEWS_ARGUMENTS_UI_H_
