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
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S calls what lies at 0($s0) to save");
_Static_assert(offsetof(arch_hooks, restore) == 8, "switch.S calls what lies at 8($s0) to restore");

static const arch_slot kSlots[] = {
    {"fcsr", 0, 4, "FP control word"}, {"f31", 8, 8, "callee-saved"},
    {"f30", 16, 8, "callee-saved"},    {"f29", 24, 8, "callee-saved"},
    {"f28", 32, 8, "callee-saved"},    {"f27", 40, 8, "callee-saved"},
    {"f26", 48, 8, "callee-saved"},    {"f25", 56, 8, "callee-saved"},
    {"f24", 64, 8, "callee-saved"},    {"gp", 72, 8, "callee-saved address table"},
    {"s8", 80, 8, "callee-saved"},     {"s7", 88, 8, "callee-saved"},
    {"s6", 96, 8, "callee-saved"},     {"s5", 104, 8, "callee-saved"},
    {"s4", 112, 8, "callee-saved"},    {"s3", 120, 8, "callee-saved"},
    {"s2", 128, 8, "callee-saved"},    {"s1", 136, 8, "callee-saved"},
    {"s0", 144, 8, "callee-saved"},    {"return address", 152, 8, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "mips64el",
      .abi = "MIPS N64",
      .switch_source = "arch/mips64el/switch.S",
      .pointer_size = 8,
      .stack_alignment = 16,
      .frame_size = 160,
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
