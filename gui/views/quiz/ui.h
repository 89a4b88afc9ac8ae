// What is typed into the quiz, and its words as they were made last.
#ifndef GREENLENS_GUI_VIEWS_QUIZ_UI_H_
#define GREENLENS_GUI_VIEWS_QUIZ_UI_H_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "gui/views/quiz/model.h"

namespace greenlens::gui::quiz {

struct Ui {
  char typed[256] = "";
  std::vector<std::array<char, 8>> hands;  // for each choice, as it is typed
  // The words for this version of the quiz; none: not made yet.
  std::optional<uint64_t> version;
  std::optional<Shown> shown;
  std::string prompt;  // of which what is typed is
  std::string score, mode;
};

}  // namespace greenlens::gui::quiz

#endif  // GREENLENS_GUI_VIEWS_QUIZ_UI_H_
