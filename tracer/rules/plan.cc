// To be read beside greenlet.c's g_switch, from its first line to its last.
#include "tracer/rules/plan.h"

#include <utility>

#include "tracer/state/queries.h"

namespace greenlens::rules {

using facts::Address;
using facts::GreenletId;
using state::GreenletState;
using state::State;

namespace {

bool started(const GreenletState& greenlet) { return greenlet.stack_stop != facts::kNull; }

// greenlet.c's slp_switch with its two hooks: who goes to the heap, where sp goes, who comes back.
Refusal slp_switch(const State& state, const Crossing& c, const GreenletState& target, Plan* plan) {
  std::optional<std::vector<Save>> saves = slp_save_state(state, c);
  if (!saves) return Refusal::unknown_neighbour;
  plan->saves = std::move(*saves);
  // Whoever starts has no stack to go to: it runs on right here, below the one that leaves.
  if (plan->start) {
    plan->target_stack_prev = plan->start->stack_prev;
    return Refusal::none;
  }
  // Who switches to itself ends where it has just begun to end.
  plan->sp_moves = Range{c.sp, c.target == c.origin ? c.sp : target.stack_start};
  plan->restored = copy_of(target);
  const std::optional<GreenletId> prev = slp_restore_state(state, c);
  if (!prev) return Refusal::unknown_neighbour;
  plan->target_stack_prev = *prev;
  return Refusal::none;
}

// Everything after "who asks for whom".
Refusal g_switch(const State& state, const Ask& ask, const GreenletState& origin, Plan* plan) {
  const GreenletState* requested = find(state, ask.requested);
  if (requested != nullptr && requested->thread != ask.thread) return Refusal::another_thread;
  if (const Refusal r = find_target(state, ask.requested, &plan->target, &plan->passed_over);
      r != Refusal::none) {
    return r;
  }
  // A damaged keyframe may call one otherwise than where it keeps it.
  const GreenletState* found = find(state, plan->target);
  if (found == nullptr) return Refusal::unknown_greenlet;
  const GreenletState& target = *found;
  if (!facts::is_stack_address(ask.sp)) return Refusal::no_place;

  Crossing c{origin.id, plan->origin_is_dying, ask.sp, target.id, target.stack_stop};
  if (!started(target)) {
    plan->start = g_initialstub(state, c, ask.mark);
    c.target_stop = plan->start->stack_stop;
    if (!facts::is_stack_address(c.target_stop)) return Refusal::no_place;
  }
  if (!ends_below(ask.sp, origin.stack_stop)) return Refusal::left_its_stack;

  // Not saved also means: it never becomes a slice again. Its stack_prev was needed until now, to
  // find who else lies there, and is cut when all is over.
  plan->origin_stack_start = plan->origin_is_dying ? facts::kNull : ask.sp;
  plan->origin_stack_prev = plan->origin_is_dying ? 0 : origin.stack_prev;
  if (const Refusal r = slp_switch(state, c, target, plan); r != Refusal::none) return r;
  plan->host_state = g_switchstack(state, origin.id, target.id, plan->start.has_value());
  return Refusal::none;
}

}  // namespace

Plan plan(const State& state, const Ask& ask) {
  Plan plan;
  plan.origin = thread_in(state, ask.thread).current;
  plan.requested = ask.requested;
  const GreenletState* origin = find(state, plan.origin);
  if (origin == nullptr) {
    plan.refusal = Refusal::no_origin;
    return plan;
  }
  plan.origin_is_dying = ask.body_has_ended || origin->finished;
  plan.refusal = g_switch(state, ask, *origin, &plan);
  return plan;
}

// A switch to a dead greenlet is one to its parent. Main is never dead, so the search ends; that of
// a damaged state ends when it has seen as many as there are.
Refusal find_target(const State& state, GreenletId greenlet, GreenletId* target,
                    std::vector<PassedOver>* passed_over) {
  const GreenletState* next = find(state, greenlet);
  size_t steps = 0;
  while (next != nullptr && next->finished) {
    if (++steps > state.greenlets.size() || next->parent == 0) return Refusal::nobody_alive;
    if (passed_over != nullptr) passed_over->push_back({next->id, next->parent});
    next = find(state, next->parent);
  }
  if (next == nullptr) return Refusal::unknown_greenlet;
  *target = next->id;
  return Refusal::none;
}

// The new slice ends at the mark in its starter's frame: what lies above is the starter's and will
// be needed when that goes on. Of a dying starter nothing will be needed: there the new one takes
// the dead one's whole place, so that any number of ends that start the next one need the stack of
// one. (greenlet.c takes the mark here, too.)
Start g_initialstub(const State& state, const Crossing& c, Address mark) {
  Start start;
  start.stack_stop = mark;
  start.stack_prev = c.origin;
  const GreenletState* origin = find(state, c.origin);
  if (origin == nullptr) return start;
  if (c.origin_is_dying) {
    start.stack_stop = origin->stack_stop;
    start.stack_prev = origin->stack_prev;
  }
  start.recursion_depth = depth(state, *origin);
  return start;
}

// Interpreter frames lie in the heap, and a greenlet that is suspended keeps its chain by the
// innermost one: a switch exchanges one pointer. Whoever runs has none of its own, since its frames
// are the thread's; that is also what is told of one that switches to itself.
HostState g_switchstack(const State& state, GreenletId origin, GreenletId target,
                        bool first_start) {
  HostState host;
  const GreenletState* to = find(state, target);
  if (to == nullptr) return host;
  const facts::FrameId top_frame = thread_of(state, *to).top_frame;
  host.origin_top_frame = origin == target ? 0 : top_frame;
  if (origin == target) {
    host.target_top_frame = top_frame;
  } else if (!first_start) {
    host.target_top_frame = to->top_frame;
  }
  if (!first_start) {
    host.recursion_depth = depth(state, *to);
  } else if (started(*to)) {
    host.recursion_depth = to->recursion_depth;  // its start has been prepared with it
  } else if (const GreenletState* from = find(state, origin)) {
    host.recursion_depth = depth(state, *from);
  }
  return host;
}

std::optional<uint32_t> depth(const State& state, const GreenletState& greenlet) {
  uint32_t frames = 0;
  const state::InterpreterFrameState* outermost = nullptr;
  visit_frames(state, greenlet, [&](const state::InterpreterFrameState& frame) {
    ++frames;
    outermost = &frame;
  });
  // It goes on in the past; or the interpreter counts other calls, too, as those of C.
  if (frames > 0 && (outermost->back != 0 || outermost->is_entry)) return std::nullopt;
  if (greenlet.is_main) return frames == 0 ? std::nullopt : std::optional(frames);
  const bool never_left = greenlet.body_entered && greenlet.stack_start == facts::kStarted;
  if (!never_left) return std::nullopt;
  return greenlet.recursion_depth + frames;
}

}  // namespace greenlens::rules
