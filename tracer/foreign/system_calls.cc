#include "tracer/foreign/system_calls.h"

#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace greenlens::foreign {
namespace {

constexpr uint64_t kMostBytes = 1 << 20;
constexpr uint64_t kMostParts = 1024;

bool is_shown(uint64_t file) { return file == STDOUT_FILENO || file == STDERR_FILENO; }

std::string gather(const step::Machine& memory, uint64_t list, uint64_t parts, uint64_t bytes) {
  std::string all;
  for (uint64_t i = 0; i < std::min(parts, kMostParts) && all.size() < bytes; ++i) {
    iovec part{};
    const std::string raw = memory.read(list + i * sizeof part, sizeof part);
    if (raw.size() != sizeof part) break;
    std::memcpy(&part, raw.data(), sizeof part);
    const uint64_t wanted = std::min<uint64_t>(part.iov_len, bytes - all.size());
    all += memory.read(reinterpret_cast<uintptr_t>(part.iov_base), wanted);
  }
  return all;
}

}  // namespace

std::optional<Written> Writes::hear(pid_t thread, const step::Machine& memory) {
  __ptrace_syscall_info info{};
  auto* size = reinterpret_cast<void*>(sizeof info);
  if (ptrace(PTRACE_GET_SYSCALL_INFO, thread, size, &info) <= 0) return {};
  if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
    begun_.erase(thread);
    if (!is_shown(info.entry.args[0])) return {};
    const auto file = static_cast<int>(info.entry.args[0]);
    if (info.entry.nr == SYS_write) begun_[thread] = {file, info.entry.args[1], 0};
    if (info.entry.nr == SYS_writev) {
      begun_[thread] = {file, info.entry.args[1], info.entry.args[2]};
    }
    return {};
  }
  const auto begun = begun_.find(thread);
  if (info.op != PTRACE_SYSCALL_INFO_EXIT || begun == begun_.end()) return {};
  const Begun write = begun->second;
  begun_.erase(begun);
  if (info.exit.is_error || info.exit.rval <= 0) return {};
  const uint64_t bytes = std::min(static_cast<uint64_t>(info.exit.rval), kMostBytes);
  return Written{write.file, write.parts != 0 ? gather(memory, write.at, write.parts, bytes)
                                              : memory.read(write.at, bytes)};
}

}  // namespace greenlens::foreign
