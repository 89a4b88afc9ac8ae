// The open question in words: what is chosen, and once it is answered what is said of it. Pure.
#ifndef GREENLENS_GUI_VIEWS_QUIZ_MODEL_H_
#define GREENLENS_GUI_VIEWS_QUIZ_MODEL_H_

#include <optional>
#include <string>
#include <vector>

#include "gui/look.h"

namespace greenlens::gui::quiz {

struct ChoiceLine {
  std::string sign, words;         // "1", "gr2"
  facts::GreenletId greenlet = 0;  // whom it names; 0: nobody
  // Once it is answered: whether it is right, or a part of what is; and what one believes who takes
  // it, empty where that is nothing that is known.
  bool is_right = false;
  std::string belief{};
};
struct Said {
  greenlens::questions::Outcome outcome = greenlens::questions::Outcome::unanswered;
  std::string verdict;  // whether it is right, and what is recorded
  // The misconception behind a wrong answer, and what is so instead; empty: none is known.
  std::string belief{}, instead{};
  std::string explanation{};  // a teacher's; may be empty
  std::string look{};         // where to look
  std::string says{};         // and what is said there; both empty for a teacher's question
};
struct Shown {
  std::string prompt, how;
  std::string chosen;  // what is not among the choices; empty: nothing is, or it is one of them
  std::vector<ChoiceLine> choices;
  std::optional<Said> said;  // none: it waits
};

// There is a question open, and a trace.
Shown shown(const Look& look);

// "7 of 10 right.", with what was believed; empty: nothing was answered yet.
std::string score(const Look& look);
// What question mode does, and how many are left.
std::string mode(const Look& look);
// "0:42".
std::string time_left(const Thinking& thinking);

}  // namespace greenlens::gui::quiz

#endif  // GREENLENS_GUI_VIEWS_QUIZ_MODEL_H_
