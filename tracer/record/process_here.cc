#include "tracer/record/process_here.h"

#include <time.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "tracer/record/forks.h"

namespace greenlens::record {
namespace {

constexpr size_t kMostOfCommand = 4096;  // bytes

uint64_t now_ns(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

std::vector<std::string> command_here() {
  std::ifstream in("/proc/self/cmdline", std::ios::binary);
  std::string all(kMostOfCommand, '\0');
  in.read(all.data(), static_cast<std::streamsize>(all.size()));
  all.resize(static_cast<size_t>(in.gcount()));
  std::vector<std::string> words;
  while (!all.empty()) {
    words.push_back(all.substr(0, all.find('\0')));
    all.erase(0, words.back().size() + 1);
  }
  return words;
}

std::string boot_here() {
  std::ifstream in("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(in, id);
  return id;
}

}  // namespace

store::ProcessInfo process_here(uint64_t began_ns) {
  store::ProcessInfo process;
  process.number = static_cast<uint64_t>(getpid());
  const uint64_t forker = Forks::forked_by();
  process.parent = forker != 0 ? forker : static_cast<uint64_t>(getppid());
  process.began_ns = began_ns;
  process.began_wall_ns = now_ns(CLOCK_REALTIME) - (now_ns(CLOCK_MONOTONIC) - began_ns);
  process.boot = boot_here();
  process.command = command_here();
  return process;
}

}  // namespace greenlens::record
