// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

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

arch_description arch_this_cpu = {
    .name = "AArch64",
    .abi = "AAPCS64",
    .switch_source = "arch/aarch64/switch.S",
    .stack_alignment = 16,
    .conventions = {.stack_pointer = "sp",
                    .link_register = "x30",
                    .arguments = "x0, x1",
                    .floating = "d",
                    .control = "fpcr",
                    .signs_return = "paciasp"},
    .frame_size = 176,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_ARM64
    .disassembler =
        {.architecture = 1, .mode = 0, .syntax = 0, .length_shift = 0, .lengths = {4, 4, 4, 4}},
};
