// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

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

arch_description arch_this_cpu = {
    .name = "riscv64",
    .abi = "RISC-V psABI, lp64d",
    .switch_source = "arch/riscv64/switch.S",
    .stack_alignment = 16,
    .conventions = {.stack_pointer = "sp",
                    .link_register = "ra",
                    .arguments = "a0, a1",
                    .floating = "fs",
                    .control = "fcsr"},
    .frame_size = 208,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_RISCV, CS_MODE_RISCV64 and CS_MODE_RISCVC; since Capstone 5
    .disassembler = {.architecture = 15,
                     .mode = 1 << 1 | 1 << 2,
                     .syntax = 0,
                     .length_shift = 0,
                     .lengths = {2, 2, 2, 4}},
};
