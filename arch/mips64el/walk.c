// For walks up the stack: n64 ABI; registers have their own numbers, floating-point ones those from
// 32 on.
#define _GNU_SOURCE
#include "arch/walk.h"

#include <ucontext.h>

static const char* const kNames[] = {
    [16] = "s0",  [17] = "s1",  [18] = "s2",  [19] = "s3",  [20] = "s4",  [21] = "s5",
    [22] = "s6",  [23] = "s7",  [28] = "gp",  [30] = "s8",  [56] = "f24", [57] = "f25",
    [58] = "f26", [59] = "f27", [60] = "f28", [61] = "f29", [62] = "f30", [63] = "f31"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 29,
    .return_address = 31,
    .cfa_above_sp = 0,
    .red_zone = 0,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0xf0ff0000};  // s0 to s7, gp, sp, s8, ra
  __asm__ volatile(
      "sd $16, 128(%1)\n\t"
      "sd $17, 136(%1)\n\t"
      "sd $18, 144(%1)\n\t"
      "sd $19, 152(%1)\n\t"
      "sd $20, 160(%1)\n\t"
      "sd $21, 168(%1)\n\t"
      "sd $22, 176(%1)\n\t"
      "sd $23, 184(%1)\n\t"
      "sd $28, 224(%1)\n\t"
      "sd $29, 232(%1)\n\t"
      "sd $30, 240(%1)\n\t"
      "sd $31, 248(%1)\n\t"
      ".set push\n\t"
      ".set noreorder\n\t"
      "bal 1f\n\t"
      "nop\n"
      "1:\n\t"
      "move %0, $31\n\t"
      ".set pop"
      : "=&r"(here.pc)
      : "r"(here.values)
      : "$31", "memory");
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  const mcontext_t* saved = &((const ucontext_t*)context)->uc_mcontext;
  registers->pc = saved->pc;
  registers->known = 0xffffffff;
  for (int i = 0; i < 32; ++i) registers->values[i] = saved->gregs[i];
}

// Unwind information does not tell it, and here nobody knows Linux's trampoline: a walk ends there.
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  (void)pc, (void)sp, (void)bytes;
  return NULL;
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
