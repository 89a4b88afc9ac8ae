#include "tracer/live/child.h"

#include <signal.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "tracer/drain/maps.h"

namespace greenlens::live {

namespace {

constexpr std::chrono::milliseconds kLookAgain{1};

bool has_ended(const siginfo_t& info) {
  return info.si_code == CLD_EXITED || info.si_code == CLD_KILLED || info.si_code == CLD_DUMPED;
}

}  // namespace

std::string name_of_process(pid_t pid) {
  const std::string name = drain::process_file(pid, "comm");
  return name.substr(0, name.find('\n'));
}

bool handles_faults(pid_t pid) {
  const std::string status = drain::process_file(pid, "status");
  constexpr std::string_view kKey = "SigCgt:";
  const size_t at = status.find(kKey);
  if (at == status.npos) return true;
  const uint64_t caught = std::strtoull(status.c_str() + at + kKey.size(), nullptr, 16);
  return (caught >> (SIGSEGV - 1) & 1) != 0;
}

void Child::set_pid(pid_t pid) {
  const std::lock_guard lock(mutex_);
  pid_ = pid;
}

pid_t Child::pid() const {
  const std::lock_guard lock(mutex_);
  return pid_;
}

// With the lock.
bool Child::reap(int options) {
  if (status_ || pid_ < 0) return status_.has_value();
  siginfo_t info{};
  for (;;) {
    const int done = waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT | options);
    if (done != 0 && errno == EINTR) continue;
    if (done != 0 || info.si_pid != pid_) return false;
    if (has_ended(info)) break;
    // It is stepped by another thread, and stands still: that one hears of it, though nobody asked
    // for stops here.
    if ((options & WNOHANG) != 0) return false;
    std::this_thread::sleep_for(kLookAgain);
  }
  last_name_ = name_of_process(pid_);
  last_handled_faults_ = handles_faults(pid_);
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  status_ = status;
  return true;
}

std::optional<int> Child::status() {
  const std::lock_guard lock(mutex_);
  reap(WNOHANG);
  return status_;
}

int Child::wait() {
  const std::lock_guard lock(mutex_);
  reap(0);
  return status_.value_or(0);
}

std::string Child::last_name() const {
  const std::lock_guard lock(mutex_);
  return last_name_;
}

bool Child::last_handled_faults() const {
  const std::lock_guard lock(mutex_);
  return last_handled_faults_;
}

void Child::kill() {
  const std::lock_guard lock(mutex_);
  // Who has ended has no number any more that would be its own.
  if (!reap(WNOHANG) && pid_ > 0) ::kill(pid_, SIGKILL);
}

}  // namespace greenlens::live
