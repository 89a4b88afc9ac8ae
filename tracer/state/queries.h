// The questions that views ask of a state: pure, and each answer is made anew. No question fails;
// an unknown greenlet has an answer too. What points into the state lives as long as the state
// stays where it is and nothing is applied to it.
#ifndef GREENLENS_TRACER_STATE_QUERIES_H_
#define GREENLENS_TRACER_STATE_QUERIES_H_

#include <string>
#include <vector>

#include "tracer/state/state.h"

namespace greenlens::state {

// By the original's rules: `dead` is one whose stack_start is NULL and whose stack_stop is not. Who
// is current is running, also while a switch away from it is under way.
Life life(const State& state, const GreenletState& greenlet);
// The bytes of its slice that are still in place. For the running greenlet: down to sp. For main:
// up to the base.
uint64_t bytes_on_stack(const State& state, const GreenletState& greenlet);
// The name to show: "gr1", "none" for 0, "#7" for an unknown one.
std::string name_of(const State& state, facts::GreenletId id);
// Null when there is none. Points into the state, which must stay.
const GreenletState* find(const State& state, facts::GreenletId id);
const GreenletState* find(State&& state, facts::GreenletId id) = delete;
// Its interpreter frames, top first. They point into the state, which must stay.
// Empty for one that has none, and ends where a frame is not known.
std::vector<const InterpreterFrameState*> frame_chain(const State& state,
                                                      const GreenletState& greenlet);
std::vector<const InterpreterFrameState*> frame_chain(State&& state,
                                                      const GreenletState& greenlet) = delete;

// A part of the thread's C stack and whose bytes it holds, high addresses first.
enum class Occupancy : uint8_t {
  in_place,  // owner's bytes, where they belong
  stale,   // bytes that `owner` left behind (its copy is in the heap, or it is dead); nobody needs
           // them
  unused,  // below everything
};
struct StackRange {
  facts::Address low = facts::kNull;
  facts::Address high = facts::kNull;
  facts::GreenletId owner = 0;
  Occupancy occupancy = Occupancy::unused;
  bool operator==(const StackRange&) const = default;
};
// The stack from the base down to the lowest address any greenlet ever used so far, without gaps or
// overlaps; neighbours differ in owner or occupancy. Empty before anything is known of the stack.
std::vector<StackRange> stack_ranges(const State& state);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_QUERIES_H_
