// What somebody has answered, and the score as files.
#ifndef GREENLENS_TRACER_QUESTIONS_SCORE_H_
#define GREENLENS_TRACER_QUESTIONS_SCORE_H_

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "tracer/facts/json.h"
#include "tracer/questions/grade.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

struct Answered {
  Question question;
  std::optional<Answer> answer{};
  Verdict verdict{};
};
// With its verdict.
Answered answered(Question question, std::optional<Answer> answer);

struct Score {
  size_t right = 0, wrong = 0, unanswered = 0;
  std::array<size_t, kMisconceptions.size()> misconceptions{};  // how often each, in their order
  size_t all() const { return right + wrong + unanswered; }
};
Score score_of(std::span<const Answered> all);

// "7 of 10 right." and what was believed, a sentence each, without a line feed at the end.
std::string score_text(const words::Messages& messages, const Score& score);
// A line a question behind a line of titles, and the last one, "total", with all of them in
// numbers.
std::string score_csv(const words::Messages& messages, const store::Trace& trace,
                      std::span<const Answered> all);
// {"questions": [each with "given", "outcome", "misconception"], "score": {...}}.
facts::Json score_json(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Answered> all);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_SCORE_H_
