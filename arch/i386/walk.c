// For walks up the stack: System V Intel386 ABI, table 2.14, "DWARF Register Number Mapping".
#define _GNU_SOURCE
#include "arch/walk.h"

#include <ucontext.h>

static const char* const kNames[] = {[3] = "ebx", [5] = "ebp", [6] = "esi", [7] = "edi"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 4,
    .return_address = ARCH_RETURN_ADDRESS_ON_STACK,
    .cfa_above_sp = 0,
    .red_zone = 0,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0x1f8};  // ebx, esp, ebp, esi, edi, eip
  uint32_t pc;
  __asm__ volatile(
      "movl %%ebx, 24(%1)\n\t"
      "movl %%esp, 32(%1)\n\t"
      "movl %%ebp, 40(%1)\n\t"
      "movl %%esi, 48(%1)\n\t"
      "movl %%edi, 56(%1)\n\t"
      "call 1f\n"
      "1:\n\t"
      "popl %0"
      : "=&r"(pc)
      : "r"(here.values)
      : "memory");
  here.pc = here.values[8] = pc;
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  static const int numbers[9] = {REG_EAX, REG_ECX, REG_EDX, REG_EBX, REG_ESP,
                                 REG_EBP, REG_ESI, REG_EDI, REG_EIP};
  const greg_t* saved = ((const ucontext_t*)context)->uc_mcontext.gregs;
  registers->known = 0x1ff;
  for (int i = 0; i < 9; ++i) registers->values[i] = (uint32_t)saved[numbers[i]];
  registers->pc = registers->values[8];
}

// The unwind information of the C library and of Linux tells it.
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  (void)pc, (void)sp, (void)bytes;
  return NULL;
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
