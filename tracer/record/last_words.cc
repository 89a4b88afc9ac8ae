#include "tracer/record/last_words.h"

#include <atomic>
#include <cstdlib>
#include <string>
#include <utility>

#include "tracer/record/observer.h"

namespace greenlens::record {

namespace {

// A stack that was left to its thread, and those that were left before.
struct Left {
  std::unique_ptr<char[]> stack;
  Left* before;
};

}  // namespace

// The handlers know only this.
struct LastWords::Telling {
  RingObserver* observer;
  Death death;
};

struct LastWordsHandlers {
  using Telling = LastWords::Telling;
  static constexpr auto& kSignals = LastWords::kSignals;

  static inline std::atomic<Telling*> process{nullptr};
  static inline std::atomic<Telling*> being_unwound{nullptr};
  static inline std::terminate_handler terminate_before = nullptr;

  static void tell(Telling* telling) {
    telling->death.place_fault();
    telling->observer->program_died(telling->death);
  }

  // A stack that was overwritten makes this fault: then the signal's handler says what is known.
  static void look_at_the_stack(Telling* telling) {
    being_unwound.store(telling);
    telling->death.unwind();
    being_unwound.store(nullptr);
  }

  static struct sigaction handler() {
    struct sigaction action {};
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND) | SA_NODEFER;
    return action;
  }

  static void on_signal(int signal, siginfo_t* info, void* context) {
    // The handler is gone already (SA_RESETHAND): what happens here again ends the process, unless
    // it happens while the stack is looked at.
    if (Telling* telling = process.exchange(nullptr)) {
      telling->death.note_signal(signal, *info, context);
      const struct sigaction again = handler();
      for (size_t i = 0; i < LastWords::kFatal; ++i) sigaction(kSignals[i], &again, nullptr);
      look_at_the_stack(telling);
      tell(telling);
    } else if (Telling* looked_at = being_unwound.exchange(nullptr)) {
      tell(looked_at);
    }
    for (size_t i = 0; i < LastWords::kFatal; ++i) ::signal(kSignals[i], SIG_DFL);
    ::signal(signal, SIG_DFL);
    raise(signal);
  }

  static void on_terminate() {
    if (Telling* telling = process.exchange(nullptr)) {
      std::string what = "an uncaught exception";
      try {
        if (std::current_exception()) throw;
      } catch (const std::exception& error) {
        what = error.what();
      } catch (...) {
      }
      telling->death.note_error(what);
      look_at_the_stack(telling);
      tell(telling);
    }
    if (terminate_before != nullptr) terminate_before();
    std::abort();
  }
};

LastWords::LastWords(RingObserver* observer)
    : telling_(new Telling{observer, Death()}),
      stack_(new char[Death::kStackBytes]),
      thread_(pthread_self()) {
  using Handlers = LastWordsHandlers;
  Handlers::process.store(telling_.get());
  stack_t stack{};
  stack.ss_sp = stack_.get();
  stack.ss_size = Death::kStackBytes;
  sigaltstack(&stack, &stack_before_);
  const struct sigaction ours = Handlers::handler();
  for (size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &before_[i]);
    handled_[i] = i < kFatal || before_[i].sa_handler == SIG_DFL;
    if (handled_[i]) sigaction(kSignals[i], &ours, nullptr);
  }
  Handlers::terminate_before = std::set_terminate(Handlers::on_terminate);
}

LastWords::~LastWords() { withdraw(); }

void LastWords::withdraw() {
  if (!there_) return;
  there_ = false;
  LastWordsHandlers::process.store(nullptr);
  for (size_t i = 0; i < kSignals.size(); ++i) {
    struct sigaction now {};
    sigaction(kSignals[i], nullptr, &now);
    // The program's own, set meanwhile, stays.
    const bool is_ours = now.sa_sigaction == LastWordsHandlers::on_signal;
    if (handled_[i] && is_ours) sigaction(kSignals[i], &before_[i], nullptr);
  }
  if (std::get_terminate() == LastWordsHandlers::on_terminate) {
    std::set_terminate(LastWordsHandlers::terminate_before);
  }
  // Another thread's goes on to be that one's, for good: it may be in a handler there.
  static std::atomic<Left*> all_left{nullptr};
  if (pthread_equal(thread_, pthread_self()) == 0) {
    auto* left = new Left{std::move(stack_), all_left.load()};
    while (!all_left.compare_exchange_weak(left->before, left)) continue;
    return;
  }
  sigaltstack(&stack_before_, nullptr);
}

}  // namespace greenlens::record
