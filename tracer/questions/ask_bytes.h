// Questions about bytes: which of them a switch moves, and which are in place behind it. Part of
// ask().
#ifndef GREENLENS_TRACER_QUESTIONS_ASK_BYTES_H_
#define GREENLENS_TRACER_QUESTIONS_ASK_BYTES_H_

#include <optional>

#include "tracer/questions/ahead.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question.h"

namespace greenlens::questions {

// In the middle of a switch, once the registers lie on the stack: only then does the picture show
// all that one needs to work it out.
std::optional<Question> bytes_move(const Ahead& ahead, Level level, Dice* dice);
// Of somebody's slice, after the switch that comes next or is under way.
std::optional<Question> valid_on_stack(const Ahead& ahead, Level level, Dice* dice);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ASK_BYTES_H_
