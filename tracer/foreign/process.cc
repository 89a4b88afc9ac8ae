#include "tracer/foreign/process.h"

#include <elf.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>

#include <algorithm>

#include "tracer/foreign/crash.h"
#include "tracer/foreign/stack_places.h"
#include "tracer/step/native_cpu.h"

namespace greenlens::foreign {

uint64_t Process::entry(pid_t process) {
  const std::string all = drain::process_file(process, "auxv");
  for (size_t at = 0; at + 2 * sizeof(uint64_t) <= all.size(); at += 2 * sizeof(uint64_t)) {
    uint64_t pair[2];
    memcpy(pair, all.data() + at, sizeof pair);
    if (pair[0] == AT_ENTRY) return pair[1];
  }
  return 0;
}

std::unique_ptr<Program> Process::open(pid_t process) {
  return std::make_unique<Program>(process, step::native_cpu());
}

std::vector<drain::Mapped> Process::maps(pid_t process) {
  return drain::parse_maps(drain::maps_of(process));
}

uint64_t Process::most_stack(pid_t process) {
  return stack_limit(drain::process_file(process, "limits"));
}

std::string Process::thread_name(pid_t thread) {
  std::string name = drain::process_file(thread, "comm");
  name.resize(std::min(name.size(), name.find('\n')));
  return name;
}

std::optional<uint64_t> Process::fault_address(pid_t thread, int signal) {
  siginfo_t info{};
  ptrace(PTRACE_GETSIGINFO, thread, nullptr, &info);
  if (!has_address(signal, info.si_code)) return {};
  return reinterpret_cast<uintptr_t>(info.si_addr);
}

void Process::kill(pid_t process) { ::kill(process, SIGKILL); }

}  // namespace greenlens::foreign
