// For walks up the stack: "DWARF for the Arm 64-bit Architecture" (AADWARF64), section 4.1.
#define _GNU_SOURCE
#include "arch/walk.h"

#include <signal.h>
#include <ucontext.h>

// 0 to 30: x0 to x30. 31: sp. 64 to 95: v0 to v31, of which a call preserves the low half of eight.
static const char* const kNames[] = {
    [19] = "x19", [20] = "x20", [21] = "x21", [22] = "x22", [23] = "x23",
    [24] = "x24", [25] = "x25", [26] = "x26", [27] = "x27", [28] = "x28",
    [29] = "x29", [72] = "d8",  [73] = "d9",  [74] = "d10", [75] = "d11",
    [76] = "d12", [77] = "d13", [78] = "d14", [79] = "d15"};

const arch_walk arch_this_cpus_walk = {
    .names = kNames,
    .name_count = sizeof kNames / sizeof kNames[0],
    .sp = 31,
    .return_address = 30,
    .cfa_above_sp = 0,
    .red_zone = 0,
    .has_unwind_information = 1,
};

void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument) {
  arch_registers here = {.known = 0xfff80000};  // x19 to x30, sp
  uint64_t sp;
  __asm__ volatile(
      "stp x19, x20, [%2, #152]\n\t"
      "stp x21, x22, [%2, #168]\n\t"
      "stp x23, x24, [%2, #184]\n\t"
      "stp x25, x26, [%2, #200]\n\t"
      "stp x27, x28, [%2, #216]\n\t"
      "stp x29, x30, [%2, #232]\n\t"
      "mov %1, sp\n\t"
      "adr %0, ."
      : "=&r"(here.pc), "=&r"(sp)
      : "r"(here.values)
      : "memory");
  here.values[31] = sp;
  walk(&here, argument);
  __asm__ volatile("" : : "r"(&here));  // no tail call: the frame is needed until here
}

void arch_interrupted(const void* context, arch_registers* registers) {
  const mcontext_t* saved = &((const ucontext_t*)context)->uc_mcontext;
  registers->pc = saved->pc;
  registers->known = 0xffffffff;
  for (int i = 0; i < 31; ++i) registers->values[i] = saved->regs[i];
  registers->values[31] = saved->sp;
}

// Linux takes away the unwind information of its trampoline, so that unwinders know it by its two
// instructions: "mov x8, 139" (rt_sigreturn), "svc 0".
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes) {
  if (pc % 4 != 0) return NULL;
  const uint32_t* code = (const uint32_t*)pc;
  if (code[0] != 0xd2801168 || code[1] != 0xd4000001) return NULL;
  *bytes = sizeof(ucontext_t);
  return (const void*)(sp + sizeof(siginfo_t));
}

// Signed by `paciasp`; the hint takes that off again, and does nothing where there is no such
// thing.
uint64_t arch_return_address(uint64_t stored) {
  register uint64_t address __asm__("x30") = stored;
  __asm__("hint 7" : "+r"(address));  // xpaclri
  return address;
}
