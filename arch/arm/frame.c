// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

// One text, two instruction sets: what the compiler makes, switch.S became too.
#ifdef __thumb__
enum { kMode = 1 << 4 };  // CS_MODE_THUMB
#else
enum { kMode = 0 };  // CS_MODE_ARM
#endif

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

arch_description arch_this_cpu = {
    .name = "ARM",
    .abi = "AAPCS-VFP",
    .switch_source = "arch/arm/switch.S",
    .stack_alignment = 8,
    .conventions = {.stack_pointer = "sp",
                    .link_register = "lr",
                    .arguments = "r0, r1",
                    .floating = "d",
                    .control = "fpscr"},
    .frame_size = 104,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_ARM
    .disassembler = {.architecture = 0, .mode = kMode, .syntax = 0},
};
