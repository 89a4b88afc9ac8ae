// Where the stack ends on which an address lies, in a program that does not say so.
#ifndef GREENLENS_TRACER_FOREIGN_STACK_PLACES_H_
#define GREENLENS_TRACER_FOREIGN_STACK_PLACES_H_

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tracer/drain/maps.h"
#include "tracer/facts/context_facts.h"
#include "tracer/foreign/program.h"

namespace greenlens::foreign {

// [low, high); low 0: not known.
struct StackPlace {
  facts::StackFoundBy by = facts::StackFoundBy::use;
  std::string where;  // the variable's name, or what the system calls the mapping
  uint64_t low = 0, high = 0;
};

// Reads a word of the program's memory; false where there is none.
using ReadWord = Program::ReadWord;

// The stack that the system gave to the thread with this stack pointer; none when it stands on
// another one. That of the program's first thread may grow to `most` bytes.
std::optional<StackPlace> thread_stack(const std::vector<drain::Mapped>& maps, bool is_first,
                                       uint64_t sp, uint64_t most);

// Any other one. `told` are those that somebody knows; they come first, then what is surest.
StackPlace other_stack(const Program& program, const std::vector<drain::Mapped>& maps,
                       const std::vector<Variable>& told, uint64_t sp, const ReadWord& read);

// What is known of one that lies in such a place together with others: that sp came to it.
StackPlace used_from(uint64_t sp, const StackPlace& place);

// The block of the C library's heap, which begins at `heap`, that has this address: [low, high).
// None where what lies there is no such heap.
std::optional<Variable> heap_block(uint64_t heap, uint64_t end, uint64_t address,
                                   const ReadWord& read);

// The soft limit of stacks, in bytes, that the system tells in /proc/PID/limits.
uint64_t stack_limit(const std::string& limits);

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_STACK_PLACES_H_
