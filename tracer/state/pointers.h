// Pointers into stacks, and whether what they mean is there. Pure.
#ifndef GREENLENS_TRACER_STATE_POINTERS_H_
#define GREENLENS_TRACER_STATE_POINTERS_H_

#include <optional>

#include "tracer/state/state.h"

namespace greenlens::state {

// The bytes at an address belong to a suspended greenlet and are in its heap copy alone: whoever
// follows a pointer to it now finds others.
struct OnlyInHeap {
  facts::GreenletId owner = 0;  // whose copy has them
  facts::GreenletId there = 0;  // whose bytes lie there now; 0: nobody's that is known
};
// Of an address on the stack of the holder's thread, which the holder follows when it runs. None
// where they are in place, where they are the holder's own (which are back when it runs), and of
// what is no address on that stack. Linear in the greenlets.
std::optional<OnlyInHeap> only_in_heap(const State& state, const GreenletState& holder,
                                       facts::Address address);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_POINTERS_H_
