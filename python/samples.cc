#include "python/samples.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <system_error>
#include <thread>

#include "engine/core/thread_state.h"
#include "python/chain.h"
#include "python/code_places.h"
#include "python/interpreter.h"
#include "python/kept_texts.h"
#include "python/pending.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{20};

// Switches of the main thread, by now.
std::atomic<uint64_t> runs{0};
// Whose those are; null: not known yet, and any thread's.
const core::ThreadState* main_thread = nullptr;
// How many there were when the interpreter was asked to call back, which it has not yet.
std::atomic<uint64_t> asked_at{0};
std::atomic<bool> is_asked{false};

// Between two steps of the interpreter, in the main thread.
int look(void*) {
  const bool same_run = asked_at.load(std::memory_order_relaxed) == runs.load();
  is_asked.store(false, std::memory_order_release);
  record::RingObserver* observer = record::RingObserver::here();
  const core::ThreadState* thread = main_thread = core::this_thread;
  if (!same_run || observer == nullptr || thread == nullptr || thread->current == nullptr) return 0;
  const FrameHere frame = own_frame(innermost_frame(*PyThreadState_Get()));
  // A hub that waits for its loop is none that should yield.
  if (frame.code == nullptr || place_of(frame.code).is_library) return 0;
  const core::Where at = where(frame.code, frame.instruction);
  const char* call = call_or_line_text(frame.code, frame.instruction);
  tell_texts(*observer);
  observer->run_sampled(*thread->current, at, call);
  return 0;
}

class Looker {
 public:
  Looker()
      : interpreter_(PyThreadState_Get()->interp), thread_([this] { look_again_and_again(); }) {}
  ~Looker() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    over_.notify_one();
    thread_.join();
  }

 private:
  void look_again_and_again() {
    uint64_t last = runs.load(std::memory_order_relaxed);
    std::unique_lock lock(mutex_);
    while (!over_.wait_for(lock, kBetweenLooks, [this] { return is_over_; })) {
      const uint64_t now = runs.load(std::memory_order_relaxed);
      if (now == last && !is_asked.load(std::memory_order_acquire)) {
        asked_at.store(now, std::memory_order_relaxed);
        is_asked.store(true, std::memory_order_release);
        if (greenlens_call_soon(interpreter_, look) == 0) is_asked.store(false);
      }
      last = now;
    }
  }

  PyInterpreterState* const interpreter_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread thread_;  // the last one: it uses all others
};

Looker* looker = nullptr;
pid_t whose = 0;  // the process that has its thread

}  // namespace

void begin_sampling() {
  if ((looker != nullptr && whose == getpid()) || getpid() != gettid()) return;
  is_asked = false;
  whose = getpid();
  // Signals are the program's: none comes to a thread that it does not know.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  try {
    looker = new Looker;
  } catch (const std::system_error&) {
    looker = nullptr;  // the system gives no thread: then nobody is looked at
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void end_sampling() {
  if (whose == getpid()) delete looker;
  looker = nullptr;
}

void note_run() {
  if (main_thread != nullptr && core::this_thread != main_thread) return;
  runs.store(runs.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
}

}  // namespace greenlens::python
