// Answers as people type them.
#ifndef GREENLENS_TRACER_QUESTIONS_ANSWER_TEXT_H_
#define GREENLENS_TRACER_QUESTIONS_ANSWER_TEXT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tracer/questions/question.h"
#include "tracer/state/state.h"

namespace greenlens::questions {

// By the question's shape:
//
//   greenlet   a name, "#3", "nobody", or the number of a choice
//   choice     the number of a choice
//   range      two addresses, "-0x470 -0x2c0" or with "..", ":" or "to" between, or a choice's
//   letter number     "1424", "-0x470", "NULL", "1", "max" (which are addresses), or a choice's
//   letter text       the line itself, or the number of a choice greenlets  any number of names or
//   numbers of choices, with commas between; or "nobody"
//
// Blanks around it and capitals of words do not matter. A greenlet's name goes before a number that
// is written the same. `state`: that of the question's step, which knows names. None: it is no
// answer to this question. Pure; `typed` may be anything.
std::optional<Answer> parse_answer(std::string_view typed, const Question& question,
                                   const state::State& state);

// So many hands for each choice, in their order, with blanks or commas between: a class's answer.
// None: it is something else, or not as many as there are choices.
std::optional<std::vector<uint64_t>> parse_hands(std::string_view typed, const Question& question);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ANSWER_TEXT_H_
