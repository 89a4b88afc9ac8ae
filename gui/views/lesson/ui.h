// What is typed into a part while a lesson is written, and what of it is not understood.
#ifndef GREENLENS_GUI_VIEWS_LESSON_UI_H_
#define GREENLENS_GUI_VIEWS_LESSON_UI_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace greenlens::gui::lesson {

struct Ui {
  char text[8192] = "";
  std::optional<size_t> part;  // which it is of; none: nothing was put there yet
  std::string written;         // what was last put there, or last asked for
  std::vector<std::string> flaws;
  float way = 0;                // pixels: how high the buttons below it were
  std::optional<size_t> shown;  // the part that was last drawn
};

}  // namespace greenlens::gui::lesson

#endif  // GREENLENS_GUI_VIEWS_LESSON_UI_H_
