// Which greenlet ran in which part of the stack last: what remains there when it has moved on. The
// engine knows nothing of it, and does not need to; a reader wants to see that a copied slice's
// bytes are still there until somebody runs over them. Part of apply(), and of the questions about
// its outcome. Pure functions; addresses are relative to the base, as in the facts.
#ifndef GREENLENS_TRACER_STATE_FOOTPRINT_H_
#define GREENLENS_TRACER_STATE_FOOTPRINT_H_

#include "tracer/state/state.h"

namespace greenlens::state {

// One past a slice's highest address inside the picture: its stack_stop, at most the base; the base
// for a main greenlet. kNull when it was never started. (The base is an address that whoever
// records chose: a slice may reach beyond it.)
facts::Address slice_end(const GreenletState& greenlet);

// to - from in bytes; 0 when that is no range of the stack: NULL, a mark, or from >= to.
uint64_t slice_size(facts::Address from, facts::Address to);

// The stack pointer of a stack as far as it is known; NULL: it is not. What a state was told last
// may lie above a mark that has been set since then in a frame of whoever runs: then it is no
// higher than that.
facts::Address known_sp(const State& state, const Stack& stack);

// Whether it has finished, and its code still runs: its last switch is not over, and sp is in its
// slice.
bool is_dying(const State& state, const GreenletState& greenlet);

// Where pictures of a stack end above: the base of a thread's own, the high end of another one.
facts::Address top(const Stack& stack);

// `greenlet` wrote to [low, high): replaces what was noted there. What lies above the top is cut
// off; an empty or unknown range changes nothing. Linear in the footprints.
void leave_footprint(Stack* stack, facts::GreenletId greenlet, facts::Address low,
                     facts::Address high);

// The part of a greenlet's slice that is in place on its own stack: [low, high), empty when
// low >= high. For whoever runs that is down to sp, for whoever was left down to where its copy
// ends. Nothing of the new and of the finished; but a finished one's code still runs for the rest
// of its last switch, and until sp has left them it stands on its bytes.
struct InPlace {
  facts::Address low = 0;
  facts::Address high = 0;
};
InPlace in_place(const State& state, const GreenletState& greenlet);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_FOOTPRINT_H_
