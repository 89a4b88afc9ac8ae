// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include <stddef.h>
#include <sys/user.h>

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

#define GENERAL(name, member, dwarf) \
  { name, 1, offsetof(struct user_regs_struct, member), 8, dwarf, 0 }
#define FLOATING(name, member, size, status) \
  { name, 2, offsetof(struct user_fpregs_struct, member), size, -1, status }

static const arch_register kRegisters[] = {
    GENERAL("rax", rax, 0),
    GENERAL("rbx", rbx, 3),
    GENERAL("rcx", rcx, 2),
    GENERAL("rdx", rdx, 1),
    GENERAL("rsi", rsi, 4),
    GENERAL("rdi", rdi, 5),
    GENERAL("rbp", rbp, 6),
    GENERAL("rsp", rsp, 7),
    GENERAL("r8", r8, 8),
    GENERAL("r9", r9, 9),
    GENERAL("r10", r10, 10),
    GENERAL("r11", r11, 11),
    GENERAL("r12", r12, 12),
    GENERAL("r13", r13, 13),
    GENERAL("r14", r14, 14),
    GENERAL("r15", r15, 15),
    GENERAL("rip", rip, 16),
    GENERAL("eflags", eflags, -1),
    FLOATING("mxcsr", mxcsr, 4, 0x3f),
    FLOATING("x87 control word", cwd, 2, 0),
};
static const unsigned char kInt3[] = {0xcc};

arch_description arch_this_cpu = {
    .name = "x86-64",
    .abi = "System V AMD64",
    .switch_source = "arch/x86_64/switch.S",
    .stack_alignment = 16,
    .conventions = {.stack_pointer = "rsp",
                    .arguments = "rdi, rsi",
                    .control = "mxcsr, x87 control word",
                    .red_zone = 128},
    .frame_size = 64,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_X86, CS_MODE_64, CS_OPT_SYNTAX_ATT: as switch.S is written
    .disassembler = {.architecture = 3, .mode = 1 << 3, .syntax = 2},
    .stepping = {.registers = kRegisters,
                 .register_count = sizeof kRegisters / sizeof kRegisters[0],
                 .pc = 16,
                 .sp = 7,
                 .breakpoint = kInt3,
                 .breakpoint_size = sizeof kInt3,
                 .behind_breakpoint = 1,
                 .pushed_by_call = 8},
};
