#include "cli/interrupts.h"

#include <atomic>

namespace greenlens::cli {
namespace {

// What a handler can know.
std::atomic<int> by_terminal{0};
std::atomic<int> by_somebody{0};

void note(int, siginfo_t* info, void*) {
  (info->si_code == SI_KERNEL ? by_terminal : by_somebody).fetch_add(1);
}

}  // namespace

Interrupts::Interrupts() {
  by_terminal = by_somebody = 0;
  struct sigaction action {};
  action.sa_sigaction = note;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  for (size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
  }
}

Interrupts::~Interrupts() {
  for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before_[i], nullptr);
}

Interrupts::Wanted Interrupts::wanted() const {
  if (by_somebody > 0 || by_terminal > 1) return Wanted::end;
  return by_terminal > 0 ? Wanted::end_of_program : Wanted::nothing;
}

}  // namespace greenlens::cli
