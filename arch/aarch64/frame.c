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
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S loads save from [x19, #0]");
_Static_assert(offsetof(arch_hooks, restore) == 8, "switch.S loads restore from [x19, #8]");

static const arch_slot kSlots[] = {
    {"fpcr", 0, 8, "FP control word"},
    {"d8", 16, 8, "callee-saved"},
    {"d9", 24, 8, "callee-saved"},
    {"d10", 32, 8, "callee-saved"},
    {"d11", 40, 8, "callee-saved"},
    {"d12", 48, 8, "callee-saved"},
    {"d13", 56, 8, "callee-saved"},
    {"d14", 64, 8, "callee-saved"},
    {"d15", 72, 8, "callee-saved"},
    {"x19", 80, 8, "callee-saved"},
    {"x20", 88, 8, "callee-saved"},
    {"x21", 96, 8, "callee-saved"},
    {"x22", 104, 8, "callee-saved"},
    {"x23", 112, 8, "callee-saved"},
    {"x24", 120, 8, "callee-saved"},
    {"x25", 128, 8, "callee-saved"},
    {"x26", 136, 8, "callee-saved"},
    {"x27", 144, 8, "callee-saved"},
    {"x28", 152, 8, "callee-saved"},
    {"x29", 160, 8, "callee-saved"},
    {"return address", 168, 8, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "AArch64",
      .abi = "AAPCS64",
      .switch_source = "arch/aarch64/switch.S",
      .pointer_size = 8,
      .stack_alignment = 16,
      .frame_size = 176,
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
