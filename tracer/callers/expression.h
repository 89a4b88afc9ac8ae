// DWARF expressions, by which unwind information says what has no simpler rule: where a signal's
// trampoline has the registers, how far a stub for calls into libraries has come, what a frame
// that was aligned anew began at.
#ifndef GREENLENS_TRACER_CALLERS_EXPRESSION_H_
#define GREENLENS_TRACER_CALLERS_EXPRESSION_H_

#include <cstdint>

#include "arch/walk.h"
#include "tracer/callers/bytes.h"
#include "tracer/callers/stack_bytes.h"

namespace greenlens::callers {

// The value at the end. `frame`: what lies on the expression's own stack first, or nullptr. False
// when it makes no sense, asks for a register that is not known, or reads what is not on the stack.
bool evaluate(Bytes expression, const arch_registers& registers, const StackBytes& stack,
              const uint64_t* frame, uint64_t* value);

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_EXPRESSION_H_
