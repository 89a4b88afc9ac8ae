// The part of a description that is made in the same way for every CPU.
#include <stddef.h>

#include "arch/cpu.h"

// Every switch.S writes arch_switch_marks by hand, in words of a pointer's size ...
_Static_assert(sizeof(arch_mark) == 3 * sizeof(void*), "switch.S writes three words for a mark");
_Static_assert(offsetof(arch_mark, name) == 0, "switch.S puts the name first");
_Static_assert(offsetof(arch_mark, address) == sizeof(void*), "the address comes second");
_Static_assert(offsetof(arch_mark, line) == 2 * sizeof(void*), "the line comes last");
// ... and so it reads the hooks.
_Static_assert(offsetof(arch_hooks, save) == 0, "switch.S calls the first word to save");
_Static_assert(offsetof(arch_hooks, restore) == sizeof(void*),
               "switch.S calls the second to restore");

// Differences of addresses are no constants in C. Before the first constructor of the program:
// nobody can ask earlier.
__attribute__((constructor(101))) static void complete(void) {
  arch_this_cpu.pointer_size = sizeof(void*);
  arch_this_cpu.marks = arch_switch_marks;
  arch_this_cpu.mark_count = sizeof arch_switch_marks / sizeof arch_switch_marks[0];
  arch_this_cpu.code = arch_switch_begin;
  arch_this_cpu.code_size = (size_t)(arch_switch_end - arch_switch_begin);
}

const arch_description* arch_describe(void) { return &arch_this_cpu; }
