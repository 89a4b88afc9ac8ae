// A switch between two greenlets that have started, when nobody watches: the steps of switch.cc
// without telling them.
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
  // The common case: the one that leaves is all that is in the way, and has no copy yet.
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
  } else if (!save_state(CoreAccess::slice(*thread.current), target, sp, thread.blocks, nullptr)) {
    return ARCH_SAVE_FAILED;
  }
  return target.stack_start - sp;
}

void restore_for(arch_hooks* hooks, char*) {
  ThreadState& thread = *static_cast<UnwatchedHooks*>(hooks)->thread;
  restore_state(CoreAccess::slice(*thread.target), CoreAccess::slice(*thread.current),
                thread.blocks, nullptr);
}

}  // namespace

UnwatchedHooks::UnwatchedHooks(ThreadState* t) : arch_hooks{save_for, restore_for}, thread(t) {}

Delivery g_switch(Core& requested, Delivery delivery) {
  ThreadState* thread = this_thread;
  if (CoreAccess::thread(requested) != thread || !requested.active() || thread->watched())
      [[unlikely]] {
    return watched::g_switch(requested, std::move(delivery));
  }
  thread->delivery = std::move(delivery);
  thread->target = &requested;
  int result = arch_switch(&thread->unwatched);
  if (result == ARCH_SAVE_FAILED) [[unlikely]]
    return watched::out_of_memory();
  if (thread->watched()) [[unlikely]]
    return watched::resume();

  Core& origin = *thread->current;
  Core& target = *thread->target;
  CoreAccess::host(origin).put_away(origin);
  CoreAccess::host(target).put_in_force(target);
  thread->current = &target;
  thread->target = nullptr;
  Delivery brought = std::move(thread->delivery);
  if (origin.dead()) CoreAccess::slice(origin).stack_prev = nullptr;
  if (thread->kept != nullptr) [[unlikely]]
    release(*std::exchange(thread->kept, nullptr));
  return brought;
}

}  // namespace greenlens::engine
