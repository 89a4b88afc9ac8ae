#include "engine/thread_state.h"

namespace greenlens::engine {
namespace {

// Trivial, so that it can still be asked after the thread's destructors have run.
thread_local ThreadState* this_thread = nullptr;

// Ends the thread's greenlets with the thread.
struct Owner {
  std::shared_ptr<ThreadState> state;

  ~Owner() {
    if (!state) return;
    reap();
    state->observer = nullptr;
    {
      // From here on whoever drops a last reference frees it at once.
      std::lock_guard lock(state->mutex);
      state->exited = true;
    }
    this_thread = nullptr;
    for (Core* greenlet : state->dropped_elsewhere) release(*greenlet);
    state->dropped_elsewhere.clear();
    Core* main = std::exchange(state->main, nullptr);
    Core* current = std::exchange(state->current, nullptr);
    if (main != nullptr) {
      CoreAccess::slice(*main).stack_start = nullptr;  // dead
      release(*main);
      release(*current);
    }
  }
};
thread_local Owner owner;

ThreadState& make_thread_state() {
  auto state = std::make_shared<ThreadState>();
  this_thread = state.get();
  owner.state = std::move(state);
  return *this_thread;
}

}  // namespace

GREENLENS_OPAQUE ThreadState& thread_state() {
  asm volatile("");
  return this_thread != nullptr ? *this_thread : make_thread_state();
}

GREENLENS_OPAQUE ThreadState* thread_state_if_any() {
  asm volatile("");
  return this_thread;
}

}  // namespace greenlens::engine
