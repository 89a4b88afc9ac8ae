#include "tracer/step/traced.h"

#include <cstring>

#include "tracer/step/native_cpu.h"

namespace greenlens::step {

Traced::Traced() : cpu_(native_cpu()) {}

std::string Traced::begin(pid_t program) {
  const int reason = tracees_.seize(program);
  return reason == 0 ? "" : std::strerror(reason);
}

bool Traced::read_registers(pid_t thread, Registers* registers) {
  return step::read_registers(thread, registers);
}

bool Traced::set_pc(pid_t thread, uint64_t pc) { return step::set_pc(thread, pc); }

std::string Traced::read(uint64_t address, size_t bytes) const {
  return patches_ ? patches_->read(address, bytes) : "";
}

uint64_t Traced::behind_breakpoint() const { return step::behind_breakpoint(); }

void Traced::clear_breakpoints() {
  if (patches_) patches_->clear();
}

void Traced::clear_in(pid_t copy) {
  if (patches_) patches_->clear_in(copy);
}

}  // namespace greenlens::step
