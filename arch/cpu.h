// Between a folder arch/<cpu> and describe.c. Nobody else includes this.
#ifndef GREENLENS_ARCH_CPU_H_
#define GREENLENS_ARCH_CPU_H_

#include "arch/arch.h"

// In arch/<cpu>/frame.c: what only this CPU knows of the description. describe.c adds the rest
// before main begins; until then those fields are 0.
extern arch_description arch_this_cpu;

// In arch/<cpu>/switch.S: one row for each MARK, and the first byte of arch_switch and the first
// behind it. (The address of a function may be something else than that of its code.)
extern const arch_mark arch_switch_marks[5];
extern const unsigned char arch_switch_begin[], arch_switch_end[];

// For arch_probe_value: any bits will do, different in each word and for each seed.
uint64_t arch_probe_any_bits(int word, unsigned seed);

#endif  // GREENLENS_ARCH_CPU_H_
