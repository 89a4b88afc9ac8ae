#include "tracer/probe/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace greenlens::probe {
namespace {

constexpr size_t kMostSaid = 1 << 16;

// The child: nothing but system calls between fork and exec.
[[noreturn]] void become(char* const* words, const char* folder, int said, int report) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  dup2(nothing, 0);
  dup2(said, 1);
  dup2(said, 2);
  for (const int signal : {SIGPIPE, SIGXFSZ}) ::signal(signal, SIG_DFL);
  if (chdir(folder) == 0) execvp(words[0], words);
  const int error = errno;
  if (write(report, &error, sizeof error) != sizeof error) _exit(126);
  _exit(127);
}

using Time = std::chrono::steady_clock::time_point;

constexpr int kAskAgain = 100;  // milliseconds

// Until nobody can say anything any more, or it is over.
void listen(int from, Time end, const Stop& stop, Ran* ran) {
  char buffer[4096];
  while (true) {
    ran->stopped = stop && stop();
    ran->timed_out = std::chrono::steady_clock::now() > end;
    if (ran->stopped || ran->timed_out) return;
    pollfd ready = {from, POLLIN, 0};
    if (poll(&ready, 1, kAskAgain) <= 0) continue;
    const ssize_t got = read(from, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return;
    if (ran->said.size() < kMostSaid) ran->said.append(buffer, static_cast<size_t>(got));
  }
}

}  // namespace

Ran run_program(const std::vector<std::string>& words, const std::string& folder, int seconds,
                const Stop& stop) {
  Ran ran;
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  int said[2], report[2];
  if (pipe2(said, O_CLOEXEC) != 0) {
    ran.error = errno;
    return ran;
  }
  if (pipe2(report, O_CLOEXEC) != 0) {
    ran.error = errno;
    close(said[0]), close(said[1]);
    return ran;
  }
  const Time end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  const pid_t child = fork();
  if (child == 0) become(arguments.data(), folder.c_str(), said[1], report[1]);
  if (child < 0) ran.error = errno;
  close(said[1]), close(report[1]);
  if (child > 0) {
    int error = 0;
    if (read(report[0], &error, sizeof error) == sizeof error) ran.error = error;
    listen(said[0], end, stop, &ran);
    // Also whoever it has left behind.
    kill(-child, SIGKILL);
    while (waitpid(child, &ran.status, 0) < 0 && errno == EINTR) continue;
  }
  close(said[0]), close(report[0]);
  return ran;
}

}  // namespace greenlens::probe
