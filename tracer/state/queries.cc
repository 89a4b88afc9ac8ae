// Answers that several views need, and that are no fields because they follow from fields.
#include "tracer/state/queries.h"

#include <algorithm>
#include <charconv>

#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"

namespace greenlens::state {
namespace {

// Puts `top` over the ranges below it; all are ascending and without overlaps.
void overlay(std::vector<StackRange>* ranges, const StackRange& top) {
  std::vector<StackRange> result;
  for (const StackRange& r : *ranges) {
    if (r.low < top.low) result.push_back({r.low, std::min(r.high, top.low), r.owner, r.occupancy});
    if (r.high > top.high) {
      result.push_back({std::max(r.low, top.high), r.high, r.owner, r.occupancy});
    }
  }
  result.push_back(top);
  std::sort(result.begin(), result.end(),
            [](const StackRange& a, const StackRange& b) { return a.low < b.low; });
  *ranges = std::move(result);
}

bool continues(const StackRange& above, const StackRange& below) {
  return above.low == below.high && above.owner == below.owner &&
         above.occupancy == below.occupancy;
}

}  // namespace

const char* life_name(Life life) {
  switch (life) {
    case Life::unstarted:
      return "unstarted";
    case Life::running:
      return "running";
    case Life::suspended:
      return "suspended";
    case Life::dead:
      return "dead";
  }
  return "?";
}

const Thread& thread_in(const State& state, facts::ThreadId id) {
  // Never given back: a recording's own thread may still need it while the program exits.
  static const Thread& none = *new Thread();
  const auto thread = state.threads.find(id);
  return thread == state.threads.end() ? none : thread->second;
}

const Thread& thread_of(const State& state, const GreenletState& greenlet) {
  return thread_in(state, greenlet.thread);
}

const Thread& told_by(const State& state) { return thread_in(state, state.thread); }

bool is_current(const State& state, const GreenletState& greenlet) {
  const Thread& thread = thread_of(state, greenlet);
  return thread.current == greenlet.id && !thread.ended;
}

Life life(const State& state, const GreenletState& greenlet) {
  // A main greenlet ends with its thread.
  const bool ended = greenlet.is_main && thread_of(state, greenlet).ended;
  if (greenlet.finished || ended) return Life::dead;
  if (is_current(state, greenlet)) return Life::running;
  // The original's rule: no stack_stop, never started; no stack_start, finished (or about to
  // start).
  if (greenlet.stack_stop == facts::kNull) return Life::unstarted;
  if (greenlet.stack_start == facts::kNull)
    // One whose start is prepared has a stack_stop already, and looks like the dead.
    return greenlet.body_entered ? Life::dead : Life::unstarted;
  return Life::suspended;
}

const char* standing(const State& state, const GreenletState& greenlet) {
  if (is_dying(state, greenlet)) return "dying";
  const auto& in_switch = thread_of(state, greenlet).in_switch;
  const bool between_two = in_switch && in_switch->target != 0 &&
                           in_switch->origin != in_switch->target && !greenlet.finished;
  if (between_two && in_switch->origin == greenlet.id) return "suspending";
  if (between_two && in_switch->target == greenlet.id) {
    return in_switch->first_start ? "starting" : "resuming";
  }
  return life_name(life(state, greenlet));
}

bool frames_hold(const State& state, const GreenletState& greenlet) {
  if (greenlet.frames == nullptr || greenlet.frames->empty() || greenlet.finished) return false;
  if (life(state, greenlet) == Life::suspended || state.program_finished) return true;
  const Thread& thread = thread_of(state, greenlet);
  if (thread.in_switch && thread.in_switch->origin == greenlet.id &&
      thread.in_switch->origin_suspended) {
    return true;
  }
  if (greenlet.stack != thread.stack) return false;
  const auto other = state.stacks.find(greenlet.stack);
  const bool on_own = greenlet.stack == 0 || other == state.stacks.end();
  const facts::Address sp = known_sp(state, on_own ? thread.own_stack : other->second);
  const facts::CFrame& innermost = greenlet.frames->front();
  return facts::is_stack_address(sp) && innermost.low <= sp && sp < innermost.high;
}

uint64_t bytes_on_stack(const State& state, const GreenletState& greenlet) {
  const InPlace range = in_place(state, greenlet);
  return range.low < range.high ? static_cast<uint64_t>(range.high - range.low) : 0;
}

const GreenletState* resident(const State& state, const Stack& stack) {
  if (stack.kind != facts::StackKind::separate || stack.id == 0) return nullptr;
  for (const auto& [id, greenlet] : state.greenlets) {
    if (greenlet.stack == stack.id && !greenlet.finished && !greenlet.freed) return &greenlet;
  }
  return nullptr;
}

bool has_contexts(const State& state) {
  for (const auto& [id, stack] : state.stacks) {
    if (resident(state, stack) != nullptr) return true;
  }
  return false;
}

const GreenletState* find(const State& state, facts::GreenletId id) {
  return state.greenlets.get(id);
}

facts::GreenletId find_named(const State& state, std::string_view name) {
  if (name.empty()) return 0;
  facts::GreenletId found = 0;
  for (const auto& [id, greenlet] : state.greenlets) {
    if (greenlet.name == name || facts::is_shown_as(greenlet.name, name)) found = id;
  }
  if (found != 0) return found;
  found = id_of(name);
  return find(state, found) != nullptr ? found : 0;
}

facts::GreenletId id_of(std::string_view name) {
  facts::GreenletId id = 0;
  if (name.empty() || name.front() != '#') return 0;
  const char* end = name.data() + name.size();
  const auto read = std::from_chars(name.data() + 1, end, id);
  return read.ec == std::errc() && read.ptr == end ? id : 0;
}

std::string name_of(const State& state, facts::GreenletId id) {
  if (id == 0) return "none";
  const GreenletState* g = find(state, id);
  return g && !g->name.empty() ? g->name : "#" + std::to_string(id);
}

facts::FrameId innermost_frame(const State& state, const GreenletState& greenlet) {
  // In a switch the thread's top_frame stays the origin's until the host state is swapped.
  const Thread& thread = thread_of(state, greenlet);
  facts::GreenletId owner = thread.current;
  if (thread.in_switch && !thread.in_switch->host_state_swapped) owner = thread.in_switch->origin;
  return greenlet.id == owner ? thread.top_frame : greenlet.top_frame;
}

std::vector<const InterpreterFrameState*> frame_chain(const State& state,
                                                      const GreenletState& greenlet) {
  std::vector<const InterpreterFrameState*> chain;
  visit_frames(state, greenlet,
               [&](const InterpreterFrameState& frame) { chain.push_back(&frame); });
  return chain;
}

std::vector<StackRange> stack_ranges(const State& state, const Stack& stack) {
  // From what is least certain to what is surest, each over the one before: nothing known, bytes
  // that somebody left there, bytes that are in place.
  // What is known of sp before it is told counts, as for who stands there.
  const facts::Address sp = known_sp(state, stack);
  const facts::Address lowest =
      facts::is_stack_address(sp) ? std::min(stack.lowest, sp) : stack.lowest;
  if (lowest >= top(stack)) return {};
  const bool is_own = stack.kind == facts::StackKind::thread;
  const GreenletState* lives = resident(state, stack);
  std::vector<StackRange> ranges = {{lowest, top(stack), 0, Occupancy::unused}};
  // On a stack that is no slice's who left it may come back to it, as long as he lives.
  const bool stands_here = thread_in(state, stack.thread).stack == stack.id;
  for (const Footprint& f : stack.footprints) {
    const GreenletState* owner = find(state, f.greenlet);
    const bool is_over = !stands_here && (owner == nullptr || owner->finished || owner->freed);
    const bool is_stale = is_own || is_over || lives != nullptr;
    overlay(&ranges,
            {f.low, f.high, f.greenlet, is_stale ? Occupancy::stale : Occupancy::in_place});
  }
  // Should two claim the same bytes, the one that runs has them.
  const auto place = [&](const GreenletState& g) {
    const InPlace range = in_place(state, g);
    const facts::Address low = std::max(range.low, lowest);
    if (low < range.high) overlay(&ranges, {low, range.high, g.id, Occupancy::in_place});
  };
  const facts::GreenletId runs = thread_in(state, stack.thread).current;
  if (is_own) {
    for (const auto& [id, g] : state.greenlets) {
      if (g.thread == stack.thread && g.stack == 0 && id != runs) place(g);
    }
    const GreenletState* current = find(state, runs);
    if (current != nullptr && current->stack == 0) place(*current);
  }
  if (lives != nullptr) place(*lives);

  // Pieces of one block that were cut and touch are one block again.
  std::vector<StackRange> result;
  for (auto r = ranges.rbegin(); r != ranges.rend(); ++r) {
    if (!result.empty() && continues(result.back(), *r)) {
      result.back().low = r->low;
    } else {
      result.push_back(*r);
    }
  }
  return result;
}

}  // namespace greenlens::state
