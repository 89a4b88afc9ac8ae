// Which greenlet ran in which part of the stack last: what remains there when it has moved on.
#ifndef GREENLENS_TRACER_STATE_FOOTPRINT_H_
#define GREENLENS_TRACER_STATE_FOOTPRINT_H_

#include "tracer/state/state.h"

namespace greenlens::state {

// One past a slice's highest address inside the picture: its stack_stop, at most the base; the base
// for a main greenlet. kNull when it has no stack.
facts::Address slice_end(const GreenletState& greenlet);

// to - from in bytes; 0 when that is no range of the stack.
uint64_t slice_size(facts::Address from, facts::Address to);

// `greenlet` wrote to [low, high): replaces what was noted there.
void leave_footprint(State* state, facts::GreenletId greenlet, facts::Address low,
                     facts::Address high);

// The part of a greenlet's slice that is in place: [low, high), empty when low >= high.
struct InPlace {
  facts::Address low = 0;
  facts::Address high = 0;
};
InPlace in_place(const State& state, const GreenletState& greenlet);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_FOOTPRINT_H_
