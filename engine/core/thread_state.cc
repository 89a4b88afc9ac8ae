#include "engine/core/thread_state.h"

#include <cstdlib>
#include <new>

#include "engine/core/copies.h"
#include "engine/core/lifetime.h"

namespace greenlens::core {

// Trivial, so that it can still be asked after the thread's destructors have run.
constinit thread_local ThreadState* this_thread = nullptr;

namespace {

// Trivial for the same reason.
constinit thread_local bool has_ended_greenlets = false;
constinit thread_local ThreadState* ending_thread = nullptr;

// Without main.
size_t greenlets_of(ThreadState& state) {
  // Others may be about to free some of them.
  std::lock_guard lock(state.mutex);
  size_t count = 0;
  for (Core* one = state.oldest; one != nullptr; one = CoreAccess::newer(*one)) {
    count += one->is_main() ? 0 : 1;
  }
  return count;
}

// Ends the thread's greenlets with the thread.
struct Owner {
  ThreadState* state = nullptr;

  // A destructor that runs here may use the engine, which makes a new state: a few rounds.
  ~Owner() {
    for (int round = 0; state && round < 8; ++round) {
      ThreadState* const ended = std::exchange(state, nullptr);
      is_for_host_to_end(*ended) ? leave_as_it_is(*ended) : end(ended);
    }
  }

  static bool is_for_host_to_end(const ThreadState& state) {
    return state.exited ||
           (state.main != nullptr && CoreAccess::host(*state.main).one_thread_at_a_time());
  }
  // Its language cannot run here any more: what its greenlets hold stays, for the host to bury.
  static void leave_as_it_is(ThreadState& state) {
    this_thread = nullptr;
    has_ended_greenlets = true;
    if (state.exited) return;  // it was buried alive
    state.is_observed = false;
    state.log = nullptr;
    Observer* observer = std::exchange(state.observer, &state.nobody);
    observer->thread_ended(Where::here(), state.users - 2);  // itself and main
    // Without its mutex: where the process is forked just now, the child would have that locked.
    state.exited = true;
    CoreAccess::host(*state.main).thread_left(state);
  }

  static void end(ThreadState* state) {
    if (state->current != nullptr) leave_lost_stacks(*state, __builtin_frame_address(0));
    reap();
    state->host_listens = false;
    end_greenlets(*state);
    state->host_state.reset();
    {
      // From here on whoever drops a last reference frees it at once.
      std::lock_guard lock(state->mutex);
      state->exited = true;
    }
    this_thread = nullptr;
    ending_thread = state;
    has_ended_greenlets = true;
    use_this_copy(false);
    release_dropped(std::exchange(state->dropped_elsewhere, nullptr));
    Core* main = std::exchange(state->main, nullptr);
    Core* kept = std::exchange(state->kept, nullptr);
    state->current = nullptr;
    if (main != nullptr) {
      CoreAccess::slice(*main).stack_start = nullptr;  // dead
      release(*main);
    }
    if (kept != nullptr) release(*kept);
    ending_thread = nullptr;
    state->is_observed = false;
    state->log = nullptr;
    Observer* observer = std::exchange(state->observer, &state->nobody);
    observer->thread_ended(Where::here(), greenlets_of(*state));
    state->blocks.clear();
    std::unique_lock lock(state->mutex);
    bool last = --state->users == 0;
    lock.unlock();
    if (last) delete state;
  }
};
thread_local Owner owner;

ThreadState& make_thread_state() {
  this_thread = new ThreadState;
  this_thread->own_stack = find_own_stack();
  owner.state = this_thread;
  return *this_thread;
}

}  // namespace

void abandon_thread(ThreadState& thread) {
  // One that did not say that it left may still look at its state, among its last destructors.
  bool has_left = thread.exited;
  if (&thread == this_thread) {
    this_thread = owner.state = nullptr;
    has_left = true;
  }
  {
    std::lock_guard lock(thread.mutex);
    thread.exited = true;
  }
  for (Core* one = thread.oldest; one != nullptr; one = CoreAccess::newer(*one)) {
    Slice& slice = CoreAccess::slice(*one);
    CopyBlocks::discard(std::exchange(slice.stack_copy, nullptr), slice.stack_saved);
    slice.stack_saved = 0;
    if (slice.started()) slice.stack_start = nullptr;
    slice.stack_prev = nullptr;
  }
  thread.host_state.reset();
  thread.is_observed = false;
  thread.log = nullptr;
  thread.observer = &thread.nobody;
  thread.current = nullptr;
  release_dropped(std::exchange(thread.dropped_elsewhere, nullptr));
  if (Core* main = std::exchange(thread.main, nullptr)) release(*main);
  if (Core* kept = std::exchange(thread.kept, nullptr)) release(*kept);
  std::unique_lock lock(thread.mutex);
  const bool last = has_left && --thread.users == 0;
  lock.unlock();
  if (last) delete &thread;
}

void* take_room(size_t bytes) {
  ThreadState& thread = this_thread != nullptr ? *this_thread : make_thread_state();
  void* room = thread.keeps_notes ? std::malloc(bytes) : thread.blocks.take(bytes, nullptr);
  if (room == nullptr) std::__throw_bad_alloc();
  return room;
}

void give_room(void* room, size_t bytes) noexcept {
  ThreadState* thread = this_thread;
  char* block = static_cast<char*>(room);
  // Where notes are kept, somebody looks for uses of what is gone.
  thread == nullptr || thread->keeps_notes ? CopyBlocks::discard(block, bytes)
                                           : thread->blocks.give(block, bytes);
}

void join(ThreadState& thread, Core& greenlet) {
  ++thread.users;
  if (CoreAccess::host(greenlet).own_state() == Host::OwnState::some) {
    thread.hosts_have_state = true;
  }
  CoreAccess::older(greenlet) = thread.newest;
  (thread.newest ? CoreAccess::newer(*thread.newest) : thread.oldest) = &greenlet;
  thread.newest = &greenlet;
}

void leave(ThreadState& thread, Core& greenlet) {
  std::unique_lock<std::mutex> lock(thread.mutex, std::defer_lock);
  if (thread.exited) lock.lock();
  Core* older = CoreAccess::older(greenlet);
  Core* newer = CoreAccess::newer(greenlet);
  (older ? CoreAccess::newer(*older) : thread.oldest) = newer;
  (newer ? CoreAccess::older(*newer) : thread.newest) = older;
  bool last = --thread.users == 0;
  if (lock) lock.unlock();
  if (last) delete &thread;
}

GREENLENS_OPAQUE ThreadState& thread_state() {
  asm volatile("");
  return this_thread != nullptr ? *this_thread : make_thread_state();
}

GREENLENS_OPAQUE ThreadState* thread_state_if_any() {
  asm volatile("");
  return this_thread;
}

bool is_ending(const ThreadState& thread) { return ending_thread == &thread; }

bool thread_has_ended() { return has_ended_greenlets && this_thread == nullptr; }

std::unique_ptr<HostState>& host_thread_state() { return thread_state().host_state; }
void listen(bool to_switches) { thread_state().host_listens = to_switches; }

}  // namespace greenlens::core
