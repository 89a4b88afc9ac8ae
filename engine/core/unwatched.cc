// Switching when nobody watches: the steps of switch.cc without telling them.
//
// The thread is looked up once and comes with the hooks from then on. Its address may be remembered
// over a switch, since a greenlet comes back in its own thread; what it holds may not. These frames
// lie in every suspended slice, so they are few and small. What is not common is somewhere else, so
// that the common case needs few registers.
#include <utility>

#include "arch/arch.h"
#include "arch/bytes.h"
#include "engine/core/switch.h"
#include "engine/core/thread_state.h"

namespace greenlens::core {
namespace {

// For who wants to know of each switch, and not of its steps.
inline void note(ThreadState& thread, const char* sp) {
  const Core& target = *thread.target;
  thread.log->note(sp, thread.current->id(), target.id(), target.recursion_depth(),
                   thread.delivery.kind == DeliveryKind::error, target.last_handle_gone());
}

// arch_switch's first question in any case.
[[gnu::cold]] GREENLENS_OPAQUE intptr_t save_all(ThreadState& thread, char* sp) {
  if (!stands_on_own_stack(thread, sp)) return ARCH_SAVE_FAILED;
  Slice& current = CoreAccess::slice(*thread.current);
  const Slice& target = thread.target->slice();
  if (!save_state(current, target, sp, thread.blocks, thread.silence)) return ARCH_SAVE_FAILED;
  if (thread.log != nullptr) note(thread, sp);
  return target.active() ? target.stack_start - sp : ARCH_RUN_HERE;
}

[[gnu::cold]] GREENLENS_OPAQUE intptr_t noted(ThreadState& thread, char* sp) {
  note(thread, sp);
  return 0;
}

// What lies in the way up to `sp` + `size` is all of who leaves.
GREENLENS_OPAQUE intptr_t save_in_block(ThreadState& thread, char* sp, size_t size) {
  Slice& current = CoreAccess::slice(*thread.current);
  const Slice& target = thread.target->slice();
  char* copy = thread.blocks.take(size, sp);
  if (copy == nullptr) [[unlikely]]
    return ARCH_SAVE_FAILED;
  arch_copy_out(copy, sp, size);
  current.stack_start = sp;
  current.stack_copy = copy;
  current.stack_saved = size;
  if (thread.log != nullptr) [[unlikely]]
    noted(thread, sp);
  return target.active() ? target.stack_start - sp : ARCH_RUN_HERE;
}

// In the common case who leaves is all that is in the way. The two hooks call nobody but at their
// ends, and so need no frames.
intptr_t save_for(arch_hooks* hooks, char* sp) {
  ThreadState& thread = *static_cast<UnwatchedHooks*>(hooks)->thread;
  Slice& current = CoreAccess::slice(*thread.current);
  const Slice& target = thread.target->slice();
  char* stop = target.stack_stop;
  if (current.stack_stop < stop) {
    if (current.stack_prev != &target) [[unlikely]]
      return save_all(thread, sp);
    stop = current.stack_stop;
  }
  if (stop <= sp || &current == &target || !thread.own_stack.holds(sp)) [[unlikely]]
    return save_all(thread, sp);
  if (!current.active()) [[unlikely]] {
    // Who dies beside the target leaves nothing in its way.
    return current.stack_prev == &target ? target.stack_start - sp : save_all(thread, sp);
  }
  size_t size = static_cast<size_t>(stop - sp);
  if (target.stack_start != sp || target.stack_saved != size)
    return save_in_block(thread, sp, size);
  current.stack_start = sp;  // one of the same place comes: restore_for() will exchange the two
  return thread.log == nullptr ? 0 : noted(thread, sp);
}

[[gnu::cold]] GREENLENS_OPAQUE void restore_all(ThreadState& thread) {
  restore_state(CoreAccess::slice(*thread.target), CoreAccess::slice(*thread.current),
                thread.blocks, thread.silence);
}

GREENLENS_OPAQUE void restore_from_block(ThreadState& thread, Slice& target) {
  char* copy = std::exchange(target.stack_copy, nullptr);
  size_t size = std::exchange(target.stack_saved, 0);
  arch_copy_in(target.stack_start, copy, size);
  thread.blocks.give(copy, size);
}

void restore_for(arch_hooks* hooks, char*) {
  ThreadState& thread = *static_cast<UnwatchedHooks*>(hooks)->thread;
  Slice& target = CoreAccess::slice(*thread.target);
  Slice& origin = CoreAccess::slice(*thread.current);
  size_t size = target.stack_saved;
  if (size == 0) [[unlikely]]
    return restore_all(thread);
  Slice* prev = origin.active() ? &origin : origin.stack_prev;
  while (prev != nullptr && prev->stack_stop <= target.stack_stop) prev = prev->stack_prev;
  target.stack_prev = prev;
  if (origin.stack_start != target.stack_start || origin.stack_saved != 0) {
    return restore_from_block(thread, target);
  }
  // As one comes the other goes, and the copy is the other's from now on: half of the memory is
  // touched, and no block is asked for.
  char* copy = target.stack_copy;
  target.stack_copy = nullptr;
  target.stack_saved = 0;
  origin.stack_copy = copy;
  origin.stack_saved = size;
  arch_exchange(target.stack_start, copy, size);
}

// Before the switch: the thread has no delivery yet.
inline void hand_over(ThreadState& thread, Delivery& delivery) {
  thread.delivery.kind = delivery.kind;
  thread.delivery.carried.swap(delivery.carried);
}

// In the target: makes it the current one. What was brought is the thread's delivery.
inline void arrive(ThreadState& thread, bool first) {
  put_away(thread);
  Core& origin = *thread.current;
  Core& target = *thread.target;
  swap_state(thread, origin, target);
  if (origin.dead()) CoreAccess::slice(origin).stack_prev = nullptr;
  thread.current = &target;
  thread.target = nullptr;
  put_in_force(thread, first);
}

// All that comes before a body.
GREENLENS_OPAQUE Core& begin_body(ThreadState& thread) {
  arrive(thread, true);
  CoreAccess::slice(*thread.current).stack_start = reinterpret_cast<char*>(1);
  return *thread.current;
}

// All that comes after it: the hooks of the switch that leaves this stack. One that may be refused
// is made here, for then this goes on.
GREENLENS_OPAQUE arch_hooks* end_body(ThreadState& thread, FinishKind how) {
  Core& self = *thread.current;
  Core& parent = *CoreAccess::parent(self);
  // An end is told, in all its steps.
  bool is_plain = thread.needs_plain_path() || thread.log != nullptr;
  if (!is_plain && parent.active() && CoreAccess::thread(parent) == &thread) {
    Slice& slice = CoreAccess::slice(self);
    slice.stack_start = nullptr;
    thread.target = &parent;
    tell_leaving(thread);
    const bool needs_nothing = slice.stack_prev == &parent.slice();
    if (needs_nothing && thread.own_stack.holds(__builtin_frame_address(0))) {
      return &thread.unwatched;
    }
    arch_switch(&thread.unwatched);
    plain::finish_refused(self);  // who dies comes back for nothing else
  }
  plain::finish(self, how);
}

// The first and last thing on a new greenlet's stack. All of these frames lie in every suspended
// slice, so they hold nothing.
GREENLENS_OPAQUE arch_hooks* run_body_in(void* of_thread) {
  ThreadState& thread = *static_cast<ThreadState*>(of_thread);
  Core& self = begin_body(thread);
  FinishKind how = CoreAccess::host(self).run(self, thread.delivery);
  return end_body(thread, how);
}

GREENLENS_OPAQUE int initial_stub(ThreadState& thread, char* mark) {
  Slice& slice = CoreAccess::slice(*thread.target);
  Slice& current = CoreAccess::slice(*thread.current);
  slice.stack_stop = mark;
  slice.stack_prev = current.active() ? &current : current.stack_prev;
  CoreAccess::recursion_depth(*thread.target) = thread.recursion_depth;
  tell_leaving(thread);
  int result = arch_switch(&thread.unwatched);
  if (result == ARCH_RUN_HERE) arch_enter(run_body_in, &thread);
  return result;
}

// What is left when arch_switch comes back to a greenlet that was left here. Whoever switched back
// may have come another way.
inline Delivery come_back(ThreadState& thread) {
  if (thread.needs_plain_path()) [[unlikely]]
    return plain::resume();
  arrive(thread, false);
  return std::move(thread.delivery);
}

// Whether `target` has something to run; else `delivery` is the reason. This can run anything.
GREENLENS_OPAQUE bool look_up(Core& target, Delivery& delivery) {
  Delivery error;
  bool found = CoreAccess::host(target).find_run(target, error);
  if (!found) delivery = std::move(error);
  return found;
}

[[gnu::cold]] GREENLENS_OPAQUE Delivery not_started(Core& target) {
  CoreAccess::slice(target).stack_stop = nullptr;
  CoreAccess::slice(target).stack_prev = nullptr;
  return plain::not_switched(true);
}

GREENLENS_OPAQUE Delivery start(ThreadState& thread, Core& target, Delivery&& delivery) {
  // A beginning is told.
  if (thread.log != nullptr) return plain::g_switch(target, std::move(delivery));
  if (!look_up(target, delivery)) return plain::nothing_to_run(std::move(delivery));
  if (target.started() || thread.needs_plain_path()) return g_switch(target, std::move(delivery));
  thread.target = &target;
  hand_over(thread, delivery);
  alignas(16) char mark[16];
  if (initial_stub(thread, mark) == ARCH_SAVE_FAILED) return not_started(target);
  return come_back(thread);
}

// A refusal is told: so where switches are noted it is tried once more, step by step.
[[gnu::cold]] GREENLENS_OPAQUE Delivery not_switched(ThreadState& thread) {
  if (thread.log == nullptr) return plain::not_switched(false);
  return plain::g_switch(*std::exchange(thread.target, nullptr), std::move(thread.delivery));
}

// What does not simply go on in a greenlet that waits.
GREENLENS_OPAQUE Delivery switch_otherwise(Core& requested, Delivery&& delivery) {
  ThreadState* thread = this_thread;
  bool is_start = CoreAccess::thread(requested) == thread && !thread->needs_plain_path() &&
                  !requested.started();
  return is_start ? start(*thread, requested, std::move(delivery))
                  : plain::g_switch(requested, std::move(delivery));
}

}  // namespace

UnwatchedHooks::UnwatchedHooks(ThreadState* t) : arch_hooks{save_for, restore_for}, thread(t) {}

Delivery g_switch(Core& requested, Delivery&& delivery) {
  ThreadState* thread = this_thread;
  if (CoreAccess::thread(requested) != thread || thread->needs_plain_path() || !requested.active())
      [[unlikely]]
    return switch_otherwise(requested, std::move(delivery));
  hand_over(*thread, delivery);
  thread->target = &requested;
  tell_leaving(*thread);
  if (arch_switch(&thread->unwatched) == ARCH_SAVE_FAILED) [[unlikely]]
    return not_switched(*thread);
  return come_back(*thread);
}

}  // namespace greenlens::core
