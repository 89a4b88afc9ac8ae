// The lessons as rows. Pure.
#ifndef GREENLENS_GUI_VIEWS_LESSON_LIST_MODEL_H_
#define GREENLENS_GUI_VIEWS_LESSON_LIST_MODEL_H_

#include <string>
#include <vector>

#include "gui/look.h"

namespace greenlens::gui::lesson_list {

struct Row {
  std::string id, title;
  std::string about;     // the beginning of what it says of itself
  std::string progress;  // "3 of 7 done"
  float share = 0;       // of its parts, done
  bool is_open = false;
};

// Those that come with the program, in their order, in the language that is spoken.
std::vector<Row> rows(const Look& look);

}  // namespace greenlens::gui::lesson_list

#endif  // GREENLENS_GUI_VIEWS_LESSON_LIST_MODEL_H_
