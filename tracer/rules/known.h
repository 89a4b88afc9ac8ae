// Whether a state knows enough of a greenlet to contradict anybody about it.
#ifndef GREENLENS_TRACER_RULES_KNOWN_H_
#define GREENLENS_TRACER_RULES_KNOWN_H_

#include "tracer/state/state.h"

namespace greenlens::rules {

// False of one whose past was not told: it had been started when the recording began, so that
// nobody said how much of it was in the heap then, who lay above it, and which frames it had. Never
// becomes true again: a state does not say which of its fields were told since. True of one that
// nobody knows: who names it is wrong. (Facts that were lost are another matter: rules::check.)
bool is_known(const state::State& state, facts::GreenletId id);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_KNOWN_H_
