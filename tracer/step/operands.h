// What an instruction's words say of memory and registers, for CPUs whose disassembler does not
// say it otherwise: "sd ra,8(sp)", "stp x19, x20, [sp, #-16]!", "push {r4, r5, lr}".
#ifndef GREENLENS_TRACER_STEP_OPERANDS_H_
#define GREENLENS_TRACER_STEP_OPERANDS_H_

#include "tracer/step/cpu.h"
#include "tracer/step/decoder.h"

namespace greenlens::step {

// Fills in memory, writes and whether it calls, by the CPU's own tables of instructions that touch
// memory and that call. What is not in them stays as it is.
void read_operands(const Cpu& cpu, Decoded* instruction);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_OPERANDS_H_
