#include "engine/core/watch.h"

#include <pthread.h>

#include <atomic>
#include <mutex>

#include "engine/core/lifetime.h"
#include "engine/core/thread_state.h"

namespace greenlens::core {
namespace {

std::mutex mutex;
Watch* watch = nullptr;  // under the mutex

}  // namespace

constinit std::atomic<uint32_t> watch_number{0};

void set_watch(Watch* new_watch) {
  // A forked child has the mutex as it was, and not the thread that would have given it back.
  static const int forks_are_heeded =
      pthread_atfork([] { mutex.lock(); }, [] { mutex.unlock(); }, [] { mutex.unlock(); });
  static_cast<void>(forks_are_heeded);
  std::lock_guard lock(mutex);
  watch = new_watch;
  watch_number.fetch_add(1, std::memory_order_relaxed);
}

void ask_watch(ThreadState& thread, Host& host) {
  Observer* const before = thread.given_by_watch;
  Observer* observer = nullptr;
  {
    std::lock_guard lock(mutex);
    thread.watch_asked = watch_number.load(std::memory_order_relaxed);
    const bool is_free = before != nullptr || !thread.heard();
    if (watch != nullptr && is_free) observer = watch->observe_this_thread();
  }
  if (observer == before) return;  // nobody, as before
  // Being told may take as long as whoever watches wants; and it may leave while it hears.
  set_observer(host, observer);
  if (thread.observer == observer) thread.given_by_watch = observer;
  if (before != nullptr) before->relieved();
}

void tell_as_stranger(void (*tell)(Observer& observer, const Core& greenlet),
                      const Core& greenlet) {
  std::lock_guard lock(mutex);
  Observer* observer = watch != nullptr ? watch->stranger() : nullptr;
  if (observer != nullptr) tell(*observer, greenlet);
}

}  // namespace greenlens::core
