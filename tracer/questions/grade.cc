#include "tracer/questions/grade.h"

#include <algorithm>
#include <variant>

namespace greenlens::questions {
namespace {

// Of the first greenlet that is there and should not be, or the other way round.
std::optional<Misconception> why_these(const Question& question, const Greenlets& answer,
                                       const Greenlets& truth) {
  const auto has = [](const Greenlets& all, facts::GreenletId id) {
    return std::find(all.ids.begin(), all.ids.end(), id) != all.ids.end();
  };
  for (const Choice& choice : question.choices) {
    const auto* one = std::get_if<Greenlet>(&choice.answer);
    if (one != nullptr && has(answer, one->id) != has(truth, one->id)) return choice.from;
  }
  return {};
}

std::optional<Misconception> why(const Question& question, const Answer& answer) {
  const auto* these = std::get_if<Greenlets>(&answer);
  const auto* truth = std::get_if<Greenlets>(&question.truth);
  if (these != nullptr && truth != nullptr) return why_these(question, *these, *truth);
  for (const Choice& choice : question.choices) {
    if (choice.answer == answer) return choice.from;
  }
  return {};
}

}  // namespace

Verdict grade(const Question& question, const std::optional<Answer>& answer) {
  if (!answer) return {Outcome::unanswered, {}, question.evidence};
  if (*answer == question.truth) return {Outcome::right, {}, question.evidence};
  return {Outcome::wrong, why(question, *answer), question.evidence};
}

bool is_right(const Question& question, size_t choice) {
  const Answer& answer = question.choices[choice].answer;
  const auto* all = std::get_if<Greenlets>(&question.truth);
  const auto* one = std::get_if<Greenlet>(&answer);
  if (all == nullptr || one == nullptr) return answer == question.truth;
  return std::find(all->ids.begin(), all->ids.end(), one->id) != all->ids.end();
}

}  // namespace greenlens::questions
