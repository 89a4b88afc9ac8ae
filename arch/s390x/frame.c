// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

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

arch_description arch_this_cpu = {
    .name = "s390x",
    .abi = "ELF s390x",
    .switch_source = "arch/s390x/switch.S",
    .stack_alignment = 8,
    .conventions = {.stack_pointer = "r15",
                    .link_register = "r14",
                    .arguments = "r2, r3",
                    .floating = "f",
                    .control = "fpc",
                    .callers_area = "the register save area, 160 bytes",
                    .below_frame = 160,
                    .back_chain = 1},
    .frame_size = 192,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_SYSZ, CS_MODE_BIG_ENDIAN. Version 4 lacks stfpc and lfpc.
    .disassembler = {.architecture = 6,
                     .mode = UINT32_C(1) << 31,
                     .syntax = 0,
                     .length_shift = 6,
                     .lengths = {2, 4, 4, 6}},
};
