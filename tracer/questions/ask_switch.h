// Questions about who runs: after the next switch, after a death, and when a call of switch()
// returns. Part of ask().
#ifndef GREENLENS_TRACER_QUESTIONS_ASK_SWITCH_H_
#define GREENLENS_TRACER_QUESTIONS_ASK_SWITCH_H_

#include <optional>

#include "tracer/questions/ahead.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question.h"

namespace greenlens::questions {

// Of one that has not ended, until the switch that is under way has told whom it has found.
std::optional<Question> who_runs_next(const Ahead& ahead, Dice* dice);
// Of the switch that is asked for in the next step, or under way; of one that dies there is no
// call.
std::optional<Question> returns(const Ahead& ahead, Dice* dice);
// While one runs that ends before the next switch, until it is told who is found.
std::optional<Question> control_after_death(const Ahead& ahead, Dice* dice);

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_ASK_SWITCH_H_
