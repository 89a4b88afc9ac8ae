// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

enum { kFcsr = 18, kWords };

static const char* const kNames[kWords] = {"s0",  "s1",  "s2",  "s3",  "s4",  "s5",  "s6",
                                           "s7",  "s8",  "gp",  "f24", "f25", "f26", "f27",
                                           "f28", "f29", "f30", "f31", "fcsr"};

// fcsr: rounding mode (bits 0-1), flags (2-6), exception masks (7-11), flush to zero (24). MIPS64
// Architecture For Programmers volume I, "Floating Point Control and Status Register".
static const uint64_t kFcsrBits = 0x1000fff;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kFcsr) return kFcsrBits;
  return ~UINT64_C(0);
}

uint64_t arch_probe_value(int word, unsigned seed) {
  if (word == kFcsr) {
    // The cause bits (12-17) stay clear: together with their masks they would trap.
    return (uint64_t)(seed >> 2 & 1) << 24 | (uint64_t)(seed * 11 & 0x1f) << 7 |
           (uint64_t)(seed * 7 & 0x1f) << 2 | (seed & 3);
  }
  return arch_probe_any_bits(word, seed);
}
