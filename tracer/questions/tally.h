// A class's answers: how many hands were shown for each choice of each question.
#ifndef GREENLENS_TRACER_QUESTIONS_TALLY_H_
#define GREENLENS_TRACER_QUESTIONS_TALLY_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::questions {

struct Tally {
  Question question;            // with choices
  std::vector<uint64_t> hands;  // of each choice; none: nobody was asked
};

// Which choice is right; none: the truth is several of them.
std::optional<size_t> right_choice(const Question& question);
// So many hands in all, and for what is right.
struct Hands {
  uint64_t all = 0, right = 0;
};
Hands hands_of(const Tally& tally);

// A line a choice behind a line of titles.
std::string tally_csv(const words::Messages& messages, const store::Trace& trace,
                      std::span<const Tally> all);
// {"questions": [{"kind", "step", "prompt", "hands", "right", "choices": [{"text", "hands",
// "is_right", "misconception"}]}]}.
facts::Json tally_json(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Tally> all);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_TALLY_H_
