// For walks up the stack: "RISC-V DWARF Specification", table 1, "DWARF register number encodings".
#define _GNU_SOURCE
#include "arch/walk.h"

#include <signal.h>
#include <ucontext.h>

static const char* const kNames[] = {
    [8] = "s0",   [9] = "s1",   [18] = "s2",  [19] = "s3",  [20] = "s4",   [21] = "s5",
    [22] = "s6",  [23] = "s7",  [24] = "s8",  [25] = "s9",  [26] = "s10",  [27] = "s11",
    [40] = "fs0", [41] = "fs1", [50] = "fs2", [51] = "fs3", [52] = "fs4",  [53] = "fs5",
    [54] = "fs6", [55] = "fs7", [56] = "fs8", [57] = "fs9", [58] = "fs10", [59] = "fs11"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 2,
    .return_address = 1,
    .cfa_above_sp = 0,
    .red_zone = 0,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0xffc0306};  // ra, sp, s0 to s11
  __asm__ volatile(
      "sd ra, 8(%1)\n\t"
      "sd sp, 16(%1)\n\t"
      "sd s0, 64(%1)\n\t"
      "sd s1, 72(%1)\n\t"
      "sd s2, 144(%1)\n\t"
      "sd s3, 152(%1)\n\t"
      "sd s4, 160(%1)\n\t"
      "sd s5, 168(%1)\n\t"
      "sd s6, 176(%1)\n\t"
      "sd s7, 184(%1)\n\t"
      "sd s8, 192(%1)\n\t"
      "sd s9, 200(%1)\n\t"
      "sd s10, 208(%1)\n\t"
      "sd s11, 216(%1)\n\t"
      "auipc %0, 0"
      : "=&r"(here.pc)
      : "r"(here.values)
      : "memory");
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  const unsigned long* saved = ((const ucontext_t*)context)->uc_mcontext.__gregs;
  registers->pc = saved[REG_PC];
  registers->known = 0xffffffff;
  for (int i = 1; i < 32; ++i) registers->values[i] = saved[i];
}

// Linux gives its trampoline no unwind information, so that unwinders know it by its two
// instructions: "li a7, 139" (rt_sigreturn), "ecall".
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  if (pc % 4 != 0) return NULL;
  const uint32_t* code = (const uint32_t*)pc;
  if (code[0] != 0x08b00893 || code[1] != 0x00000073) return NULL;
  *bytes = sizeof(ucontext_t);
  return (const void*)(sp + sizeof(siginfo_t));
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
