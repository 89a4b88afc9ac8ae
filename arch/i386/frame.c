// The frame picture of switch.S as data, and what else only this CPU knows. tests/arch compares the
// two.
#include "arch/cpu.h"

// Read by switch.S, probe.S and probe.c: does this processor have SSE, and with it mxcsr? Found out
// once, before anything of the program can switch.
__attribute__((visibility("hidden"))) int arch_has_sse;

__attribute__((constructor(101))) static void look_for_sse(void) {
  __builtin_cpu_init();
  arch_has_sse = __builtin_cpu_supports("sse") != 0;
}

static const arch_slot kSlots[] = {
    {"mxcsr", 0, 4, "SSE control word"},
    {"x87 control word", 4, 2, "x87 control word"},
    {"edi", 8, 4, "callee-saved"},
    {"esi", 12, 4, "callee-saved"},
    {"ebx", 16, 4, "callee-saved"},
    {"ebp", 20, 4, "callee-saved"},
    {"return address", 28, 4, "return address"},
};

arch_description arch_this_cpu = {
    .name = "i386",
    .abi = "System V i386",
    .switch_source = "arch/i386/switch.S",
    .stack_alignment = 16,
    .conventions = {.stack_pointer = "esp", .control = "mxcsr, x87 control word"},
    .frame_size = 32,
    .slots = kSlots,
    .slot_count = sizeof kSlots / sizeof kSlots[0],
    // CS_ARCH_X86, CS_MODE_32, CS_OPT_SYNTAX_ATT: as switch.S is written
    .disassembler = {.architecture = 3, .mode = 1 << 2, .syntax = 2},
};
