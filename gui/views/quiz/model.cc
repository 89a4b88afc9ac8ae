#include "gui/views/quiz/model.h"

#include <fmt/format.h>

#include <cmath>

#include "gui/how_to_answer.h"
#include "tracer/questions/question_text.h"
#include "tracer/questions/score.h"
#include "tracer/questions/tally.h"
#include "tracer/words/narration.h"

namespace greenlens::gui::quiz {

namespace asked = greenlens::questions;

namespace {

Said said(const Look& look, const asked::Answered& answered) {
  const asked::Question& question = answered.question;
  const words::Messages& messages = look.messages;
  Said said;
  said.outcome = answered.verdict.outcome;
  said.verdict = outcome_text(messages, *look.trace, question, said.outcome);
  if (const auto believed = answered.verdict.misconception) {
    said.belief = messages.text("question.feedback.misconception",
                                {{"name", misconception_name(messages, *believed)}});
    said.instead = misconception_text(messages, *believed);
  }
  said.explanation = question.explanation;
  if (question.kind == asked::Kind::own) return said;
  said.look = look_text(messages, *look.trace, question.evidence);
  const words::Narration there = words::narrate(messages, look.trace->at(question.evidence.step));
  said.says = messages.text("question.feedback.says", {{"says", there.headline}});
  return said;
}

}  // namespace

Shown shown(const Look& look) {
  const Quiz::Open& open = *look.quiz->open();
  const asked::Question& question = open.question;
  Shown shown;
  shown.prompt = text(look.messages, question.prompt);
  shown.how = how_to_answer(look, question);
  bool is_a_choice = false;
  for (size_t i = 0; i < question.choices.size(); ++i) {
    const asked::Choice& choice = question.choices[i];
    ChoiceLine line{sign_of(question, i), text(look.messages, choice.says)};
    if (const auto* one = std::get_if<asked::Greenlet>(&choice.answer)) line.greenlet = one->id;
    if (open.answered) {
      line.is_right = is_right(question, i);
      if (choice.from && !line.is_right) {
        line.belief = misconception_name(look.messages, *choice.from);
      }
    }
    is_a_choice = is_a_choice || look.quiz->is_chosen(i);
    shown.choices.push_back(std::move(line));
  }
  const auto& chosen = open.answered ? open.answered->answer : open.chosen;
  if (chosen && !is_a_choice) {
    shown.chosen = answer_said(look.messages, look.trace->state(question.step), question, *chosen);
  }
  if (open.answered) shown.said = said(look, *open.answered);
  return shown;
}

std::string score(const Look& look) {
  const std::vector<asked::Answered>& all = look.quiz->answered();
  return all.empty() ? "" : score_text(look.messages, asked::score_of(all));
}

std::string mode(const Look& look) {
  if (!look.quiz->has_mode()) return look.text("ui.quiz.mode.off");
  return look.text("ui.quiz.mode.on", {{"left", std::to_string(look.quiz->left())},
                                       {"all", std::to_string(look.quiz->picked())}});
}

std::string time_left(const Thinking& thinking) {
  const int seconds = static_cast<int>(std::ceil(thinking.left));
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

}  // namespace greenlens::gui::quiz
