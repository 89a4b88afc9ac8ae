// Whom a state lets go: the dead whom nothing in it names any more. Part of apply(): a state is the
// same whichever way it was come to, so this depends on nothing but the state.
#ifndef GREENLENS_TRACER_STATE_FORGET_H_
#define GREENLENS_TRACER_STATE_FORGET_H_

#include "tracer/state/state.h"

namespace greenlens::state {

// Greenlets that are freed, but for the last kFreedKept of them and for those that somebody here
// still names: whose bytes lie about on a stack, say. Linear in the state's size; so the limit at
// which it is called again is set in proportion to that.
void forget_the_dead(State* state);

// Threads that have ended, but for the last kFreedKept of them, when no greenlet is theirs any
// more; and the stacks that only their code stood on.
void forget_ended_threads(State* state);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_FORGET_H_
