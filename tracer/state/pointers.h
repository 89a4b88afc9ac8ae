// Pointers into stacks, and whether what they mean is there. Pure.
#ifndef GREENLENS_TRACER_STATE_POINTERS_H_
#define GREENLENS_TRACER_STATE_POINTERS_H_

#include <optional>
#include <string>

#include "tracer/state/state.h"

namespace greenlens::state {

// A suspended greenlet's variable whose bytes are in its heap copy alone: whoever follows a pointer
// to it now finds others.
struct OnlyInHeap {
  facts::GreenletId owner = 0;  // whose copy has them
  std::string variable;         // as its source calls it
  facts::GreenletId there = 0;  // whose bytes lie there now; 0: nobody's that is known
};
// Of an address on the stack of the holder's thread, which the holder follows when it runs. Slices
// lie upon each other, so an address alone does not say whose bytes it means: it is that of a
// variable that is known of somebody else (LineBegun), and of none that is known of the holder.
// None where the bytes are in place, or nothing is known. Linear in the greenlets.
std::optional<OnlyInHeap> only_in_heap(const State& state, const GreenletState& holder,
                                       facts::Address address);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_POINTERS_H_
