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
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S calls what lies at 0(%r10) to save");
_Static_assert(offsetof(arch_hooks, restore) == 8,
               "switch.S calls what lies at 8(%r10) to restore");

static const arch_slot kSlots[] = {
    {"fpc", 0, 4, "FP control word"}, {"f15", 8, 8, "callee-saved"},
    {"f14", 16, 8, "callee-saved"},   {"f13", 24, 8, "callee-saved"},
    {"f12", 32, 8, "callee-saved"},   {"f11", 40, 8, "callee-saved"},
    {"f10", 48, 8, "callee-saved"},   {"f9", 56, 8, "callee-saved"},
    {"f8", 64, 8, "callee-saved"},    {"r6", 120, 8, "callee-saved"},
    {"r7", 128, 8, "callee-saved"},   {"r8", 136, 8, "callee-saved"},
    {"r9", 144, 8, "callee-saved"},   {"r10", 152, 8, "callee-saved"},
    {"r11", 160, 8, "callee-saved"},  {"r12", 168, 8, "callee-saved"},
    {"r13", 176, 8, "callee-saved"},  {"return address", 184, 8, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "s390x",
      .abi = "ELF s390x",
      .switch_source = "arch/s390x/switch.S",
      .pointer_size = 8,
      .stack_alignment = 8,
      .frame_size = 192,
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
