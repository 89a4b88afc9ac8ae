// How the program died, told by what is left of it: handlers for the signals that end a process,
// and for std::terminate.
#ifndef GREENLENS_TRACER_RECORD_LAST_WORDS_H_
#define GREENLENS_TRACER_RECORD_LAST_WORDS_H_

#include <pthread.h>
#include <signal.h>

#include <array>
#include <exception>
#include <memory>

#include "tracer/record/death.h"

namespace greenlens::record {

class RingObserver;  // tracer/record/observer.h

// A process dies once: one of these at a time. Signals that say that the program is broken are
// always handled; those that ask it to end only where nobody else handles or ignores them, and a
// handler that the program sets later takes our place. Afterwards the signal does what it would
// have done. In a forked child nothing is told.
class LastWords {
 public:
  // `observer` tells, whoever dies; the calling thread gets a stack for that.
  explicit LastWords(RingObserver* observer);
  ~LastWords();  // withdraw()
  LastWords(const LastWords&) = delete;
  // What was there before is there again. Idempotent.
  void withdraw();

 private:
  static constexpr std::array<int, 9> kSignals = {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE,
                                                  SIGTERM, SIGINT, SIGHUP,  SIGQUIT};
  static constexpr size_t kFatal = 5;  // of these

  struct Telling;
  friend struct LastWordsHandlers;

  bool there_ = true;
  const std::unique_ptr<Telling> telling_;
  std::unique_ptr<char[]> stack_;  // that the handlers run on
  const pthread_t thread_;         // whose that is
  stack_t stack_before_{};
  std::array<struct sigaction, kSignals.size()> before_{};
  std::array<bool, kSignals.size()> handled_{};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_LAST_WORDS_H_
