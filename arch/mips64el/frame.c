// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

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

arch_description arch_this_cpu = {
    .name = "mips64el",
    .abi = "MIPS N64",
    .switch_source = "arch/mips64el/switch.S",
    .stack_alignment = 16,
    .conventions = {.stack_pointer = "sp",
                    .link_register = "ra",
                    .arguments = "a0, a1",
                    .floating = "f",
                    .control = "fcsr",
                    .own_address = "t9",
                    .data_register = "gp",
                    .executes_behind_branches = 1},
    .frame_size = 160,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_MIPS, CS_MODE_MIPS64
    .disassembler = {.architecture = 2,
                     .mode = 1 << 3,
                     .syntax = 0,
                     .length_shift = 0,
                     .lengths = {4, 4, 4, 4}},
};
