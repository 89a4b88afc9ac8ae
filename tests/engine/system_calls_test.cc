// Why switching greenlets is quicker than switching processes: the system does not hear of it. How
// much quicker, the benchmarks tell.
#include <gtest/gtest.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {
namespace {

constexpr int kNotAllowed = 3;

// Lies as deep as it is told, so that slices differ.
int switch_from(int depth) {
  volatile char room[256] = {};
  if (depth > 0) return switch_from(depth - 1) + room[0];
  main_greenlet().switch_to();
  return room[0];
}

void switch_about(Greenlet& a, Greenlet& b, int times) {
  for (int i = 0; i < times; ++i) a.switch_to(), b.switch_to();
}

// In a process to which all calls but read, write and exit are forbidden: another one kills it.
[[noreturn]] void switch_without_the_system(bool call_it_once) {
  int depth = 0;
  auto body = [&](const Arguments&) -> Value {
    for (;;) switch_from(depth++ % 8);
  };
  Greenlet a("a", body), b("b", body);
  switch_about(a, b, 100);  // memory for all depths is there
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) != 0) _exit(kNotAllowed);
  switch_about(a, b, 10000);
  if (call_it_once) syscall(SYS_getppid);
  syscall(SYS_exit, 0);
  for (;;) {
  }
}

// How such a process ends.
std::string outcome(bool call_it_once) {
  pid_t child = fork();
  if (child == 0) switch_without_the_system(call_it_once);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFSIGNALED(status)) return "killed by signal " + std::to_string(WTERMSIG(status));
  return "exit " + std::to_string(WEXITSTATUS(status));
}

TEST(Switching, NeedsNoSystemCall) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "Sanitizers call the system on their own account.";
#endif
  std::string end = outcome(false);
  if (end == "exit " + std::to_string(kNotAllowed)) {
    GTEST_SKIP() << "No process can be kept from system calls here: an emulator cannot.";
  }
  EXPECT_EQ(end, "exit 0");
  EXPECT_EQ(outcome(true), "killed by signal 9");  // so it would have been noticed
}

}  // namespace
}  // namespace greenlens::engine
