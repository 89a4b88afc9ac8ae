// What the stepper has to know of the CPU that it runs on: how to read a stopped thread's
// registers, and what stops one.
#ifndef GREENLENS_TRACER_STEP_NATIVE_CPU_H_
#define GREENLENS_TRACER_STEP_NATIVE_CPU_H_

#include <sys/types.h>

#include <cstdint>
#include <string_view>

#include "tracer/step/cpu.h"

namespace greenlens::step {

// What there is to know of it.
Cpu native_cpu();

// Whether programs can be stepped on this CPU.
bool can_step();
// The instruction that stops whoever comes to it, and how far behind its address pc stands then.
std::string_view breakpoint();
uint64_t behind_breakpoint();

// Of a thread that this one traces and that stands still: false when it is gone.
bool read_registers(pid_t thread, Registers* registers);
bool set_pc(pid_t thread, uint64_t pc);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_NATIVE_CPU_H_
