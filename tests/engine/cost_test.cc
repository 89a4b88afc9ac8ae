// Switching greenlets beside what the system does: without a clock's help only the orders of
// magnitude can be told.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "engine/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using Seconds = std::chrono::duration<double>;

// The quickest of a few attempts: others use this machine as well.
Seconds quickest(const std::function<void()>& action) {
  Seconds best = Seconds::max();
  for (int attempt = 0; attempt < 5; ++attempt) {
    auto begin = std::chrono::steady_clock::now();
    action();
    best = std::min<Seconds>(best, std::chrono::steady_clock::now() - begin);
  }
  return best;
}

// A byte goes to another process and comes back.
class OtherProcess {
 public:
  OtherProcess() {
    if (pipe(to_) != 0 || pipe(from_) != 0) std::abort();
    child_ = fork();
    if (child_ != 0) return;
    close(to_[1]);
    char byte;
    while (read(to_[0], &byte, 1) == 1) {
      if (write(from_[1], &byte, 1) != 1) break;
    }
    _exit(0);
  }
  ~OtherProcess() {
    close(to_[1]);
    waitpid(child_, nullptr, 0);
  }
  bool there_and_back() {
    char byte = 1;
    return write(to_[1], &byte, 1) == 1 && read(from_[0], &byte, 1) == 1;
  }

 private:
  int to_[2], from_[2];
  pid_t child_;
};

TEST(Switching, IsQuickerThanTheSystemSwitchesProcesses) {
#ifdef GREENLENS_EMULATED
  GTEST_SKIP() << "An emulator slows down the program, but not the system.";
#endif
  constexpr int kTimes = 2000;
  OtherProcess process;
  Greenlet g("g", [](const Arguments&) -> Value {
    for (;;) main_greenlet().switch_to();
  });
  Seconds of_processes = quickest([&] {
    for (int i = 0; i < kTimes; ++i) ASSERT_TRUE(process.there_and_back());
  });
  Seconds of_greenlets = quickest([&] {
    for (int i = 0; i < kTimes; ++i) g.switch_to();
  });
  EXPECT_LT(of_greenlets.count(), of_processes.count());
}

}  // namespace
}  // namespace greenlens::engine
