// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

static const arch_slot kSlots[] = {
    {"mxcsr", 0, 4, "SSE control word"},
    {"x87 control word", 4, 2, "x87 control word"},
    {"r15", 8, 8, "callee-saved"},
    {"r14", 16, 8, "callee-saved"},
    {"r13", 24, 8, "callee-saved"},
    {"r12", 32, 8, "callee-saved"},
    {"rbx", 40, 8, "callee-saved"},
    {"rbp", 48, 8, "callee-saved"},
    {"return address", 56, 8, "return address"},
};

arch_description arch_this_cpu = {
    .name = "x86-64",
    .abi = "System V AMD64",
    .switch_source = "arch/x86_64/switch.S",
    .stack_alignment = 16,
    .frame_size = 64,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_X86, CS_MODE_64, CS_OPT_SYNTAX_ATT: as switch.S is written
    .disassembler = {.architecture = 3, .mode = 1 << 3, .syntax = 2},
};
