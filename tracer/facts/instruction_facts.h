// What is told of single instructions and lines: by whoever steps the program, and not by the
// program itself.
#ifndef GREENLENS_TRACER_FACTS_INSTRUCTION_FACTS_H_
#define GREENLENS_TRACER_FACTS_INSTRUCTION_FACTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

// The thread has executed this instruction of the function that switches, and stands behind it.
// What the functions do that it calls is told by themselves: a call counts as executed when it has
// returned.
struct InstructionExecuted {
  GREENLENS_FACT(InstructionExecuted, 70, "instruction_executed", Stops::only(Grain::instruction),
                 kNobody);
  std::string function;   // that is stepped: "arch_switch"
  uint64_t offset = 0;    // of the instruction, from its first byte
  uint64_t next = 0;      // of the one to come
  bool returned = false;  // none comes: it has gone back to its caller
  Bytes code;             // the instruction
  std::string text;       // "addq %rax, %rsp", or why it could not be read
  bool called = false;    // it has called a function, which has returned
  Address sp = kNull;     // the stack pointer behind it
  // It stands on the target's stack: sp has been moved. Until then it is the origin's.
  bool moved = false;
  // The registers that it has written, and all of them with the first instruction of a switch.
  std::vector<RegisterValue> registers;
  Address wrote_at = kNull;  // the bytes that it has written, where it has written any
  Bytes wrote{};
  Address read_at = kNull;  // and those that it has read
  uint64_t read = 0;        // bytes
  // The one to come is a call, and the stack pointer is so many bytes off where calls are made.
  uint64_t misaligned = 0;
  // By how much it has changed the stack pointer, bytes: below 0, room was taken. 0 of older
  // traces.
  int64_t sp_change = 0;
  // With what returns: the bits of registers that a call need not preserve, as flags in a control
  // word. None of older traces.
  std::vector<RegisterValue> free_bits{};
  template <typename F>
  static constexpr void fields(F&& f) {
    f("function", &Self::function), f("offset", &Self::offset), f("next", &Self::next);
    f("returned", &Self::returned);
    f("code", &Self::code), f("text", &Self::text), f("called", &Self::called);
    f("sp", &Self::sp), f("moved", &Self::moved), f("registers", &Self::registers);
    f("wrote_at", &Self::wrote_at), f("wrote", &Self::wrote);
    f("read_at", &Self::read_at), f("read", &Self::read);
    f("misaligned", &Self::misaligned), f("sp_change", &Self::sp_change);
    f("free_bits", &Self::free_bits);
  }
};

// The thread has come to the beginning of this line, of whoever runs there, and has not executed
// any of it. From the program's line table: any line, not only one that calls into the engine.
struct LineBegun {
  GREENLENS_FACT(LineBegun, 71, "line_begun", Stops(Grain::line), kNobody);
  SourceLine at;
  Address sp = kNull;  // the stack pointer
  // What is in scope there, inner blocks first, as it is before the line.
  std::vector<LocalValue> locals{};
  template <typename F>
  static constexpr void fields(F&& f) {
    f("at", &Self::at), f("sp", &Self::sp), f("locals", &Self::locals);
  }
};

using InstructionFacts = Family<InstructionExecuted, LineBegun>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_INSTRUCTION_FACTS_H_
