// The part of the probe that is the same for every CPU.
#include <stddef.h>

#include "arch/cpu.h"

// Every probe.S counts in words of a pointer's size.
#define AT_WORD(field, word) \
  _Static_assert(offsetof(arch_probe_call, field) == (word) * sizeof(void*), "see probe.S")
AT_WORD(call, 0);
AT_WORD(argument, 1);
AT_WORD(in, 2);
AT_WORD(out, 3);
AT_WORD(sp_before, 4);
AT_WORD(sp_after, 5);
AT_WORD(result, 6);

arch_probe_call* arch_probe_returning;

// splitmix64.
uint64_t arch_probe_any_bits(int word, unsigned seed) {
  uint64_t z = (uint64_t)seed * 128 + (uint64_t)word + UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}
