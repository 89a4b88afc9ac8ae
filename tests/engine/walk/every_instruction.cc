// A profiler that samples at every instruction: this program runs all kinds of switches one
// instruction at a time, and before each of them the running program gets the signal whose handler
// walks up its stack. From the entry of arch_switch to its return each instruction is walked from,
// the hooks' included; on the way there and away from it every sixteenth.
//
// The one that steps is the parent process, a debugger so far. The child stops itself where the
// stepping begins and where it ends, and whenever its handler is done.
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unwind.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

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

int be_stepped() {
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) return kSkipped;
  start_profiler(Judge::every_end, [] { stop_with(kWalked); });
  switch_in_every_way([] {}, [] {});  // what is done but once is done now
  auto step = [](HandlersStack stack, core::Observer* watching) {
    use(stack);
    engine::set_observer(watching);
    switch_in_every_way([] { stop_with(kBegin); }, [] { stop_with(kEnd); });
    engine::set_observer(nullptr);
  };
  core::NullObserver observer;
  step(HandlersStack::own, nullptr);
  step(HandlersStack::interrupted, &observer);
  const Ends& at = ends();
  std::printf("%zu walks to the end of the thread's stack, %zu to a greenlet's entry, %zu to a switch\n",
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

uintptr_t address_of(const char* block) {
  const arch_description* arch = arch_describe();
  int i = 0;
  while (std::strcmp(arch->marks[i].name, block) != 0) ++i;
  return reinterpret_cast<uintptr_t>(arch->marks[i].address);
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
         dladdr(reinterpret_cast<void*>(arch_switch), &program) != 0 &&
         here.dli_fbase == unwinder.dli_fbase && here.dli_fbase != program.dli_fbase;
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

  // Is this the place to walk from?
  bool walks_here() {
    const arch_description* arch = arch_describe();
    const uintptr_t offset = at_ - reinterpret_cast<uintptr_t>(arch->code);
    const bool in_code = offset < arch->code_size;
    if (offset == 0) in_switch_ = true;
    if (!in_code && reloading_) in_switch_ = false;
    reloading_ = in_code && at_ > address_of("reload");
    return (in_switch_ || ++outside_ % 16 == 0) && !of_the_unwinder(at_);
  }

  // Interrupts the child where it stands, lets its handler run and return, and executes one
  // instruction.
  void walk_and_step() {
    at_ = look(child_).instruction_pointer;
    if (!walks_here()) return go(PTRACE_SINGLESTEP, 0);
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
  size_t outside_ = 0;
  uintptr_t at_ = 0;
  bool in_switch_ = false;  // between the entry of arch_switch and its return
  bool reloading_ = false;  // what comes next outside of its code is its caller
};

}  // namespace
}  // namespace greenlens::walk

int main() {
  const pid_t child = fork();
  if (child == 0) {
    const int result = greenlens::walk::be_stepped();
    std::fflush(stdout);
    _exit(result);
  }
  return greenlens::walk::Stepper(child).run();
}
