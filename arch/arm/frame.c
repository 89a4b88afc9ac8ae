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
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S loads save from [r4, #0]");
_Static_assert(offsetof(arch_hooks, restore) == 4, "switch.S loads restore from [r4, #4]");

static const arch_slot kSlots[] = {
    {"d8", 0, 8, "callee-saved"},        {"d9", 8, 8, "callee-saved"},
    {"d10", 16, 8, "callee-saved"},      {"d11", 24, 8, "callee-saved"},
    {"d12", 32, 8, "callee-saved"},      {"d13", 40, 8, "callee-saved"},
    {"d14", 48, 8, "callee-saved"},      {"d15", 56, 8, "callee-saved"},
    {"fpscr", 64, 4, "FP control word"}, {"r4", 68, 4, "callee-saved"},
    {"r5", 72, 4, "callee-saved"},       {"r6", 76, 4, "callee-saved"},
    {"r7", 80, 4, "callee-saved"},       {"r8", 84, 4, "callee-saved"},
    {"r9", 88, 4, "callee-saved"},       {"r10", 92, 4, "callee-saved"},
    {"r11", 96, 4, "callee-saved"},      {"return address", 100, 4, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "ARM",
      .abi = "AAPCS-VFP",
      .switch_source = "arch/arm/switch.S",
      .pointer_size = 4,
      .stack_alignment = 8,
      .frame_size = 104,
      .slots = kSlots,
      .slot_count = sizeof kSlots / sizeof kSlots[0],
      .marks = arch_switch_marks,
      .mark_count = sizeof arch_switch_marks / sizeof arch_switch_marks[0],
      .code = NULL,
      .code_size = 0,
  };
  // Addresses of code are no constants in C. Every thread writes the same two values. Bit 0 of a
  // function's address says Thumb; the code itself begins at the even address.
  const unsigned char* code = (const unsigned char*)((uintptr_t)&arch_switch & ~(uintptr_t)1);
  __atomic_store_n(&description.code, code, __ATOMIC_RELAXED);
  __atomic_store_n(&description.code_size, (size_t)(arch_switch_end - code), __ATOMIC_RELAXED);
  return &description;
}
