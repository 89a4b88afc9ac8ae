// The frame picture of switch.S as data. tests/arch compares the two.
#include <stddef.h>

#include "arch/arch.h"

// Both stand in switch.S.
extern const arch_mark arch_switch_marks[5];
extern const unsigned char arch_switch_end[];

// The assembler writes arch_switch_marks by hand.
_Static_assert(sizeof(arch_mark) == 12, "switch.S writes 12 bytes for a mark");
_Static_assert(offsetof(arch_mark, name) == 0, "switch.S puts the name first");
_Static_assert(offsetof(arch_mark, address) == 4, "switch.S puts the address after the name");
_Static_assert(offsetof(arch_mark, line) == 8, "switch.S puts the line last");
// So are the two calls.
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S calls *0(%ebx) to save");
_Static_assert(offsetof(arch_hooks, restore) == 4, "switch.S calls *4(%ebx) to restore");

// Read by switch.S, probe.S and probe.c: does this processor have SSE, and with it mxcsr? Found out
// once, before anything of the program can switch.
__attribute__((visibility("hidden"))) int arch_has_sse;

__attribute__((constructor(101))) static void look_for_sse(void) {
  __builtin_cpu_init();
  arch_has_sse = __builtin_cpu_supports("sse") != 0;
}

static const arch_slot kSlots[] = {
    {"mxcsr", 0, 4, "SSE control word"},
    {"x87 control word", 4, 2, "x87 control word"},
    {"edi", 8, 4, "callee-saved"},
    {"esi", 12, 4, "callee-saved"},
    {"ebx", 16, 4, "callee-saved"},
    {"ebp", 20, 4, "callee-saved"},
    {"return address", 28, 4, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "i386",
      .abi = "System V i386",
      .switch_source = "arch/i386/switch.S",
      .pointer_size = 4,
      .stack_alignment = 16,
      .frame_size = 32,
      .slots = kSlots,
      .slot_count = sizeof kSlots / sizeof kSlots[0],
      .marks = arch_switch_marks,
      .mark_count = sizeof arch_switch_marks / sizeof arch_switch_marks[0],
      .code = NULL,
      .code_size = 0,
  };
  // Addresses of code are no constants in C. Every thread writes the same two values.
  __atomic_store_n(&description.code, (const unsigned char*)(uintptr_t)&arch_switch,
                   __ATOMIC_RELAXED);
  __atomic_store_n(&description.code_size,
                   (size_t)(arch_switch_end - (const unsigned char*)(uintptr_t)&arch_switch),
                   __ATOMIC_RELAXED);
  return &description;
}
