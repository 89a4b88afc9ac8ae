// What who leads a program through its code has to know of the CPU that it runs on, and a thread's
// registers there. Plain values.
#ifndef GREENLENS_TRACER_STEP_CPU_H_
#define GREENLENS_TRACER_STEP_CPU_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arch/stepping.h"
#include "tracer/facts/values.h"

namespace greenlens::step {

struct CpuRegister {
  std::string name;  // as arch_slot.name
  int size = 0;      // bytes, at most 8
  int dwarf = -1;    // its number in debug information; -1: it has none that is known
  // Bits that a call need not preserve, of a register that it has to preserve.
  uint64_t status = 0;
};

// A register that a call has to preserve.
struct Preserved {
  std::string name, purpose;
  int size = 0;  // bytes
};

// What an instruction does with the memory that its words name, where no disassembler says so.
struct Access {
  std::string mnemonic;
  bool writes = false;
  // How many bytes: so many; for each register that is named; for each of a range of two that are
  // named; or by the kind of the registers that are named.
  enum class Bytes : uint8_t { fixed, each, range, sized } count = Bytes::fixed;
  size_t bytes = 0;
};

struct Cpu {
  std::string name, abi;
  size_t pointer_size = 0;  // bytes
  bool big_endian = false;
  std::vector<CpuRegister> registers;  // in the order in which they are shown
  size_t pc = 0, sp = 0;               // which they are
  std::string link;                    // where a call leaves its return address; empty: it pushes
  std::string zero;                    // a register that is always 0; empty: there is none
  uint64_t pushed_by_call = 0;         // bytes
  std::vector<Preserved> preserved;    // in the order of the frame that the engine's switch makes
  arch_disassembler disassembler{};
  // The mode of that for functions whose addresses are odd, which are of another kind (ARM's
  // Thumb); -1: addresses say nothing of it.
  int odd_mode = -1;
  // The name that binutils have for its instructions; empty: nobody has to be asked.
  std::string objdump;
  std::vector<std::string> disassemblers;  // programs that can be asked, the first that is there
  std::vector<Access> accesses;            // empty: the disassembler knows
  std::vector<std::string> calls;          // mnemonics of calls; empty: likewise
  // The bytes of a kind of register, by the first letter of its name.
  std::vector<std::pair<char, size_t>> register_bytes;
};

struct Registers {
  uint64_t pc = 0, sp = 0;
  std::vector<facts::RegisterValue> all;  // pc and sp too, always the same ones in the same order
  // 0 for a name that is none of them.
  uint64_t value(std::string_view name) const;
  bool has(std::string_view name) const;
};

// The number that these bytes are on this CPU; 0 of more than 8.
uint64_t number(const Cpu& cpu, std::string_view bytes);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_CPU_H_
