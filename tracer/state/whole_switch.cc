#include "tracer/state/whole_switch.h"

#include <algorithm>
#include <memory>

#include "tracer/state/footprint.h"

namespace greenlens::state {
namespace {

bool lies_on(const Stack& own, facts::Address sp) {
  return facts::is_stack_address(sp) &&
         (own.low == facts::kNull || (own.low <= sp && sp < own.high));
}

bool same_line(const facts::SourceLine& a, const facts::SourceLine& b) {
  return a.line == b.line && a.function == b.function && a.file == b.file;
}

bool is_simple(const Thread& thread, const WholeSwitch& whole) {
  return thread.stack == 0 && thread.current == whole.origin && whole.origin != whole.target &&
         lies_on(thread.own_stack, whole.sp) && lies_on(thread.own_stack, whole.sp_to) &&
         (whole.line == nullptr || lies_on(thread.own_stack, whole.caller_sp));
}

void reach_line(const WholeSwitch& whole, Thread* thread, GreenletState* origin) {
  if (!same_line(origin->at, *whole.line)) origin->at = *whole.line;
  const InterpreterFrameState* frame = thread->frames.get(thread->top_frame);
  if (frame != nullptr && frame->at.function == whole.line->function &&
      !same_line(frame->at, *whole.line)) {
    thread->frames.change(thread->top_frame)->at = *whole.line;
  }
  Stack& own = thread->own_stack;
  own.lowest = std::min(own.lowest, whole.caller_sp);
  // What lies above is the same greenlet's, a moment later.
  if (whole.caller_sp < whole.sp) {
    leave_footprint(&own, origin->id, whole.caller_sp, slice_end(*origin));
  }
}

void save(State* state, const WholeSwitch::Piece& piece) {
  // Never given back: a recording's own thread may still need it while the program exits.
  static const auto& none = *new auto(std::make_shared<const facts::Bytes>());
  state->bytes_out += slice_size(piece.from, piece.to);
  GreenletState* owner = state->greenlets.change(piece.owner);
  if (owner == nullptr) return;
  if (!owner->copy) {
    owner->copy_number = ++state->copies_made;
    owner->copy = none;
  }
  owner->stack_saved = piece.stack_saved;
}

}  // namespace

bool apply_whole(State* state, const WholeSwitch& whole) {
  const auto of = state->threads.find(whole.thread);
  if (of == state->threads.end() || !is_simple(of->second, whole)) return false;
  const GreenletState* from = state->greenlets.get(whole.origin);
  const GreenletState* to = state->greenlets.get(whole.target);
  if (from == nullptr || to == nullptr || from->finished) return false;
  if (from->id != whole.origin || to->id != whole.target) return false;

  Thread& thread = of->second;
  Stack& own = thread.own_stack;
  state->step += whole.steps;
  state->thread = thread.id = own.thread = whole.thread;
  thread.introduces = false;
  GreenletState& origin = *state->greenlets.change(whole.origin);
  GreenletState& target = *state->greenlets.change(whole.target);

  if (whole.line != nullptr) reach_line(whole, &thread, &origin);
  if (whole.last_handle_gone) target.dropped = false;
  // The registers are spilled, and it is a slice.
  own.lowest = std::min({own.lowest, whole.sp, whole.sp_to});
  leave_footprint(&own, whole.origin, whole.sp, slice_end(origin));
  // Never given back: a recording's own thread may still need it while the program exits.
  static const auto& none = *new auto(std::make_shared<const std::vector<facts::CFrame>>());
  origin.registers.clear();
  origin.call_sp = facts::kNull;
  origin.frames = none;
  origin.stack_start = whole.stack_start;
  if (facts::is_stack_address(whole.stack_start)) {
    own.lowest = std::min(own.lowest, whole.stack_start);
  }
  for (const WholeSwitch::Piece& piece : *whole.saves) save(state, piece);
  // The target's comes back.
  if (whole.restored) {
    state->bytes_in += slice_size(whole.restored->from, whole.restored->to);
    leave_footprint(&own, whole.target, whole.restored->from, whole.restored->to);
    target.copy.reset();
    target.copy_number = 0;
    target.stack_saved = 0;
  }
  target.stack_prev = whole.stack_prev;
  thread.current = whole.target;
  own.sp = whole.sp_to;
  origin.top_frame = whole.origin_top_frame;
  target.top_frame = 0;
  target.recursion_depth = whole.recursion_depth;
  thread.top_frame = whole.target_top_frame;
  thread.in_switch.reset();
  ++state->switches;
  return true;
}

}  // namespace greenlens::state
