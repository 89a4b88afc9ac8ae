#include "tracer/step/patches.h"

#include <fcntl.h>
#include <unistd.h>

#include <string_view>

#include "tracer/step/native_cpu.h"

namespace greenlens::step {
namespace {

int memory_of(pid_t program) {
  const std::string path = "/proc/" + std::to_string(program) + "/mem";
  return open(path.c_str(), O_RDWR | O_CLOEXEC);
}

}  // namespace

Patches::Patches(pid_t program) : memory_(memory_of(program)) {}

Patches::~Patches() {
  if (memory_ >= 0) close(memory_);
}

std::string Patches::read(uint64_t address, size_t bytes) const {
  std::string there(bytes, '\0');
  const ssize_t got = pread(memory_, there.data(), bytes, static_cast<off_t>(address));
  there.resize(got > 0 ? static_cast<size_t>(got) : 0);
  return there;
}

bool Patches::write(uint64_t address, const std::string& bytes) const {
  const ssize_t put = pwrite(memory_, bytes.data(), bytes.size(), static_cast<off_t>(address));
  return put == static_cast<ssize_t>(bytes.size());
}

bool Patches::set(uint64_t address) {
  if (has(address)) return true;
  std::string stood = read(address, breakpoint().size());
  if (stood.size() != breakpoint().size() || !write(address, std::string(breakpoint()))) {
    return false;
  }
  replaced_.emplace(address, std::move(stood));
  return true;
}

void Patches::lift(uint64_t address) const { write(address, replaced_.at(address)); }

void Patches::put_back(uint64_t address) const { write(address, std::string(breakpoint())); }

void Patches::clear() {
  for (const auto& [address, stood] : replaced_) write(address, stood);
  replaced_.clear();
}

void Patches::clear_in(pid_t copy) const {
  const int memory = memory_of(copy);
  if (memory < 0) return;
  for (const auto& [address, stood] : replaced_) {
    [[maybe_unused]] const ssize_t put =
        pwrite(memory, stood.data(), stood.size(), static_cast<off_t>(address));
  }
  close(memory);
}

}  // namespace greenlens::step
