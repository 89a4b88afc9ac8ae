// To find the C frames of a switch, the system is asked for nothing: neither the first time nor
// later.
#include <gtest/gtest.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "tracer/callers/known_rules.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {
namespace {

constexpr size_t kMost = 256;
constexpr int kNotAllowed = 77;

class Unwinding : public core::NullObserver {
 public:
  explicit Unwinding(const void* base) : base_(static_cast<const char*>(base)) {}
  void registers_saved(core::Where, const core::Core& origin, const core::Core&,
                       const char* sp) override {
    const char* stop = origin.is_main() ? base_ : origin.stack_stop();
    // Every other time as if nobody had ever looked.
    KnownRules* known = ++switches_ % 2 == 0 ? &known_ : nullptr;
    frames += unwind(sp, stop, frames_.get(), kMost, known);
    addresses += return_addresses(stop, addresses_, kMost, known);
  }
  size_t frames = 0;
  size_t addresses = 0;

 private:
  const char* const base_;
  std::unique_ptr<RawFrame[]> frames_{new RawFrame[kMost]};
  uint64_t addresses_[kMost];
  KnownRules known_;
  size_t switches_ = 0;
};

// Ends the process.
[[noreturn]] void switch_and_ask_for_nothing() {
  Unwinding unwinding(__builtin_frame_address(0));
  engine::Greenlet worker("worker", [](const engine::Arguments&) {
    for (;;) engine::main_greenlet().switch_to();
    return engine::Value();
  });
  worker.switch_to();  // the engine has its memory now
  worker.switch_to();
  engine::set_observer(&unwinding);
  // From here on whoever asks for more than to read, write or end is killed.
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) _exit(kNotAllowed);
  for (int i = 0; i < 100; ++i) worker.switch_to();
  const bool found = unwinding.frames > 1000 && unwinding.addresses > 1000;
  syscall(SYS_exit, found ? 0 : 1);
  __builtin_trap();
}

TEST(Quiet, FindingCallersAsksTheSystemForNothing) {
  const pid_t child = fork();
  if (child == 0) switch_and_ask_for_nothing();
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotAllowed) {
    GTEST_SKIP() << "this system does not let a program give up its system calls";
  }
  EXPECT_TRUE(WIFEXITED(status)) << "ended by signal " << WTERMSIG(status);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace greenlens::record
