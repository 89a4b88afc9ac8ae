// For walks up the stack: "64-Bit ELF V2 ABI Specification", table 2.24, "Mappings of Common
// Registers". The link register has a number (65) beyond those that are followed: whoever
// interrupts a function that has not stored it does not learn who called.
#define _GNU_SOURCE
#include "arch/walk.h"

#include <ucontext.h>

static const char* const kNames[] = {
    [14] = "r14", [15] = "r15", [16] = "r16", [17] = "r17", [18] = "r18", [19] = "r19",
    [20] = "r20", [21] = "r21", [22] = "r22", [23] = "r23", [24] = "r24", [25] = "r25",
    [26] = "r26", [27] = "r27", [28] = "r28", [29] = "r29", [30] = "r30", [31] = "r31",
    [46] = "f14", [47] = "f15", [48] = "f16", [49] = "f17", [50] = "f18", [51] = "f19",
    [52] = "f20", [53] = "f21", [54] = "f22", [55] = "f23", [56] = "f24", [57] = "f25",
    [58] = "f26", [59] = "f27", [60] = "f28", [61] = "f29", [62] = "f30", [63] = "f31"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 1,
    .return_address = 65,
    .cfa_above_sp = 0,
    .red_zone = 288,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0xffffc002};  // r1, r14 to r31
  __asm__ volatile(
      "std 1, 8(%1)\n\t"
      "std 14, 112(%1)\n\t"
      "std 15, 120(%1)\n\t"
      "std 16, 128(%1)\n\t"
      "std 17, 136(%1)\n\t"
      "std 18, 144(%1)\n\t"
      "std 19, 152(%1)\n\t"
      "std 20, 160(%1)\n\t"
      "std 21, 168(%1)\n\t"
      "std 22, 176(%1)\n\t"
      "std 23, 184(%1)\n\t"
      "std 24, 192(%1)\n\t"
      "std 25, 200(%1)\n\t"
      "std 26, 208(%1)\n\t"
      "std 27, 216(%1)\n\t"
      "std 28, 224(%1)\n\t"
      "std 29, 232(%1)\n\t"
      "std 30, 240(%1)\n\t"
      "std 31, 248(%1)\n\t"
      "bcl 20, 31, 1f\n"
      "1:\n\t"
      "mflr %0"
      : "=&r"(here.pc)
      : "b"(here.values)
      : "lr", "memory");
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  const unsigned long* saved = ((const ucontext_t*)context)->uc_mcontext.gp_regs;
  registers->pc = saved[32];  // nip
  registers->known = 0xffffffff;
  for (int i = 0; i < 32; ++i) registers->values[i] = saved[i];
}

// The unwind information of Linux tells it.
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  (void)pc, (void)sp, (void)bytes;
  return NULL;
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
