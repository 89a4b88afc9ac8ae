// For walks up the stack: System V AMD64 ABI, figure 3.36, "DWARF Register Number Mapping".
#define _GNU_SOURCE
#include "arch/walk.h"

#include <ucontext.h>

static const char* const kNames[] = {
    [3] = "rbx", [6] = "rbp", [12] = "r12", [13] = "r13", [14] = "r14", [15] = "r15"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 7,
    .return_address = ARCH_RETURN_ADDRESS_ON_STACK,
    .cfa_above_sp = 0,
    .red_zone = 128,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0x1f0c8};  // rbx, rbp, rsp, r12 to r15, rip
  __asm__ volatile(
      "movq %%rbx, 24(%1)\n\t"
      "movq %%rbp, 48(%1)\n\t"
      "movq %%rsp, 56(%1)\n\t"
      "movq %%r12, 96(%1)\n\t"
      "movq %%r13, 104(%1)\n\t"
      "movq %%r14, 112(%1)\n\t"
      "movq %%r15, 120(%1)\n\t"
      "leaq 0(%%rip), %0"
      : "=&r"(here.pc)
      : "r"(here.values)
      : "memory");
  here.values[16] = here.pc;
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  static const int numbers[16] = {REG_RAX, REG_RDX, REG_RCX, REG_RBX, REG_RSI, REG_RDI,
                                  REG_RBP, REG_RSP, REG_R8,  REG_R9,  REG_R10, REG_R11,
                                  REG_R12, REG_R13, REG_R14, REG_R15};
  const greg_t* saved = ((const ucontext_t*)context)->uc_mcontext.gregs;
  registers->pc = (uint64_t)saved[REG_RIP];
  registers->known = 0x1ffff;
  registers->values[16] = registers->pc;
  for (int i = 0; i < 16; ++i) registers->values[i] = (uint64_t)saved[numbers[i]];
}

// The C library's unwind information tells it.
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  (void)pc, (void)sp, (void)bytes;
  return NULL;
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
