#include "tracer/step/native_cpu.h"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

#include <array>
#include <cstring>
#include <string>

#include "arch/arch.h"

namespace greenlens::step {

namespace {

constexpr size_t kMostOfASet = 4096;

const arch_stepping& this_cpu() { return arch_describe()->stepping; }

// One of the sets that the system knows: all of it, in its own order.
std::string read_set(pid_t thread, int set) {
  std::string room(kMostOfASet, '\0');
  iovec into{room.data(), room.size()};
  auto* which = reinterpret_cast<void*>(static_cast<uintptr_t>(set));
  if (ptrace(PTRACE_GETREGSET, thread, which, &into) != 0) return "";
  room.resize(into.iov_len);
  return room;
}

bool write_set(pid_t thread, int set, std::string* registers) {
  iovec from{registers->data(), registers->size()};
  auto* which = reinterpret_cast<void*>(static_cast<uintptr_t>(set));
  return ptrace(PTRACE_SETREGSET, thread, which, &from) == 0;
}

bool lies_in(const arch_register& one, const std::string& set) {
  return static_cast<size_t>(one.offset) + static_cast<size_t>(one.size) <= set.size();
}

}  // namespace

Cpu native_cpu() {
  constexpr std::string_view kReturnAddress = "return address";
  const arch_description& arch = *arch_describe();
  Cpu cpu;
  cpu.name = arch.name;
  cpu.abi = arch.abi;
  cpu.pointer_size = static_cast<size_t>(arch.pointer_size);
  for (int i = 0; i < this_cpu().register_count; ++i) {
    const arch_register& one = this_cpu().registers[i];
    cpu.registers.push_back({one.name, one.size, one.dwarf, one.status});
  }
  cpu.pc = static_cast<size_t>(this_cpu().pc);
  cpu.sp = static_cast<size_t>(this_cpu().sp);
  if (arch.conventions.link_register != nullptr) cpu.link = arch.conventions.link_register;
  cpu.pushed_by_call = static_cast<uint64_t>(this_cpu().pushed_by_call);
  for (int i = arch.slot_count; i-- > 0;) {
    const arch_slot& slot = arch.slots[i];
    if (slot.name != kReturnAddress) cpu.preserved.push_back({slot.name, slot.purpose, slot.size});
  }
  cpu.disassembler = arch.disassembler;
  return cpu;
}

bool can_step() { return this_cpu().register_count != 0; }

std::string_view breakpoint() {
  return {reinterpret_cast<const char*>(this_cpu().breakpoint),
          static_cast<size_t>(this_cpu().breakpoint_size)};
}

uint64_t behind_breakpoint() { return static_cast<uint64_t>(this_cpu().behind_breakpoint); }

bool read_registers(pid_t thread, Registers* registers) {
  const arch_stepping& cpu = this_cpu();
  const std::array<std::string, 2> sets = {read_set(thread, NT_PRSTATUS),
                                           read_set(thread, NT_PRFPREG)};
  registers->all.clear();
  for (int i = 0; i < cpu.register_count; ++i) {
    const arch_register& one = cpu.registers[i];
    const std::string& set = sets[one.set == NT_PRSTATUS ? 0 : 1];
    if (!lies_in(one, set)) return false;
    // Who is stepped runs on this CPU: its lowest byte comes first, or its numbers have 8 bytes.
    uint64_t value = 0;
    std::memcpy(&value, set.data() + one.offset, static_cast<size_t>(one.size));
    registers->all.push_back({one.name, value});
  }
  registers->pc = registers->all[static_cast<size_t>(cpu.pc)].value;
  registers->sp = registers->all[static_cast<size_t>(cpu.sp)].value;
  return true;
}

bool set_pc(pid_t thread, uint64_t pc) {
  const arch_register& one = this_cpu().registers[this_cpu().pc];
  std::string set = read_set(thread, one.set);
  if (!lies_in(one, set)) return false;
  std::memcpy(set.data() + one.offset, &pc, static_cast<size_t>(one.size));
  return write_set(thread, one.set, &set);
}

}  // namespace greenlens::step
