// The question what the program prints next. Part of ask().
#ifndef GREENLENS_TRACER_QUESTIONS_ASK_PRINTED_H_
#define GREENLENS_TRACER_QUESTIONS_ASK_PRINTED_H_

#include <optional>

#include "tracer/questions/ahead.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question.h"

namespace greenlens::questions {

// Of lines that a person can read and compare: none that is empty, long or has controls in it.
std::optional<Question> printed_next(const Ahead& ahead, Dice* dice);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ASK_PRINTED_H_
