// An answer against the truth.
#ifndef GREENLENS_TRACER_QUESTIONS_GRADE_H_
#define GREENLENS_TRACER_QUESTIONS_GRADE_H_

#include <cstddef>
#include <optional>

#include "tracer/questions/question.h"

namespace greenlens::questions {

enum class Outcome : uint8_t { right, wrong, unanswered };
constexpr std::array<const char*, 3> enum_names(Outcome) {
  return {"right", "wrong", "unanswered"};
}

struct Verdict {
  Outcome outcome = Outcome::unanswered;
  // Behind a wrong answer, where somebody is known to believe that.
  std::optional<Misconception> misconception{};
  Evidence evidence{};  // the question's
  bool operator==(const Verdict&) const = default;
};

// No answer is unanswered; one of another shape is wrong. Pure.
Verdict grade(const Question& question, const std::optional<Answer>& answer);

// Whether this one of its choices is the truth, or where the truth is several a part of it.
bool is_right(const Question& question, size_t choice);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_GRADE_H_
