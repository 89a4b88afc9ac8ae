// The questions that views ask of a state: pure, and each answer is made anew.
#ifndef GREENLENS_TRACER_STATE_QUERIES_H_
#define GREENLENS_TRACER_STATE_QUERIES_H_

#include <string>
#include <vector>

#include "tracer/state/state.h"

namespace greenlens::state {

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
// overlaps.
std::vector<StackRange> stack_ranges(const State& state);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_QUERIES_H_
