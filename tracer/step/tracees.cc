#include "tracer/step/tracees.h"

#include <dirent.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>

namespace greenlens::step {
namespace {

// Who is killed while he steps takes the program with him: breakpoints of nobody are no use to it.
constexpr long kOptions = PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
                          PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL |
                          PTRACE_O_TRACESYSGOOD;
// What PTRACE_O_TRACESYSGOOD adds to SIGTRAP.
constexpr int kSystemCall = 0x80;
constexpr int kEventShift = 8;
constexpr uint64_t kOwnFaults = uint64_t{1} << (SIGSEGV - 1) | uint64_t{1} << (SIGBUS - 1) |
                                uint64_t{1} << (SIGILL - 1) | uint64_t{1} << (SIGFPE - 1) |
                                uint64_t{1} << (SIGTRAP - 1);

void* number(uint64_t value) { return reinterpret_cast<void*>(value); }

Stop::Why why_of(int event, int signal) {
  switch (event) {
    case PTRACE_EVENT_FORK:
      return Stop::Why::forks;
    case PTRACE_EVENT_VFORK:
      return Stop::Why::vforks;
    case PTRACE_EVENT_CLONE:
      return Stop::Why::clones;
    case PTRACE_EVENT_EXEC:
      return Stop::Why::becomes_another;
    case PTRACE_EVENT_EXIT:
      return Stop::Why::ends;
    case PTRACE_EVENT_STOP:
      return signal == SIGTRAP ? Stop::Why::begins : Stop::Why::stopped;
    case 0:
      return signal == (SIGTRAP | kSystemCall) ? Stop::Why::calls_system : Stop::Why::signal;
  }
  return Stop::Why::begins;  // another event, which is none to us
}

}  // namespace

std::vector<pid_t> threads_of(pid_t program) {
  std::vector<pid_t> threads;
  DIR* folder = opendir(("/proc/" + std::to_string(program) + "/task").c_str());
  if (folder == nullptr) return threads;
  while (const dirent* entry = readdir(folder)) {
    if (const int thread = std::atoi(entry->d_name); thread > 0) threads.push_back(thread);
  }
  closedir(folder);
  return threads;
}

// Until nobody is found that is not traced: threads may be made meanwhile.
int Tracees::seize(pid_t program) {
  program_ = program;
  std::vector<pid_t> seized;
  for (bool any = true; any;) {
    any = false;
    for (const pid_t thread : threads_of(program)) {
      if (std::find(seized.begin(), seized.end(), thread) != seized.end()) continue;
      if (ptrace(PTRACE_SEIZE, thread, nullptr, number(kOptions)) == 0) {
        any = true;
      } else if (seized.empty()) {
        return errno;
      }
      // One that another has made by now is traced with it; one that has ended is no loss.
      seized.push_back(thread);
    }
  }
  return seized.empty() ? ESRCH : 0;
}

Stop Tracees::taken(pid_t thread) {
  Stop stop{thread, Stop::Why::gone, 0, 0};
  siginfo_t info{};
  const bool is_first = thread == program_;
  const int wanted = WSTOPPED | __WALL | WNOHANG | (is_first ? 0 : WEXITED);
  if (waitid(P_PID, static_cast<id_t>(thread), &info, wanted) != 0 || info.si_pid != thread) {
    return stop;
  }
  if (info.si_code != CLD_TRAPPED && info.si_code != CLD_STOPPED) return stop;
  stop.signal = info.si_status & 0xff;
  stop.why = why_of(info.si_status >> kEventShift, stop.signal);
  unsigned long other = 0;
  if (stop.why == Stop::Why::forks || stop.why == Stop::Why::vforks ||
      stop.why == Stop::Why::clones) {
    ptrace(PTRACE_GETEVENTMSG, thread, nullptr, &other);
    stop.other = static_cast<pid_t>(other);
  }
  return stop;
}

std::optional<Stop> Tracees::next(bool* over) {
  siginfo_t info{};
  const int wanted = WSTOPPED | WEXITED | WNOWAIT | WNOHANG | __WALL | __WNOTHREAD;
  if (waitid(P_ALL, 0, &info, wanted) != 0) {
    *over = true;  // nobody is left
    return {};
  }
  if (info.si_pid == 0) return {};
  const bool ended = info.si_code != CLD_TRAPPED && info.si_code != CLD_STOPPED;
  if (ended && info.si_pid == program_) {
    *over = true;
    return {};
  }
  return taken(info.si_pid);
}

Stop Tracees::wait(pid_t thread) {
  siginfo_t info{};
  while (waitid(P_PID, static_cast<id_t>(thread), &info, WSTOPPED | WEXITED | WNOWAIT | __WALL) !=
         0) {
    if (errno != EINTR) return {thread, Stop::Why::gone, 0, 0};
  }
  return taken(thread);
}

void Tracees::go_on(pid_t thread, int signal) {
  ptrace(PTRACE_CONT, thread, nullptr, number(static_cast<uint64_t>(signal)));
}
void Tracees::go_on_to_system_call(pid_t thread, int signal) {
  ptrace(PTRACE_SYSCALL, thread, nullptr, number(static_cast<uint64_t>(signal)));
}
void Tracees::go_on_stopped(pid_t thread) { ptrace(PTRACE_LISTEN, thread, nullptr, nullptr); }
void Tracees::step(pid_t thread) { ptrace(PTRACE_SINGLESTEP, thread, nullptr, nullptr); }
void Tracees::interrupt(pid_t thread) { ptrace(PTRACE_INTERRUPT, thread, nullptr, nullptr); }
void Tracees::let_go(pid_t thread, int signal) {
  ptrace(PTRACE_DETACH, thread, nullptr, number(static_cast<uint64_t>(signal)));
}

uint64_t Tracees::hold_signals(pid_t thread) {
  uint64_t held = 0;
  const uint64_t all = ~kOwnFaults;
  ptrace(PTRACE_GETSIGMASK, thread, number(sizeof held), &held);
  uint64_t more = held | all;
  ptrace(PTRACE_SETSIGMASK, thread, number(sizeof more), &more);
  return held;
}

void Tracees::release_signals(pid_t thread, uint64_t held) {
  ptrace(PTRACE_SETSIGMASK, thread, number(sizeof held), &held);
}

bool Tracees::is_of_program(pid_t thread) const {
  const std::string path = "/proc/" + std::to_string(program_) + "/task/" + std::to_string(thread);
  return access(path.c_str(), F_OK) == 0;
}

}  // namespace greenlens::step
