// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

enum { kFpc = 16, kWords };

static const char* const kNames[kWords] = {"r6",  "r7",  "r8",  "r9",  "r10", "r11",
                                           "r12", "r13", "f8",  "f9",  "f10", "f11",
                                           "f12", "f13", "f14", "f15", "fpc"};

// fpc: exception masks and flags (bits 27-31 and 19-23), decimal and binary rounding modes (bits
// 4-6 and 0-2; of the latter, two are used here). z/Architecture Principles of Operation,
// "Floating-Point-Control Register", counts the bits from the other end.
static const uint64_t kFpcBits = 0xf8f80073;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kFpc) return kFpcBits;
  return ~UINT64_C(0);
}

uint64_t arch_probe_value(int word, unsigned seed) {
  if (word == kFpc) {
    // A mask traps when an exception happens, not when its flag is loaded.
    return (uint64_t)(seed * 11 & 0x1f) << 27 | (uint64_t)(seed * 7 & 0x1f) << 19 |
           (uint64_t)(seed >> 2 & 7) << 4 | (seed & 3);
  }
  return arch_probe_any_bits(word, seed);
}
