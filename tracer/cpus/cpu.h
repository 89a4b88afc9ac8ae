// A CPU's stack switch as data, for those who run on another one: the frame that it spills, its
// code in words, and what its ABI says of calls. Plain values; read from arch/<cpu>/atlas.txt,
// which the tests of each CPU hold against its switch.
#ifndef GREENLENS_TRACER_CPUS_CPU_H_
#define GREENLENS_TRACER_CPUS_CPU_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::cpus {

// What a slot of the frame holds.
enum class Kind : uint8_t { general, floating, vector, control, return_address };
inline constexpr std::array kKinds = {Kind::general, Kind::floating, Kind::vector, Kind::control,
                                      Kind::return_address};
// As atlas.txt and JSON have it: "general".
const char* name_of(Kind kind);

struct Slot {
  int offset = 0, size = 0;  // bytes, from the spilled frame's sp
  Kind kind = Kind::general;
  std::string name, purpose;  // "rbx", "callee-saved"
};

struct Instruction {
  uint32_t offset = 0, size = 0;  // bytes, from the first one of the switch
  std::string bytes;              // "48 83 ec 38"; ".." is one that the linker fills in
  uint32_t line = 0;              // of the switch's source
  std::string mark;               // the block that begins here ("spill", "move sp"...), or empty
  std::string text;               // "subq $0x38,%rsp"; addresses are offsets in the switch
};

// What arch/conventions.h says; empty or 0: there is no such thing.
struct Conventions {
  std::string stack_pointer, link_register, arguments, callers_area, own_address, data_register,
      signs_return;
  int red_zone = 0, below_frame = 0;  // bytes
  bool back_chain = false, executes_behind_branches = false;
};

struct Cpu {
  std::string id;  // its folder: "riscv64"
  std::string name, abi;
  std::string source;                                         // "arch/riscv64/switch.S"
  int pointer_size = 0, stack_alignment = 0, frame_size = 0;  // bytes
  bool big_endian = false;
  Conventions conventions;
  std::vector<Slot> slots;        // ascending offsets
  std::vector<Instruction> code;  // likewise, without gaps
};

// Parses an atlas.txt. Of a line that is not understood `error` becomes a sentence with its number
// (of the first one; null: nobody wants to know), and the rest is read.
Cpu read_cpu(std::string_view id, std::string_view text, std::string* error);

// Bytes of the code.
uint32_t code_size(const Cpu& cpu);
// The instruction that moves the stack pointer from one stack's frame to the other's; an empty one
// where the code has none.
const Instruction& move_of_sp(const Cpu& cpu);
// How many slots are of this kind, and their names, ascending: "r12–r15, rbx, rbp".
int count(const Cpu& cpu, Kind kind);
std::string names(const Cpu& cpu, Kind kind);

}  // namespace greenlens::cpus

#endif  // GREENLENS_TRACER_CPUS_CPU_H_
