// One switch: who is left, what is copied, who goes on.
#include <memory>
#include <utility>

#include "tracer/state/applier.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::state {

void Applier::operator()(const facts::SwitchRequested& fact) {
  SwitchInProgress in_switch;
  // It is being ended now.
  if (auto* g = fact.last_handle_gone ? find(fact.requested) : nullptr) g->dropped = false;
  in_switch.number = next_number();
  in_switch.origin = fact.origin;
  in_switch.requested = fact.requested;
  in_switch.kind = fact.kind;
  in_switch.what = fact.what;
  thread_.in_switch = std::move(in_switch);
}

void Applier::operator()(const facts::TargetFound& fact) {
  // A body's lookup may have switched, to the end of that switch: then the one that it was for
  // goes on from here. Whom it had asked for is forgotten, and what it carries.
  if (!thread_.in_switch) {
    thread_.in_switch.emplace();
    thread_.in_switch->number = next_number();
    thread_.in_switch->origin = fact.origin;
  }
  thread_.in_switch->target = fact.target;
  thread_.in_switch->first_start = fact.first_start;
  // Where the language lets one thread run at a time, one that has not begun follows its parent.
  auto* g = find(fact.target);
  if (g != nullptr && fact.first_start) g->thread = thread_.id;
}

void Applier::operator()(const facts::StartPrepared& fact) {
  auto* g = find(fact.target);
  if (!g) return;
  // Its slice will begin at the mark in its starter's frame, and has no bytes yet: until the
  // switch returns twice the origin runs on below that mark. By stack_start being NULL the engine
  // itself tells later that there is nothing to move to and the new body just runs on where sp
  // is.
  g->stack_start = facts::kNull;
  g->stack_stop = fact.stack_stop;
  g->stack_prev = fact.stack_prev;
  g->recursion_depth = fact.recursion_depth;
}

void Applier::operator()(const facts::RegistersSaved& fact) {
  // The switch's own frame, with the registers in it, belongs to the origin: it is saved and
  // comes back with the rest, and then the registers are reloaded from it. This is the last step
  // at which the origin's stack is whole: so its frames and registers are of this step.
  move_sp(fact.sp);
  walk_on(fact.origin);
  auto* g = find(fact.origin);
  if (!g) return;
  g->registers = fact.registers;
  if (!thread_.machine) g->call_sp = facts::kNull;  // a call that nobody has stepped
  // (Where nothing was unwound all share the same nothing.)
  // Never given back: a recording's own thread may still need it while the program exits.
  static const auto& none = *new auto(std::make_shared<const std::vector<facts::CFrame>>());
  g->frames =
      fact.frames.empty() ? none : std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
}

void Applier::operator()(const facts::StackStartSet& fact) {
  // slp_save_state's first line, origin.stack_start = sp. With it the origin is a slice with two
  // ends, which can be saved and come back to, and no longer "what lies above sp". It stays
  // current: its registers are in force until the target's are.
  if (auto* g = find(fact.origin)) g->stack_start = fact.stack_start;
  if (facts::is_stack_address(fact.stack_start)) {
    own().lowest = std::min(own().lowest, fact.stack_start);
  }
  if (thread_.in_switch) thread_.in_switch->origin_suspended = true;
}

void Applier::operator()(const facts::SliceSaved& fact) {
  const uint64_t bytes = slice_size(fact.from, fact.to);
  state_.bytes_out += bytes;
  if (thread_.in_switch) thread_.in_switch->bytes_out += bytes;
  auto* g = find(fact.owner);
  if (!g) return;
  // A copy grows upwards: what is in the way of the next target is appended to what was in the
  // way of the one before. It stays the same copy, as with realloc. Older states have their own
  // bytes, so these are made anew. What was copied is still on the stack, too: it is the owner's
  // footprint already.
  if (!g->copy) g->copy_number = ++state_.copies_made;
  // Never given back: a recording's own thread may still need it while the program exits.
  static const auto& none = *new auto(std::make_shared<const facts::Bytes>());
  if (!g->copy) g->copy = none;
  // Behind bytes that were not recorded there is no place for others.
  if (!fact.bytes.empty() && g->copy->size() == g->stack_saved) {
    g->copy = std::make_shared<const facts::Bytes>(*g->copy + fact.bytes);
  }
  g->stack_saved = fact.stack_saved;
}

void Applier::operator()(const facts::SliceRestored& fact) {
  const uint64_t bytes = slice_size(fact.from, fact.to);
  state_.bytes_in += bytes;
  if (thread_.in_switch) thread_.in_switch->bytes_in += bytes;
  // Only these bytes may have been another's meanwhile; the rest of the slice was in place all
  // the time.
  leave_footprint(&own(), fact.target, fact.from, fact.to);
  if (auto* g = find(fact.target)) drop_copy(g);
}

void Applier::operator()(const facts::StackPrevRelinked& fact) {
  if (auto* g = find(fact.target)) g->stack_prev = fact.stack_prev;
}

// Who is current: the one whose registers the CPU has. For a new greenlet that is so when the
// switch returns for the first time, for one that is resumed when its registers are reloaded. The
// engine's own `current` follows a moment later, with the host's state (HostStateSwapped).
//
// On a first start sp has not moved: what the origin wrote between sp and the mark is the new
// greenlet's from here on, and will be overwritten. (That much of an origin that lives has just
// been copied.)
void Applier::operator()(const facts::ReturnedTwice& fact) {
  become_current(fact.target);
  walk_on(fact.target);
}

// Here nothing is walked on: what lies above sp is what the target left there or got back.
void Applier::operator()(const facts::RegistersRestored& fact) {
  become_current(fact.target);
  move_sp(fact.sp);
}

void Applier::operator()(const facts::HostStateSwapped& fact) {
  // Interpreter frames lie in the heap: a switch only exchanges which chain is the thread's.
  // Whoever runs has no top_frame of its own, as in greenlet.c.
  if (auto* origin = find(fact.origin)) origin->top_frame = fact.origin_top_frame;
  if (auto* target = find(fact.target)) {
    target->top_frame = 0;
    target->recursion_depth = fact.recursion_depth;
  }
  thread_.top_frame = fact.target_top_frame;
  if (thread_.in_switch) thread_.in_switch->host_state_swapped = true;
}

void Applier::operator()(const facts::Delivered& fact) {
  // A finished origin has left the chain of those that occupy the stack; until now it was needed,
  // to find who else lies there.
  auto* origin = find(fact.origin);
  if (origin && origin->finished) origin->stack_prev = 0;
  end_switch();
  ++state_.switches;
}

void Applier::operator()(const facts::SwitchFailed&) {
  // What was saved of the origin before the failure is given up: it runs on and would outdate it.
  // (Our engine gets its memory before it saves anything. greenlet.c's g_save may fail after
  // another slice has been saved; others' copies stay good, because they do not run.)
  if (thread_.in_switch && thread_.in_switch->origin_suspended) {
    if (auto* origin = find(thread_.in_switch->origin)) drop_copy(origin);
  }
  // A start that failed leaves the target as it was: all three stack fields NULL.
  if (thread_.in_switch && thread_.in_switch->first_start) {
    auto* target = find(thread_.in_switch->target);
    if (target && !target->body_entered) {
      target->stack_start = target->stack_stop = facts::kNull;
      target->stack_prev = 0;
    }
  }
  end_switch();
}

}  // namespace greenlens::state
