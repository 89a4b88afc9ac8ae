// The CPUs whose programs can be watched from this one, from arch/<cpu>/remote.txt and the atlas.
// Made once; any thread.
#ifndef GREENLENS_TRACER_GDB_REMOTE_CPU_H_
#define GREENLENS_TRACER_GDB_REMOTE_CPU_H_

#include <string>
#include <string_view>
#include <vector>

#include "tracer/step/cpu.h"

namespace greenlens::gdb {

struct RemoteCpu {
  std::string id;  // its folder: "riscv64"
  step::Cpu cpu;
  // For each of the CPU's registers: what a stub may call it, the first that it has; "#37" is the
  // one with that number, of a stub that does not describe its registers.
  std::vector<std::vector<std::string>> stub_names;
  std::string qemu;       // what the emulators call it: qemu-riscv64
  std::string model;      // which of its processors they show; empty: the one that they do anyway
  std::string libraries;  // below /usr, where its programs' are
  // In the head of its programs' files: e_machine, and what kind of ELF that is.
  unsigned elf_machine = 0, elf_bits = 0;
};

// By its name or its folder, as people write it; null: there is none.
const RemoteCpu* find_remote_cpu(std::string_view name);
// The one that a file is for, by its first bytes. Null: it is none of them, or no program.
const RemoteCpu* cpu_of_program(std::string_view first_bytes);
std::vector<std::string> remote_cpu_names();

// Of one remote.txt: false with a sentence when it is none.
bool read_remote_cpu(std::string_view text, RemoteCpu* cpu, std::string* error);

}  // namespace greenlens::gdb

#endif  // GREENLENS_TRACER_GDB_REMOTE_CPU_H_
