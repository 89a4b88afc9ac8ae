#include "tracer/live/printed.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace greenlens::live {
namespace {

constexpr size_t kPathLength = 128;

void close_one(int* descriptor) {
  if (*descriptor >= 0) close(*descriptor);
  *descriptor = -1;
}

bool make_terminal(int* ours, int* childs) {
  *ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  char path[kPathLength];
  if (*ours < 0 || grantpt(*ours) != 0 || unlockpt(*ours) != 0) return false;
  if (ptsname_r(*ours, path, sizeof path) != 0) return false;
  *childs = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  termios raw{};
  if (*childs < 0 || tcgetattr(*childs, &raw) != 0) return false;
  cfmakeraw(&raw);  // a line feed stays one
  return tcsetattr(*childs, TCSANOW, &raw) == 0;
}

void pass_on(int to, std::string_view bytes) {
  while (to >= 0 && !bytes.empty()) {
    const ssize_t put = write(to, bytes.data(), bytes.size());
    if (put > 0) {
      bytes.remove_prefix(static_cast<size_t>(put));
    } else if (errno != EINTR) {
      return;
    }
  }
}

}  // namespace

Printed::~Printed() {
  for (Terminal& one : terminals_) close_one(&one.ours), close_one(&one.childs);
}

bool Printed::open(int output) {
  terminals_[0].onward = output;
  terminals_[1].onward = STDERR_FILENO;
  for (Terminal& one : terminals_) {
    if (!make_terminal(&one.ours, &one.childs)) return false;
  }
  return true;
}

void Printed::become() const {
  dup2(terminals_[0].childs, STDOUT_FILENO);
  dup2(terminals_[1].childs, STDERR_FILENO);
}

void Printed::close_childs() {
  for (Terminal& one : terminals_) close_one(&one.childs);
}

std::vector<foreign::Written> Printed::take() {
  std::vector<foreign::Written> all;
  for (size_t i = 0; i < terminals_.size(); ++i) {
    const Terminal& one = terminals_[i];
    foreign::Written written{static_cast<int>(i) + 1, ""};
    for (;;) {
      pollfd asked{one.ours, POLLIN, 0};
      char room[4096];
      if (one.ours < 0 || poll(&asked, 1, 0) <= 0 || (asked.revents & POLLIN) == 0) break;
      const ssize_t got = read(one.ours, room, sizeof room);
      if (got <= 0) break;
      written.bytes.append(room, static_cast<size_t>(got));
    }
    if (written.bytes.empty()) continue;
    pass_on(one.onward, written.bytes);
    all.push_back(std::move(written));
  }
  return all;
}

}  // namespace greenlens::live
