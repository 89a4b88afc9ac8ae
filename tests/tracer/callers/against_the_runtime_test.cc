// The walk, against that of the C++ runtime: the same callers, stack pointers and registers.
#include <gtest/gtest.h>
#include <signal.h>
#include <unwind.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "arch/arch.h"
#include "engine/cpp/greenlet.h"
#include "tests/tracer/callers/shapes.h"
#include "tracer/callers/walk.h"

namespace greenlens::callers {
namespace {

struct Frame {
  uint64_t pc;
  uint64_t sp;
  std::vector<uint64_t> registers;  // that a call preserves
  bool operator==(const Frame&) const = default;
};
[[maybe_unused]] void PrintTo(const Frame& frame, std::ostream* out) {
  *out << std::hex << frame.pc << " with sp " << frame.sp << ":";
  for (uint64_t value : frame.registers) *out << " " << value;
}

// Those of the general registers that a walk tells of.
std::vector<int> preserved() {
  std::vector<int> numbers;
  const arch_walk& cpu = arch_this_cpus_walk;
  for (int n = 0; n < std::min(cpu.name_count, ARCH_WALK_REGISTERS); ++n) {
    // On some CPUs floating-point registers have such numbers, too.
    if (cpu.names[n] != nullptr && cpu.names[n][0] != 'f') numbers.push_back(n);
  }
  return numbers;
}

std::vector<Frame> found;
void note(const Walk& walk) {
  Frame frame{walk.pc(), walk.sp(), {}};
  for (int n : preserved()) frame.registers.push_back(walk.registers().values[n]);
  found.push_back(std::move(frame));
}

// Outermost first, without this function's own.
[[gnu::noinline]] std::vector<Frame> by_the_walk() {
  found.clear();
  arch_from_here(
      [](const arch_registers* here, void*) {
        Walk walk(*here, UINTPTR_MAX);
        while (walk.step()) note(walk);
      },
      nullptr);
  std::reverse(found.begin(), found.end());
  if (!found.empty()) found.pop_back();
  return found;
}

[[gnu::noinline]] std::vector<Frame> by_the_runtime() {
  found.clear();
  _Unwind_Backtrace(
      [](_Unwind_Context* context, void*) {
        const uint64_t sp =
            _Unwind_GetCFA(context) - static_cast<uintptr_t>(arch_this_cpus_walk.cfa_above_sp);
        Frame frame{static_cast<uintptr_t>(_Unwind_GetIP(context)), sp, {}};
        // Behind the end some say that it was the last.
        if (frame.pc == 0) return _URC_NO_REASON;
        for (int n : preserved()) {
          frame.registers.push_back(static_cast<uintptr_t>(_Unwind_GetGR(context, n)));
        }
        found.push_back(std::move(frame));
        return _URC_NO_REASON;
      },
      nullptr);
  std::reverse(found.begin(), found.end());
  found.pop_back();
  return found;
}

size_t compared;
[[gnu::noinline]] void compare_here() {
  std::vector<Frame> ours = by_the_walk();
  std::vector<Frame> theirs = by_the_runtime();
  // In here they were called from two places.
  ASSERT_EQ(ours.size(), theirs.size());
  ours.back().pc = theirs.back().pc;
  // What this function keeps in registers changes between the calls, in its caller it does not.
  ours.back().registers = theirs.back().registers;
  EXPECT_EQ(ours, theirs);
  compared = ours.size();
}

class AgainstTheRuntime : public testing::Test {
 protected:
  void SetUp() override {
    if (arch_this_cpus_walk.has_unwind_information == 0) {
      GTEST_SKIP() << "this CPU's stacks are not walked";
    }
  }
};

TEST_F(AgainstTheRuntime, CallersOfEveryShapeAreTheSame) {
  for (const auto& shapes : kShapes) {
    SCOPED_TRACE(shapes.name);
    compared = 0;
    shapes.call(compare_here);
    EXPECT_GT(compared, 12u);
  }
}

TEST_F(AgainstTheRuntime, AGreenletsCallersEndAtItsEntry) {
  engine::Greenlet("g", [](const engine::Arguments&) {
    compared = 0;
    compare_here();
    EXPECT_GT(compared, 2u);
    const std::vector<Frame> frames = by_the_walk();
    const arch_description& arch = *arch_describe();
    EXPECT_GE(frames.front().pc, reinterpret_cast<uintptr_t>(arch.code + arch.code_size));
    return engine::Value();
  }).switch_to();
}

// Called where a switch is about to move the stack pointer, and where it has done so.
struct Told {
  arch_hooks hooks;
  size_t in_save, in_restore;
} told;

TEST_F(AgainstTheRuntime, NobodyCalledASwitchThatWaitsForItsTargetsBytes) {
  told = {};
  told.hooks.save = [](arch_hooks*, char*) -> intptr_t {
    compare_here();
    told.in_save = compared;
    return 0;
  };
  told.hooks.restore = [](arch_hooks*, char*) {
    compare_here();
    told.in_restore = compared;
  };
  EXPECT_EQ(arch_switch(&told.hooks), 0);
  EXPECT_GT(told.in_save, 10u);
  EXPECT_LT(told.in_restore, 6u);
}

// A handler on the interrupted stack. What it returns to is told by unwind information, or by
// arch_signal_context, or by nobody.
struct Interrupted {
  uint64_t caller;      // of the function that the signal interrupted
  bool found;           // by the walk
  bool has_context;     // arch_signal_context knew the trampoline
  const void* context;  // what it said, and what the handler was told
  const void* handlers_context;
} interrupted;

void on_signal(int, siginfo_t*, void* context) {
  interrupted.handlers_context = context;
  static uint64_t trampoline;
  trampoline = arch_return_address(reinterpret_cast<uintptr_t>(__builtin_return_address(0)));
  arch_from_here(
      [](const arch_registers* here, void*) {
        Walk walk(*here, UINTPTR_MAX);
        do {
          if (walk.pc() == trampoline) {
            size_t bytes = 0;
            interrupted.context = arch_signal_context(walk.pc(), walk.sp(), &bytes);
            interrupted.has_context = interrupted.context != nullptr;
          }
          if (walk.pc() == interrupted.caller) interrupted.found = true;
        } while (walk.step());
      },
      nullptr);
}

[[gnu::noinline]] void be_interrupted() {
  interrupted.caller =
      arch_return_address(reinterpret_cast<uintptr_t>(__builtin_return_address(0)));
  raise(SIGUSR1);
}

TEST_F(AgainstTheRuntime, AHandlersWalkComesToWhatTheSignalInterrupted) {
  struct sigaction action {};
  struct sigaction before {};
  action.sa_sigaction = on_signal;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR1, &action, &before);
  interrupted = {};
  be_interrupted();
  sigaction(SIGUSR1, &before, nullptr);
  if (interrupted.has_context) {
    EXPECT_EQ(interrupted.context, interrupted.handlers_context);
  } else if (!interrupted.found) {
    GTEST_SKIP() << "nobody tells here where a signal's handler returns to";
  }
}

}  // namespace
}  // namespace greenlens::callers
