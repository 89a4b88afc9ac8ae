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
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S calls what lies at 0(%r30) to save");
_Static_assert(offsetof(arch_hooks, restore) == 8,
               "switch.S calls what lies at 8(%r30) to restore");

static const arch_slot kSlots[] = {
    {"vscr", 0, 16, "vector control word"},
    {"v31", 16, 16, "callee-saved"},
    {"v30", 32, 16, "callee-saved"},
    {"v29", 48, 16, "callee-saved"},
    {"v28", 64, 16, "callee-saved"},
    {"v27", 80, 16, "callee-saved"},
    {"v26", 96, 16, "callee-saved"},
    {"v25", 112, 16, "callee-saved"},
    {"v24", 128, 16, "callee-saved"},
    {"v23", 144, 16, "callee-saved"},
    {"v22", 160, 16, "callee-saved"},
    {"v21", 176, 16, "callee-saved"},
    {"v20", 192, 16, "callee-saved"},
    {"fpscr", 208, 8, "FP control word"},
    {"vrsave", 216, 4, "vector registers in use"},
    {"f31", 224, 8, "callee-saved"},
    {"f30", 232, 8, "callee-saved"},
    {"f29", 240, 8, "callee-saved"},
    {"f28", 248, 8, "callee-saved"},
    {"f27", 256, 8, "callee-saved"},
    {"f26", 264, 8, "callee-saved"},
    {"f25", 272, 8, "callee-saved"},
    {"f24", 280, 8, "callee-saved"},
    {"f23", 288, 8, "callee-saved"},
    {"f22", 296, 8, "callee-saved"},
    {"f21", 304, 8, "callee-saved"},
    {"f20", 312, 8, "callee-saved"},
    {"f19", 320, 8, "callee-saved"},
    {"f18", 328, 8, "callee-saved"},
    {"f17", 336, 8, "callee-saved"},
    {"f16", 344, 8, "callee-saved"},
    {"f15", 352, 8, "callee-saved"},
    {"f14", 360, 8, "callee-saved"},
    {"r31", 368, 8, "callee-saved"},
    {"r30", 376, 8, "callee-saved"},
    {"r29", 384, 8, "callee-saved"},
    {"r28", 392, 8, "callee-saved"},
    {"r27", 400, 8, "callee-saved"},
    {"r26", 408, 8, "callee-saved"},
    {"r25", 416, 8, "callee-saved"},
    {"r24", 424, 8, "callee-saved"},
    {"r23", 432, 8, "callee-saved"},
    {"r22", 440, 8, "callee-saved"},
    {"r21", 448, 8, "callee-saved"},
    {"r20", 456, 8, "callee-saved"},
    {"r19", 464, 8, "callee-saved"},
    {"r18", 472, 8, "callee-saved"},
    {"r17", 480, 8, "callee-saved"},
    {"r16", 488, 8, "callee-saved"},
    {"r15", 496, 8, "callee-saved"},
    {"r14", 504, 8, "callee-saved"},
    {"r2", 512, 8, "TOC pointer"},
    {"cr", 536, 4, "callee-saved condition register"},
    {"return address", 544, 8, "return address"},
};

const arch_description* arch_describe(void) {
  static arch_description description = {
      .name = "ppc64le",
      .abi = "OpenPOWER ELF V2",
      .switch_source = "arch/ppc64le/switch.S",
      .pointer_size = 8,
      .stack_alignment = 16,
      .frame_size = 552,
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
