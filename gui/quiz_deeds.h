// What can be asked for in a quiz, and while a switch is performed: what views and commands ask the
// app for by ask::InQuiz and ask::InPerformance (gui/request.h).
#ifndef GREENLENS_GUI_QUIZ_DEEDS_H_
#define GREENLENS_GUI_QUIZ_DEEDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "tracer/questions/ask.h"
#include "tracer/roleplay/move.h"
#include "tracer/roleplay/verdict_text.h"

namespace greenlens::gui {

namespace deed {

struct AskHere {};       // what can be asked at the step that is shown; says so where it is nothing
struct NextQuestion {};  // goes on to the next step with a question that is picked
struct QuestionMode {    // such steps are not passed without being asked
  bool on = true;
};
struct Choose {  // says nothing yet
  size_t choice = 0;
};
struct ChooseRange {
  greenlens::questions::Range range;
};
struct Give {           // what is chosen
  std::string typed{};  // or what this says, if it is not empty
};
struct ShowAnswer {};
struct LookThere {};  // where the answer is to be seen
struct LookBack {};   // at the step of the question
struct PutAway {};
struct CountHands {
  bool on = true;
};
struct SetHands {
  size_t choice = 0;
  uint64_t hands = 0;
};
struct Think {  // so many seconds from now on, and for each question from then on; 0: no clock
  float seconds = 0;
};
struct MakeBy {  // questions, from now on
  greenlens::questions::Asking asking;
};
struct SaveScore {
  std::string path;
};
struct SaveHands {
  std::string path;
};
struct ForgetAnswers {};

// --- performing
struct Begin {};  // at the step that is shown; says so where there is no switch
struct Try {
  roleplay::Move move;
};
struct Type {
  std::string words;
};
struct PointAt {  // an address in the picture
  facts::Address address = facts::kNull;
};
struct Hint {
  roleplay::HintDepth depth = roleplay::HintDepth::general;
};
struct ShowTries {  // the picture after so many of them
  size_t tries = 0;
};
struct BeginAgain {};
struct SaveAttempt {
  std::string path;
};
struct Leave {};

}  // namespace deed

using QuizDeed =
    std::variant<deed::AskHere, deed::NextQuestion, deed::QuestionMode, deed::Choose,
                 deed::ChooseRange, deed::Give, deed::ShowAnswer, deed::LookThere, deed::LookBack,
                 deed::PutAway, deed::CountHands, deed::SetHands, deed::Think, deed::MakeBy,
                 deed::SaveScore, deed::SaveHands, deed::ForgetAnswers>;

using PerformingDeed =
    std::variant<deed::Begin, deed::Try, deed::Type, deed::PointAt, deed::Hint, deed::ShowTries,
                 deed::BeginAgain, deed::SaveAttempt, deed::Leave>;

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_QUIZ_DEEDS_H_
