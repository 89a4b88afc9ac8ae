#include "tests/page/browser_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace greenlens::testing {

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

BrowserProcess::BrowserProcess() {
  char profile[] = "/tmp/greenlens-browser-XXXXXX";
  if (mkdtemp(profile) != nullptr) profile_ = profile;
}

BrowserProcess::~BrowserProcess() {
  end();
  std::error_code ignored;
  if (!profile_.empty()) std::filesystem::remove_all(profile_, ignored);
}

bool BrowserProcess::start(const std::vector<std::string>& command, int in, int out) {
  if (profile_.empty()) return false;
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  child_ = fork();
  if (child_ != 0) return child_ > 0;
  setpgid(0, 0);  // with all of its own processes
  // Beyond where they go, so that neither is closed by the other's coming.
  const int from = in < 0 ? -1 : fcntl(in, F_DUPFD, 10),
            to = out < 0 ? -1 : fcntl(out, F_DUPFD, 10);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(nothing, fd);
  if (from >= 0) dup2(from, 3);
  if (to >= 0) dup2(to, 4);
  for (int fd = from < 0 ? 3 : 5; fd < 64; ++fd) close(fd);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

void BrowserProcess::end() {
  if (child_ <= 0) return;
  for (int i = 0; i < 100; ++i) {
    if (waitpid(child_, nullptr, WNOHANG) != 0) {
      child_ = -1;
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  kill(-child_, SIGKILL);
  waitpid(child_, nullptr, 0);
  child_ = -1;
}

}  // namespace greenlens::testing
