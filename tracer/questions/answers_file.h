// The file in which somebody answers questions:
//
//   {"greenlens": "answers", "version": 1, "seed": 1, "questions": [
//     {"kind": "who_runs_next", "step": 8, "prompt": "...", "choices": ["1: main"], "answer": null}
//   ]}
//
// An answer is a text as it is typed, a number, a list of these, or null: none. Or else it is plain
// text, an answer a line; an empty line is none.
#ifndef GREENLENS_TRACER_QUESTIONS_ANSWERS_FILE_H_
#define GREENLENS_TRACER_QUESTIONS_ANSWERS_FILE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/facts/json.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

// That file without answers.
facts::Json answers_template(const words::Messages& messages, const store::Trace& trace,
                             std::span<const Question> questions, uint64_t seed);

inline constexpr size_t kMostAnswersBytes = size_t{1} << 20;

// As in the file; kind and step are said by JSON alone.
struct TypedAnswer {
  std::string typed;  // empty: none
  std::string kind;
  std::optional<uint64_t> step;  // as the file counts, by phase
};
struct AnswersFile {
  std::optional<uint64_t> seed;  // JSON alone
  std::vector<TypedAnswer> answers;
};
// A fault, without its place, when it is no such file: larger than one may be, JSON that is none or
// says something else.
facts::Result<AnswersFile> parse_answers(std::string_view text);
// Whether each answer is one to the question in its place, as far as the file says so; the number
// of the first, from 1, that is not, also where there are more answers than questions. 0: all are.
size_t first_other(const AnswersFile& file, const store::Trace& trace,
                   std::span<const Question> questions);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ANSWERS_FILE_H_
