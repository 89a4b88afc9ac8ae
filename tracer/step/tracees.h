// The threads of a program that this thread traces (ptrace), one by one.
//
// Only their stops are waited for, and the ends of threads that are not the program's first: how
// the program ends is for somebody else to hear.
#ifndef GREENLENS_TRACER_STEP_TRACEES_H_
#define GREENLENS_TRACER_STEP_TRACEES_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/step/machine.h"

namespace greenlens::step {

// Of one thread, which alone can do any of it.
class Tracees {
 public:
  // Begins with all threads of the program; whoever is made by them later is traced, too. The
  // system's reason when it refuses, as errno; 0: they run on, watched.
  int seize(pid_t program);

  // The next stop of any of them, if there is one. `ends`: the program's first thread is gone.
  std::optional<Stop> next(bool* over);
  // That of this one.
  Stop wait(pid_t thread);

  void go_on(pid_t thread, int signal = 0);
  void go_on_to_system_call(pid_t thread, int signal = 0);  // that stops it, too
  void go_on_stopped(pid_t thread);                         // of Why::stopped
  void step(pid_t thread);
  void interrupt(pid_t thread);
  void let_go(pid_t thread, int signal = 0);  // for good

  // While a thread is stepped no signal gets in between, but for those that tell of a fault of its
  // own.
  uint64_t hold_signals(pid_t thread);  // what was held before
  void release_signals(pid_t thread, uint64_t held);

  bool is_of_program(pid_t thread) const;
  pid_t program() const { return program_; }

 private:
  Stop taken(pid_t thread);

  pid_t program_ = 0;
};

// The threads that a program has now.
std::vector<pid_t> threads_of(pid_t program);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_TRACEES_H_
