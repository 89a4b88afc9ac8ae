// For walks up the stack: 32-bit Arm has tables of another kind (EHABI, the Exception Handling
// ABI), which nobody here reads: of a stack no more is known than where it was interrupted.
#define _GNU_SOURCE
#include "arch/walk.h"

#include <ucontext.h>

const arch_walk arch_this_cpus_walk = {
    .names = NULL,
    .name_count = 0,
    .sp = 13,
    .return_address = 14,
    .cfa_above_sp = 0,
    .red_zone = 0,
    .has_unwind_information = 0,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0x2000};  // sp
  here.values[13] = (uintptr_t)__builtin_frame_address(0);
  here.pc = (uintptr_t)arch_from_here;
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  const mcontext_t* saved = &((const ucontext_t*)context)->uc_mcontext;
  registers->pc = saved->arm_pc;
  registers->known = 1u << 13;
  registers->values[13] = saved->arm_sp;
}

const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  (void)pc, (void)sp, (void)bytes;
  return NULL;
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
