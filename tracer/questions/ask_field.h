// Questions about a field of a greenlet that the next step changes, and about the registers that it
// saves. Part of ask().
#ifndef GREENLENS_TRACER_QUESTIONS_ASK_FIELD_H_
#define GREENLENS_TRACER_QUESTIONS_ASK_FIELD_H_

#include <optional>

#include "tracer/questions/ahead.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question.h"

namespace greenlens::questions {

// Of the story there are states and parents, of the mechanism also stack_saved, stack_prev and the
// registers, and only then fields that hold addresses.
std::optional<Question> field_after(const Ahead& ahead, Level level, Dice* dice);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ASK_FIELD_H_
