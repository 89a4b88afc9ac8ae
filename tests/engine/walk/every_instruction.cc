// A profiler that samples at every instruction: this program runs all kinds of switches one
// instruction at a time, and before each of them the running program gets the signal whose handler
// walks up its stack. That is from the call of arch_switch to its return, the hooks included, and
// on a first start from there on to the first function of the greenlet.
//
// The one that steps is the parent process, a debugger so far. The child stops itself where the
// stepping begins and where it ends, and whenever its handler is done.
#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unwind.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "arch/arch.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/walk/profiler.h"
#include "tests/engine/walk/switches.h"

namespace greenlens::walk {
namespace {

constexpr int kSkipped = 77;
constexpr int kBegin = SIGUSR1, kEnd = SIGUSR2, kWalked = SIGTRAP;
constexpr int kSystemCall = SIGTRAP | 0x80;  // with PTRACE_O_TRACESYSGOOD

// Not raise(), which may do more than one call.
void stop_with(int signal) { syscall(SYS_tgkill, getpid(), gettid(), signal); }

// Whether switches are to be stepped through.
bool stepped;

int be_stepped() {
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) return kSkipped;
  if (!start_profiler(Judge::every_end, [] { stop_with(kWalked); })) return kSkipped;
  switch_in_every_way();  // what is done but once is done now
  auto step = [](HandlersStack stack, core::Observer* watching) {
    use(stack);
    engine::set_observer(watching);
    stepped = true;
    switch_in_every_way();
    stepped = false;
    engine::set_observer(nullptr);
  };
  core::NullObserver observer;
  step(HandlersStack::own, nullptr);
  step(HandlersStack::interrupted, &observer);
  const Ends& at = ends();
  std::printf(
      "%zu walks to the end of the thread's stack, %zu to a greenlet's entry, %zu to a switch\n",
      at.at_the_threads_end, at.at_an_entry, at.in_the_switch);
  return at.at_the_threads_end != 0 && at.at_an_entry != 0 && at.in_the_switch != 0 ? 0 : 1;
}

// Where the child stands; `op` says whether at a system call.
__ptrace_syscall_info look(pid_t child) {
  __ptrace_syscall_info info = {};
  if (ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) < 0) {
    std::printf("skipped: this system does not say where a traced program stands (%s)\n",
                std::strerror(errno));
    kill(child, SIGKILL);
    std::exit(kSkipped);
  }
  return info;
}

// Where that is, for the report.
void say(uintptr_t address) {
  const arch_description* arch = arch_describe();
  const auto code = reinterpret_cast<uintptr_t>(arch->code);
  if (address - code < arch->code_size) {
    std::printf("in arch_switch, %zu bytes behind its beginning\n",
                static_cast<size_t>(address - code));
  } else {
    std::printf("at %#zx\n", static_cast<size_t>(address));
  }
}

// Whether that is the unwinder itself, which hands over to the frame that catches: its last
// instructions stand on that frame already, and its tables do not say so. They are no switch's.
bool of_the_unwinder(uintptr_t address) {
  Dl_info here, unwinder, program;
  return dladdr(reinterpret_cast<void*>(address), &here) != 0 &&
         dladdr(reinterpret_cast<void*>(_Unwind_Resume), &unwinder) != 0 &&
         dladdr(arch_describe()->code, &program) != 0 && here.dli_fbase == unwinder.dli_fbase &&
         here.dli_fbase != program.dli_fbase;
}

class Stepper {
 public:
  explicit Stepper(pid_t child) : child_(child) {}

