// Functions that may switch stacks, for who was not told which do: those with an instruction that
// puts something into the stack pointer that is no part of a usual frame.
#ifndef GREENLENS_TRACER_FOREIGN_CANDIDATES_H_
#define GREENLENS_TRACER_FOREIGN_CANDIDATES_H_

#include <string_view>

#include "tracer/step/decoder.h"

namespace greenlens::foreign {

// Of one instruction in AT&T syntax, as the decoder has it: "movq (%rsi), %rsp", but not
// "movq %rbp, %rsp", "addq $8, %rsp", "subq %rax, %rsp", "leaq -0x28(%rbp), %rsp".
bool may_leave_the_stack(std::string_view text);

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_CANDIDATES_H_
