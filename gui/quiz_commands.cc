#include "gui/quiz_commands.h"

#include "gui/suggest_name.h"

namespace greenlens::gui {
namespace {

bool has_quiz(const Look& look) { return look.trace != nullptr && look.quiz != nullptr; }
bool can_ask(const Look& look) { return has_quiz(look) && !look.asks(); }
bool has_answered(const Look& look) { return has_quiz(look) && !look.quiz->answered().empty(); }
bool has_hands(const Look& look) { return has_quiz(look) && !look.quiz->tallies().empty(); }
bool is_answered(const Look& look) {
  return has_quiz(look) && look.quiz->open() != nullptr && !look.quiz->waits();
}
bool performs(const Look& look) { return look.trace != nullptr && look.performing != nullptr; }

template <typename Deed>
Request in_quiz(const Look&) {
  return ask::InQuiz{Deed{}};
}

}  // namespace

Request save_score(const Look& look) {
  return ask::Browse{
      {FileUse::save_score, "", ".csv", shown_in(look), name_for(look, "-score.csv")}};
}
Request save_hands(const Look& look) {
  return ask::Browse{
      {FileUse::save_hands, "", ".csv", shown_in(look), name_for(look, "-hands.csv")}};
}
Request save_attempt(const Look& look) {
  return ask::Browse{{FileUse::save_attempt, "", ".json", shown_in(look),
                      name_for(look, "-attempt.json", look.moment.number)}};
}

std::vector<Command> commands_of_the_quiz() {
  return {
      {"ask_here", {'E', false, false}, Section::questions, can_ask, in_quiz<deed::AskHere>},
      {"question_mode",
       {'E', true, false},
       Section::questions,
       has_quiz,
       [](const Look& look) -> Request {
         return ask::InQuiz{deed::QuestionMode{!look.quiz->has_mode()}};
       }},
      {"next_question",
       {'F', false, false},
       Section::questions,
       can_ask,
       in_quiz<deed::NextQuestion>},
      {"look_there", {'F', true, false}, Section::questions, is_answered, in_quiz<deed::LookThere>},
      {"perform_switch",
       {'O', false, false},
       Section::questions,
       can_ask,
       [](const Look&) -> Request { return ask::InPerformance{deed::Begin{}}; }},
      {"save_score", {}, Section::questions, has_answered, save_score},
      {"save_hands", {}, Section::questions, has_hands, save_hands},
      {"save_attempt", {}, Section::questions, performs, save_attempt},
  };
}

}  // namespace greenlens::gui
