// The question what leaks at the end. Part of ask().
#ifndef GREENLENS_TRACER_QUESTIONS_ASK_END_H_
#define GREENLENS_TRACER_QUESTIONS_ASK_END_H_

#include <optional>

#include "tracer/questions/ahead.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question.h"

namespace greenlens::questions {

// Of a recording that tells its end and lost nothing, of so few greenlets that all are choices.
inline constexpr size_t kMostLeaking = 8;
std::optional<Question> leaks_at_end(const Ahead& ahead, Dice* dice);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ASK_END_H_
