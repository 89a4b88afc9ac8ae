// A profiler that samples as fast as it can: another process sends the signal again as soon as the
// last one has been handled, while four greenlets switch. It lasts for a number of signals, which
// come wherever the program happens to be, or for 40 seconds: where others want the processors, the
// two processes wait long for each other. The handler runs on the stack that it interrupts, as
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
#include <chrono>
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

using Clock = std::chrono::steady_clock;

void interrupt(pid_t profiled, size_t times, Clock::time_point end) {
  for (size_t sent = 0; sent < times && Clock::now() < end; ++sent) {
    kill(profiled, SIGPROF);
    while (*handled == sent && getppid() == profiled) sched_yield();
  }
}

// False if walks out of a handler do not even end where others do.
bool storm(size_t signals, void (*work)()) {
  *handled = 0;
  if (!start_profiler(Judge::only_crashes, [] { ++*handled; })) return false;
  use(HandlersStack::interrupted);
  const Clock::time_point end = Clock::now() + std::chrono::seconds(40);
  const pid_t profiled = getpid();
  const pid_t profiler = fork();
  if (profiler == 0) {
    interrupt(profiled, signals, end);
    _exit(0);
  }
  while (*handled < signals && Clock::now() < end) work();
  waitpid(profiler, nullptr, 0);
  return true;
}

[[gnu::noinline]] void leave_bytes_behind() {
  volatile char bytes[4000];
  for (volatile char& byte : bytes) byte = 1;
}
[[gnu::noinline]] int call_nobody(int count) {
  volatile int counted = 0;
  while (counted < count) counted = counted + 1;
  return counted;
}
[[gnu::noinline]] int call_often(int depth) {
  return depth == 0 ? call_nobody(100) : call_often(depth - 1) + 1;
}

// Whether walks out of a handler come to the thread's end when there are no greenlets. Some CPUs'
// unwind tables do not hold at a function's first and last instructions. For some emulators'
// handlers' frames there are none, and what walkers do without falls over functions that call
// nobody.
bool handlers_can_walk() {
  const pid_t child = fork();
  if (child == 0) {
    const bool ends_where_others_do = storm(200, [] {
      leave_bytes_behind();
      call_often(10);
    });
    const Ends& at = ends();
    _exit(ends_where_others_do && at.at_an_entry + at.in_the_switch + at.elsewhere == 0 ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

core::NullObserver observer;
size_t rounds = 0;

void one_round() {
  engine::set_observer(rounds++ % 2 == 0 ? nullptr : &observer);
  switch_there_and_back();
}

}  // namespace
}  // namespace greenlens::walk

int main(int, char** arguments) {
  using namespace greenlens;
  using namespace greenlens::walk;
  void* shared =
      mmap(nullptr, sizeof *handled, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  handled = new (shared) std::atomic<size_t>(0);
  const size_t signals = std::strtoul(arguments[1], nullptr, 10);
  if (!handlers_can_walk() || !storm(signals, one_round)) {
    std::printf("skipped: here, walks out of a signal's handler go wrong without any greenlets\n");
    return 77;
  }
  engine::set_observer(nullptr);
  const Ends& at = ends();
  std::printf(
      "%zu signals in %zu rounds: %zu walks to the end of the thread's stack, %zu to a greenlet's "
      "entry, %zu to a switch, %zu to somewhere else\n",
      handled->load(), rounds, at.at_the_threads_end, at.at_an_entry, at.in_the_switch,
      at.elsewhere);
  return 0;
}
