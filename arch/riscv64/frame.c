// The frame picture of switch.S as data. tests/arch compares the two.
#include <stddef.h>

#include "arch/arch.h"

// Both stand in switch.S.
extern const arch_mark arch_switch_marks[5];
extern const unsigned char arch_switch_end[];

// The assembler writes arch_switch_marks by hand.
_Static_assert(sizeof(arch_mark) == 24, "switch.S writes 24 bytes for a mark");
_Static_assert(offsetof(arch_mark, name) == 0, "switch.S puts the name first");
_Static_assert(offsetof(arch_mark, address) == 8, "switch.S puts the address after the name");
_Static_assert(offsetof(arch_mark, line) == 16, "switch.S puts the line last");
// So are the two calls.
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S calls what lies at 0(s1) to save");
_Static_assert(offsetof(arch_hooks, restore) == 8, "switch.S calls what lies at 8(s1) to restore");

static const arch_slot kSlots[] = {
    {"fcsr", 0, 4, "FP control word"}, {"fs11", 8, 8, "callee-saved"},
    {"fs10", 16, 8, "callee-saved"},   {"fs9", 24, 8, "callee-saved"},
    {"fs8", 32, 8, "callee-saved"},    {"fs7", 40, 8, "callee-saved"},
    {"fs6", 48, 8, "callee-saved"},    {"fs5", 56, 8, "callee-saved"},
    {"fs4", 64, 8, "callee-saved"},    {"fs3", 72, 8, "callee-saved"},
    {"fs2", 80, 8, "callee-saved"},    {"fs1", 88, 8, "callee-saved"},
    {"fs0", 96, 8, "callee-saved"},    {"s11", 104, 8, "callee-saved"},
    {"s10", 112, 8, "callee-saved"},   {"s9", 120, 8, "callee-saved"},
    {"s8", 128, 8, "callee-saved"},    {"s7", 136, 8, "callee-saved"},
    {"s6", 144, 8, "callee-saved"},    {"s5", 152, 8, "callee-saved"},
    {"s4", 160, 8, "callee-saved"},    {"s3", 168, 8, "callee-saved"},
    {"s2", 176, 8, "callee-saved"},    {"s1", 184, 8, "callee-saved"},
    {"s0", 192, 8, "callee-saved"},    {"return address", 200, 8, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "riscv64",
      .abi = "RISC-V psABI, lp64d",
      .switch_source = "arch/riscv64/switch.S",
      .pointer_size = 8,
      .stack_alignment = 16,
      .frame_size = 208,
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
