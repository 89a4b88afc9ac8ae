// What is typed and chosen in the list of files.
#ifndef GREENLENS_GUI_VIEWS_BROWSER_UI_H_
#define GREENLENS_GUI_VIEWS_BROWSER_UI_H_

#include <optional>
#include <string>

namespace greenlens::gui::browser {

struct Ui {
  char text[1024] = "";
  std::string folder;         // in which what is typed begins
  std::optional<size_t> row;  // chosen by an arrow or the mouse
  bool all_files = false;     // whatever they end in
  bool enters = false;        // Enter was pressed, and the folder is not known yet
  std::string asks;           // the file that is to be written; empty: nothing is asked
  std::string there;          // what would be replaced, while it is
  bool replaces = false;      // what Enter answers to that
  bool focus = false;         // the field has to get the keyboard back
  bool scrolls = false;       // the row has to come into sight
};

}  // namespace greenlens::gui::browser

#endif  // GREENLENS_GUI_VIEWS_BROWSER_UI_H_
