#include "tracer/gdb/remote_program.h"

#include <fcntl.h>
#include <gelf.h>
#include <signal.h>
#include <unistd.h>

#include "tracer/step/decoder.h"

namespace greenlens::gdb {
namespace {

// How much higher the program's addresses are than its file says; it begins at `entry`.
uint64_t bias_of(const std::string& path, uint64_t entry) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  elf_version(EV_CURRENT);
  Elf* elf = elf_begin(file, ELF_C_READ, nullptr);
  GElf_Ehdr head{};
  const bool moves = elf != nullptr && gelf_getehdr(elf, &head) != nullptr && head.e_type == ET_DYN;
  if (elf != nullptr) elf_end(elf);
  close(file);
  return moves && entry != 0 ? entry - head.e_entry : 0;
}

}  // namespace

std::unique_ptr<foreign::Program> RemoteProgram::open(pid_t) {
  return std::make_unique<foreign::Program>(file_, bias_of(file_, stub_.entry()), stub_.cpu());
}

// The stub does not tell; what the instruction would have touched does.
std::optional<uint64_t> RemoteProgram::fault_address(pid_t thread, int signal) {
  constexpr size_t kLongest = 16;
  step::Registers now;
  if ((signal != SIGSEGV && signal != SIGBUS) || !stub_.read_registers(thread, &now)) return {};
  const std::string code = stub_.read(now.pc, kLongest);
  if (code.empty()) return now.pc;
  step::Decoder decoder(stub_.cpu());
  decoder.learn(code, 0);
  const step::Decoded one = decoder.decode(code, 0);
  for (const step::MemoryOperand& memory : one.memory) {
    if (!memory.base.empty() && !now.has(memory.base)) continue;
    return now.value(memory.base) + now.value(memory.index) * static_cast<uint64_t>(memory.scale) +
           static_cast<uint64_t>(memory.displacement);
  }
  return {};
}

}  // namespace greenlens::gdb
