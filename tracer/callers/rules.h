// Where a function's caller finds what it had in its registers, at one place in the function: what
// the instructions in its entry come to.
#ifndef GREENLENS_TRACER_CALLERS_RULES_H_
#define GREENLENS_TRACER_CALLERS_RULES_H_

#include <cstddef>
#include <cstdint>

#include "tracer/callers/function_entry.h"

namespace greenlens::callers {

// How to get at one value. `frame` is the frame's address (the CFA): by convention where sp was
// before the call.
struct Rule {
  enum class Kind : uint8_t {
    undefined,          // lost
    memory,             // at frame + offset
    frame_offset,       // is frame + offset
    in_register,        // what register `other` holds, plus offset
    memory_expression,  // where the expression says
    value_expression,   // what it says
  };
  Kind kind;
  uint16_t number;  // whose value
  uint16_t other;
  union {
    int64_t offset;
    const uint8_t* expression;  // a block (Bytes::block), all of which is there
  };
};

// Large, and of most nothing is ever used: what lies behind `count` is left as it is.
struct Rules {
  static constexpr size_t kMost = 64;
  Rule frame{};
  size_t count = 0;
  uint64_t return_address = 0;        // its number
  bool is_signal_trampoline = false;  // its caller did not call, but was interrupted
  Rule registers[kMost];              // ascending; of a register that is not here: it is as it was

  Rules() {}  // NOLINT: not `registers`
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;
  void become(const Rules& other);
  const Rule* of(uint64_t number) const;
};

// What holds when `code`, in the entry's function, is about to be executed. False when the
// instructions make no sense here.
bool rules_at(const FunctionEntry& entry, uint64_t code, Rules* rules);

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_RULES_H_