  // Until the child has ended; returns what this program ends with.
  int run() {
    wait();
    ptrace(PTRACE_SETOPTIONS, child_, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    bool stepping = false;
    while (!WIFEXITED(status_)) {
      if (WIFSIGNALED(status_)) return report();
      const int signal = WSTOPSIG(status_);
      if (signal == SIGPROF) {
        go(PTRACE_CONT, signal);  // raised by itself, to learn
        continue;
      }
      if (signal == kBegin || signal == kEnd) {
        stepping = signal == kBegin;
      } else if (signal != SIGTRAP) {
        return report();
      }
      stepping ? walk_and_step() : go(PTRACE_CONT, 0);
    }
    if (WEXITSTATUS(status_) == 1 && steps_ != 0) return report();
    std::printf("%zu instructions\n", steps_);
    return WEXITSTATUS(status_);
  }

 private:
  void wait() {
    while (waitpid(child_, &status_, 0) < 0 && errno == EINTR) {
    }
  }

  void go(int request, int signal) {
    ptrace(static_cast<__ptrace_request>(request), child_, nullptr, signal);
    wait();
  }

  bool stopped_with(int signal) const { return WIFSTOPPED(status_) && WSTOPSIG(status_) == signal; }

  // Interrupts the child where it stands, lets its handler run and return, and executes one
  // instruction.
  void walk_and_step() {
    const uintptr_t before = std::exchange(at_, look(child_).instruction_pointer);
    // An instruction that copies byte by byte is a step for each: one in 64 is walked from.
    repeated_ = at_ == before ? repeated_ + 1 : 0;
    if (repeated_ % 64 != 0 || of_the_unwinder(at_)) return go(PTRACE_SINGLESTEP, 0);
    ++steps_;
    go(PTRACE_CONT, SIGPROF);
    // Behind a system call the signal is not delivered yet but told.
    if (stopped_with(SIGPROF)) go(PTRACE_CONT, SIGPROF);
    if (!stopped_with(kWalked)) return;
    do {
      go(PTRACE_SYSCALL, 0);
      if (!stopped_with(kSystemCall)) return;
    } while (!at_sigreturn());
    go(PTRACE_SINGLESTEP, 0);
    // Some systems report the return from the handler as a step, others go on.
    if (stopped_with(SIGTRAP) && look(child_).instruction_pointer == at_) go(PTRACE_SINGLESTEP, 0);
  }

  bool at_sigreturn() const {
    const __ptrace_syscall_info info = look(child_);
    return info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == SYS_rt_sigreturn;
  }

  int report() const {
    std::printf("After %zu instructions, interrupted ", steps_);
    say(at_);
    if (WIFSTOPPED(status_) || WIFSIGNALED(status_)) {
      const int signal = WIFSTOPPED(status_) ? WSTOPSIG(status_) : WTERMSIG(status_);
      std::printf("the walk ended the program: %s\n", strsignal(signal));
    }
    kill(child_, SIGKILL);
    return 1;
  }

  pid_t child_;
  int status_ = 0;
  size_t steps_ = 0;
  size_t repeated_ = 0;
  uintptr_t at_ = 0;
};

}  // namespace
}  // namespace greenlens::walk

// What the engine calls instead of arch_switch and arch_enter: the linker's --wrap sees to it.
extern "C" {
using namespace greenlens::walk;

int __real_arch_switch(arch_hooks* hooks);
int __wrap_arch_switch(arch_hooks* hooks) {
  if (stepped) stop_with(kBegin);
  const int result = __real_arch_switch(hooks);
  if (stepped && result != ARCH_RUN_HERE) stop_with(kEnd);
  return result;
}

arch_hooks* (*first_function)(void*);
arch_hooks* stop_and_run(void* argument) {
  if (stepped) stop_with(kEnd);
  return first_function(argument);
}
[[noreturn]] void __real_arch_enter(arch_hooks* (*run)(void*), void* argument);
[[noreturn]] void __wrap_arch_enter(arch_hooks* (*run)(void*), void* argument) {
  first_function = run;
  __real_arch_enter(stop_and_run, argument);
}

}  // extern "C"

int main() {
  // On one processor: the two take turns, and to wake another one takes longer than a step.
  cpu_set_t here;
  CPU_ZERO(&here);
  CPU_SET(static_cast<size_t>(sched_getcpu()), &here);
  sched_setaffinity(0, sizeof here, &here);
  const pid_t child = fork();
  if (child == 0) {
    const int result = greenlens::walk::be_stepped();
    std::fflush(stdout);
    _exit(result);
  }
  return greenlens::walk::Stepper(child).run();
}
