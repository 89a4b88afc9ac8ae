// Switching when nobody watches: the steps of switch.cc without telling them.
//
// The thread is looked up once and comes with the hooks from then on. Its address may be remembered
// over a switch, since a greenlet comes back in its own thread; what it holds may not. These frames
// lie in every suspended slice, so they are few and small. What is not common is somewhere else, so
// that the common case needs few registers.
#include <utility>

#include "arch/arch.h"
#include "engine/core/copy.h"
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
  // Who dies beside the target leaves nothing in its way.
  if (!current.active() && current.stack_prev == &target) return target.stack_start - sp;
  if (!save_state(current, target, sp, thread.blocks, thread.silence)) return ARCH_SAVE_FAILED;
  if (thread.log != nullptr) note(thread, sp);
  return target.active() ? target.stack_start - sp : ARCH_RUN_HERE;
}

// In the common case who leaves is all that is in the way.
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
  if (stop <= sp || !current.active() || &current == &target || !thread.own_stack.holds(sp))
      [[unlikely]]
    return save_all(thread, sp);
  size_t size = static_cast<size_t>(stop - sp);
  char* copy = thread.blocks.take(size, sp);
  if (copy == nullptr) [[unlikely]]
    return ARCH_SAVE_FAILED;
  copy_slice(copy, sp, size);
  current.stack_start = sp;
  current.stack_copy = copy;
  current.stack_saved = size;
  if (thread.log != nullptr) [[unlikely]]
    note(thread, sp);
  return target.active() ? target.stack_start - sp : ARCH_RUN_HERE;
}

[[gnu::cold]] GREENLENS_OPAQUE void restore_all(ThreadState& thread) {
  restore_state(CoreAccess::slice(*thread.target), CoreAccess::slice(*thread.current),
                thread.blocks, thread.silence);
}

void restore_for(arch_hooks* hooks, char*) {
  ThreadState& thread = *static_cast<UnwatchedHooks*>(hooks)->thread;
  Slice& target = CoreAccess::slice(*thread.target);
  Slice& origin = CoreAccess::slice(*thread.current);
  size_t size = target.stack_saved;
  if (size == 0) [[unlikely]]
    return restore_all(thread);
  char* copy = target.stack_copy;
  copy_slice(target.stack_start, copy, size);
  target.stack_copy = nullptr;
  target.stack_saved = 0;
  Slice* prev = origin.active() ? &origin : origin.stack_prev;
  while (prev != nullptr && prev->stack_stop <= target.stack_stop) prev = prev->stack_prev;
  target.stack_prev = prev;
  thread.blocks.give(copy, size);
}

// In the target: makes it the current one and takes what was brought.
inline Delivery arrive(ThreadState& thread, bool first) {
  Core& origin = *thread.current;
  Core& target = *thread.target;
  swap_state(thread, origin, target, first);
  thread.current = &target;
  thread.target = nullptr;
  if (origin.dead()) CoreAccess::slice(origin).stack_prev = nullptr;
  return std::move(thread.delivery);
}

// The first and last thing on a new greenlet's stack.
[[noreturn]] GREENLENS_OPAQUE void run_body_in(void* of_thread) {
  ThreadState& thread = *static_cast<ThreadState*>(of_thread);
  Core& self = *thread.target;
  CoreAccess::slice(self).stack_start = reinterpret_cast<char*>(1);
  FinishKind how = FinishKind::returned;
  // What came in has to be gone by the end of this line: finish() does not return.
  Delivery result = CoreAccess::host(self).run(self, arrive(thread, true), how);
  plain::finish(self, std::move(result), how);
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
  return arrive(thread, false);
}

GREENLENS_OPAQUE Delivery start(ThreadState& thread, Core& target, Delivery&& delivery) {
  // A beginning is told.
  if (thread.log != nullptr) return plain::g_switch(target, std::move(delivery));
  Delivery error;
  // This can run anything.
  if (!CoreAccess::host(target).find_run(target, error)) {
    return plain::nothing_to_run(std::move(error));
  }
  if (target.started() || thread.needs_plain_path()) return g_switch(target, std::move(delivery));
  thread.target = &target;
  thread.delivery = std::move(delivery);
  alignas(16) char mark[16];
  if (initial_stub(thread, mark) != ARCH_SAVE_FAILED) return come_back(thread);
  CoreAccess::slice(target).stack_stop = nullptr;
  CoreAccess::slice(target).stack_prev = nullptr;
  return plain::not_switched(true);
}

// A refusal is told: so where switches are noted it is tried once more, step by step.
[[gnu::cold]] GREENLENS_OPAQUE Delivery not_switched(ThreadState& thread) {
  if (thread.log == nullptr) return plain::not_switched(false);
  return plain::g_switch(*std::exchange(thread.target, nullptr), std::move(thread.delivery));
}

}  // namespace

UnwatchedHooks::UnwatchedHooks(ThreadState* t) : arch_hooks{save_for, restore_for}, thread(t) {}

Delivery g_switch(Core& requested, Delivery&& delivery) {
  ThreadState* thread = this_thread;
  if (CoreAccess::thread(requested) != thread || thread->needs_plain_path()) [[unlikely]]
    return plain::g_switch(requested, std::move(delivery));
  if (!requested.active()) [[unlikely]] {
    return requested.dead() ? plain::g_switch(requested, std::move(delivery))
                            : start(*thread, requested, std::move(delivery));
  }
  thread->delivery.kind = delivery.kind;
  thread->delivery.carried.swap(delivery.carried);  // which was empty
  thread->target = &requested;
  tell_leaving(*thread);
  if (arch_switch(&thread->unwatched) == ARCH_SAVE_FAILED) [[unlikely]]
    return not_switched(*thread);
  return come_back(*thread);
}

}  // namespace greenlens::core
