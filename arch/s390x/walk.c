// For walks up the stack: "s390x ELF Application Binary Interface", table 1.21, "DWARF Register
// Number Mapping". What it calls the frame's address lies above the 160 bytes that each caller
// leaves for those it calls.
#define _GNU_SOURCE
#include "arch/walk.h"

#include <string.h>
#include <ucontext.h>

static const char* const kNames[] = {
    [6] = "r6",   [7] = "r7",   [8] = "r8",   [9] = "r9",   [10] = "r10", [11] = "r11",
    [12] = "r12", [13] = "r13", [24] = "f8",  [25] = "f10", [26] = "f12", [27] = "f14",
    [28] = "f9",  [29] = "f11", [30] = "f13", [31] = "f15"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 15,
    .return_address = 14,
    .cfa_above_sp = 160,
    .red_zone = 0,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0xffc0};  // r6 to r15
  __asm__ volatile(
      "stmg %%r6, %%r15, 48(%1)\n\t"
      "larl %0, 1f\n"
      "1:"
      : "=&a"(here.pc)
      : "a"(here.values)
      : "memory");
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  const mcontext_t* saved = &((const ucontext_t*)context)->uc_mcontext;
  registers->pc = saved->psw.addr;
  registers->known = 0xffffffff;
  for (int i = 0; i < 16; ++i) registers->values[i] = saved->gregs[i];
  // Where functions that call nobody put general registers aside.
  static const int numbers[16] = {16, 20, 17, 21, 18, 22, 19, 23, 24, 28, 25, 29, 26, 30, 27, 31};
  for (int i = 0; i < 16; ++i) {
    memcpy(&registers->values[numbers[i]], &saved->fpregs.fprs[i], sizeof(uint64_t));
  }
}

// The unwind information of Linux tells it.
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  (void)pc, (void)sp, (void)bytes;
  return NULL;
}

uint64_t arch_return_address(uint64_t stored) { return stored; }
