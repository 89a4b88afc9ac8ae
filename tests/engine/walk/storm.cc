// A profiler that samples as fast as it can: another process sends the signal again as soon as the
// last one has been handled, while four greenlets switch. It lasts for a number of signals, which
// come wherever the program happens to be. The handler runs on the stack that it interrupts, as
// profilers' handlers mostly do.
//
// Nothing is thrown: the last instructions of a throw are the unwinder's own, and its tables do not
// hold there.
//
// storm SIGNALS
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/walk/profiler.h"
#include "tests/engine/walk/switches.h"

namespace greenlens::walk {
namespace {

std::atomic<size_t>* handled;  // both processes look at it

void interrupt(pid_t profiled, size_t times) {
  for (size_t sent = 0; sent < times; ++sent) {
    kill(profiled, SIGPROF);
    while (*handled == sent && getppid() == profiled) sched_yield();
  }
}

// Whether a handler can walk at all: some emulators leave out what walkers read of its frame.
bool handlers_can_walk() {
  const pid_t child = fork();
  if (child == 0) {
    start_profiler(Judge::only_crashes, nullptr);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status);
}

void storm(size_t signals) {
  void* shared =
      mmap(nullptr, sizeof *handled, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  handled = new (shared) std::atomic<size_t>(0);
  start_profiler(Judge::only_crashes, [] { ++*handled; });
  use(HandlersStack::interrupted);
  const pid_t profiled = getpid();
  const pid_t profiler = fork();
  if (profiler == 0) {
    interrupt(profiled, signals);
    _exit(0);
  }
  core::NullObserver observer;
  size_t rounds = 0;
  while (*handled < signals) {
    engine::set_observer(rounds++ % 2 == 0 ? nullptr : &observer);
    switch_there_and_back();
  }
  engine::set_observer(nullptr);
  waitpid(profiler, nullptr, 0);
  const Ends& at = ends();
  std::printf(
      "%zu signals in %zu rounds: %zu walks to the end of the thread's stack, %zu to a greenlet's "
      "entry, %zu to a switch, %zu to somewhere else\n",
      signals, rounds, at.at_the_threads_end, at.at_an_entry, at.in_the_switch, at.elsewhere);
}

}  // namespace
}  // namespace greenlens::walk

int main(int, char** arguments) {
  if (!greenlens::walk::handlers_can_walk()) {
    std::printf(
        "skipped: no walk comes out of a signal's handler here, with or without greenlets\n");
    return 77;
  }
  greenlens::walk::storm(std::strtoul(arguments[1], nullptr, 10));
  return 0;
}
