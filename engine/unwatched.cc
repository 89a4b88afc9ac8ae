// Switching when nobody watches: the steps of switch.cc without telling them.
//
// The thread is looked up once and comes with the hooks from then on. Its address may be remembered
// over a switch, since a greenlet comes back in its own thread; what it holds may not. These frames
// lie in every suspended slice, so they are few and small.
#include "engine/unwatched.h"

#include <cstring>
#include <utility>

#include "arch/arch.h"
#include "engine/thread_state.h"

namespace greenlens::engine {
namespace {

intptr_t save_for(arch_hooks* hooks, char* sp) {
  ThreadState& thread = *static_cast<UnwatchedHooks*>(hooks)->thread;
  Slice& current = CoreAccess::slice(*thread.current);
  const Slice& target = thread.target->slice();
  // The common case: who leaves is all that is in the way.
  if (current.active() && sp < target.stack_stop && current.stack_stop >= target.stack_stop &&
      &current != &target) [[likely]] {
    size_t size = static_cast<size_t>(target.stack_stop - sp);
    char* copy = thread.blocks.take(size);
    if (copy == nullptr) [[unlikely]]
      return ARCH_SAVE_FAILED;
    std::memcpy(copy, sp, size);
    current.stack_start = sp;
    current.stack_copy = copy;
    current.stack_saved = size;
  } else if (!save_state(current, target, sp, thread.blocks, nullptr)) {
    return ARCH_SAVE_FAILED;
  }
  return target.active() ? target.stack_start - sp : ARCH_RUN_HERE;
}

void restore_for(arch_hooks* hooks, char*) {
  ThreadState& thread = *static_cast<UnwatchedHooks*>(hooks)->thread;
  restore_state(CoreAccess::slice(*thread.target), CoreAccess::slice(*thread.current),
                thread.blocks, nullptr);
}

// In the target: makes it the current one and takes what was brought.
inline Delivery arrive(ThreadState& thread) {
  Core& origin = *thread.current;
  Core& target = *thread.target;
  swap_state(thread, origin, target);
  thread.current = &target;
  thread.target = nullptr;
  Delivery brought = std::move(thread.delivery);
  if (origin.dead()) CoreAccess::slice(origin).stack_prev = nullptr;
  if (thread.kept != nullptr) [[unlikely]]
    release(*std::exchange(thread.kept, nullptr));
  return brought;
}

// The first and last thing on a new greenlet's stack.
[[noreturn]] GREENLENS_OPAQUE void run_body_in(void* of_thread) {
  ThreadState& thread = *static_cast<ThreadState*>(of_thread);
  Core& self = *thread.target;
  CoreAccess::slice(self).stack_start = reinterpret_cast<char*>(1);
  FinishKind how = FinishKind::returned;
  // What came in has to be gone by the end of this line: finish() does not return.
  Delivery result = CoreAccess::host(self).run(self, arrive(thread), how);
  watched::finish(self, std::move(result), how);
}

GREENLENS_OPAQUE int initial_stub(ThreadState& thread, char* mark) {
  Slice& slice = CoreAccess::slice(*thread.target);
  Slice& current = CoreAccess::slice(*thread.current);
  slice.stack_stop = mark;
  slice.stack_prev = current.active() ? &current : current.stack_prev;
  CoreAccess::recursion_depth(*thread.target) = thread.recursion_depth;
  int result = arch_switch(&thread.unwatched);
  if (result == ARCH_RUN_HERE) arch_enter(run_body_in, &thread);
  return result;
}

// What is left when arch_switch comes back to a greenlet that was left here.
inline Delivery come_back(ThreadState& thread) {
  return thread.watched() ? watched::resume() : arrive(thread);
}

GREENLENS_OPAQUE Delivery start(ThreadState& thread, Core& target, Delivery delivery) {
  Delivery error;
  // This can run anything.
  if (!CoreAccess::host(target).find_run(target, error)) {
    return watched::nothing_to_run(std::move(error));
  }
  if (target.started() || thread.watched()) return g_switch(target, std::move(delivery));
  thread.target = &target;
  thread.delivery = std::move(delivery);
  alignas(16) char mark[16];
  if (initial_stub(thread, mark) != ARCH_SAVE_FAILED) return come_back(thread);
  CoreAccess::slice(target).stack_stop = nullptr;
  CoreAccess::slice(target).stack_prev = nullptr;
  return watched::out_of_memory(true);
}

}  // namespace

UnwatchedHooks::UnwatchedHooks(ThreadState* t) : arch_hooks{save_for, restore_for}, thread(t) {}

Delivery g_switch(Core& requested, Delivery delivery) {
  ThreadState* thread = this_thread;
  if (CoreAccess::thread(requested) != thread || requested.dead() || thread->watched())
      [[unlikely]] {
    return watched::g_switch(requested, std::move(delivery));
  }
  if (!requested.started()) [[unlikely]]
    return start(*thread, requested, std::move(delivery));
  thread->delivery = std::move(delivery);
  thread->target = &requested;
  if (arch_switch(&thread->unwatched) == ARCH_SAVE_FAILED) [[unlikely]]
    return watched::out_of_memory(false);
  return come_back(*thread);
}

}  // namespace greenlens::engine
