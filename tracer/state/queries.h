// The questions that views ask of a state: pure, and each answer is made anew. No question fails;
// an unknown greenlet has an answer too. What points into the state lives as long as the state
// stays where it is and nothing is applied to it.
#ifndef GREENLENS_TRACER_STATE_QUERIES_H_
#define GREENLENS_TRACER_STATE_QUERIES_H_

#include <string>
#include <string_view>
#include <vector>

#include "tracer/state/state.h"

namespace greenlens::state {

// A thread by its number. One that is not known is empty: it has number 0, and nobody runs in it.
// Points into the state, which must stay.
const Thread& thread_in(const State& state, facts::ThreadId id);
const Thread& thread_in(State&& state, facts::ThreadId id) = delete;
// A greenlet's own; and the one that told the last event.
const Thread& thread_of(const State& state, const GreenletState& greenlet);
const Thread& told_by(const State& state);

// Whose own stack it is, where a program's switch goes between stacks: who lives on it now. Null of
// a thread's own, and of one that nobody has for himself. Points into the state, which must stay.
const GreenletState* resident(const State& state, const Stack& stack);
const GreenletState* resident(State&& state, const Stack& stack) = delete;
// Whether the program has such contexts: then nothing is ever copied.
bool has_contexts(const State& state);

// Whether its thread runs it: also in the middle of a switch away from it.
bool is_current(const State& state, const GreenletState& greenlet);

// By the original's rules: `dead` is one whose stack_start is NULL and whose stack_stop is not. Who
// is current is running, also while a switch away from it is under way.
Life life(const State& state, const GreenletState& greenlet);
// The same in a word; and of those that take part in a switch under way what becomes of them, since
// nobody's own code runs then: "suspending", "resuming", "starting", "dying".
const char* standing(const State& state, const GreenletState& greenlet);
// Whether its C frames are those of its stack as it is now: of one that was left, and of one that
// runs while sp still lies in the innermost of them. They were noted when it was left, or at a line
// that it reached; of one that has run on since they say nothing.
bool frames_hold(const State& state, const GreenletState& greenlet);
// The bytes of its slice that are still in place. For the running greenlet: down to sp. For main:
// up to the base.
uint64_t bytes_on_stack(const State& state, const GreenletState& greenlet);
// The name to show: "gr1", "none" for 0, "#7" for an unknown one.
std::string name_of(const State& state, facts::GreenletId id);
// Null when there is none. Points into the state, which must stay.
const GreenletState* find(const State& state, facts::GreenletId id);
const GreenletState* find(State&& state, facts::GreenletId id) = delete;
// The one with that name, as it is or as it is shown (tracer/facts/shown.h), that was created last;
// or else the one whose number is said, as "#7". 0: none.
facts::GreenletId find_named(const State& state, std::string_view name);
// What "#7" says; 0: something else.
facts::GreenletId id_of(std::string_view name);
// Which of its thread's interpreter frames is its innermost one; 0: none.
facts::FrameId innermost_frame(const State& state, const GreenletState& greenlet);
// Shows its interpreter frames, the innermost first. Ends where a frame is not known.
template <typename Show>
void visit_frames(const State& state, const GreenletState& greenlet, Show&& show) {
  const Thread& thread = thread_of(state, greenlet);
  facts::FrameId at = innermost_frame(state, greenlet);
  for (size_t n = 0; n < thread.frames.size(); ++n) {  // a damaged trace may hold a cycle
    const InterpreterFrameState* frame = thread.frames.get(at);
    if (frame == nullptr) return;
    show(*frame);
    at = frame->back;
  }
}
// Its interpreter frames, top first. They point into the state, which must stay.
// Empty for one that has none, and ends where a frame is not known.
std::vector<const InterpreterFrameState*> frame_chain(const State& state,
                                                      const GreenletState& greenlet);
std::vector<const InterpreterFrameState*> frame_chain(State&& state,
                                                      const GreenletState& greenlet) = delete;

// A part of a C stack and whose bytes it holds, high addresses first.
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
// The stack from its top down to the lowest address anybody ever used so far, without gaps or
// overlaps; neighbours differ in owner or occupancy. Empty before anything is known of the stack.
// On a stack that is no thread's own nothing is ever copied away: what was used there is in place.
std::vector<StackRange> stack_ranges(const State& state, const Stack& stack);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_QUERIES_H_
