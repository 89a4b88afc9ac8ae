#include "tracer/live/activity_of.h"

#include <sys/syscall.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace greenlens::live {
namespace {

using session::Doing;

// Who does more says more of the process.
constexpr std::array<Doing, 7> kMostTelling = {
    Doing::running,          Doing::stopped,  Doing::waiting_for_input,
    Doing::waiting_for_disk, Doing::sleeping, Doing::ended,
    Doing::unknown};

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool reads_standard_input(std::string_view syscall) {
  // Its number, and its arguments as hexadecimal numbers.
  return syscall.starts_with(std::to_string(SYS_read) + " 0x0 ");
}

}  // namespace

Doing doing_of(std::string_view stat, std::string_view syscall) {
  // "1234 (a name) with) S …": a name may have anything in it.
  const size_t name_ends = stat.rfind(')');
  if (name_ends == stat.npos || name_ends + 2 >= stat.size()) return Doing::unknown;
  switch (stat[name_ends + 2]) {
    case 'R':
      return Doing::running;
    case 'S':
    case 'I':
      return reads_standard_input(syscall) ? Doing::waiting_for_input : Doing::sleeping;
    case 'D':
      return Doing::waiting_for_disk;
    case 'T':
    case 't':
      return Doing::stopped;
    case 'Z':
    case 'X':
      return Doing::ended;
  }
  return Doing::unknown;
}

session::Activity activity_of(pid_t pid) {
  session::Activity found{Doing::unknown, static_cast<uint32_t>(pid)};
  const std::filesystem::path tasks = "/proc/" + std::to_string(pid) + "/task";
  size_t best = kMostTelling.size();
  std::error_code failed;
  std::filesystem::directory_iterator task(tasks, failed);
  while (!failed && task != std::filesystem::directory_iterator()) {
    const Doing doing = doing_of(text_of(task->path() / "stat"), text_of(task->path() / "syscall"));
    const auto* at = std::find(kMostTelling.begin(), kMostTelling.end(), doing);
    best = std::min(best, static_cast<size_t>(at - kMostTelling.begin()));
    task.increment(failed);
  }
  if (best < kMostTelling.size()) found.doing = kMostTelling[best];
  return found;
}

}  // namespace greenlens::live
