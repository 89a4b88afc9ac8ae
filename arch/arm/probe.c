// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

static const char* const kNames[] = {"r4", "r5",  "r6",  "r7",  "r8",  "r9",  "r10", "r11",  "d8",
                                     "d9", "d10", "d11", "d12", "d13", "d14", "d15", "fpscr"};
enum { kWords = sizeof kNames / sizeof kNames[0], kD8 = 8, kFpscr = kWords - 1 };

// fpscr: rounding mode, flush to zero, default NaN (bits 22-25). Arm Architecture Reference Manual
// for ARMv7-A, A2.5.3.
static const unsigned kFpscrShift = 22;
static const uint64_t kFpscrBits = UINT64_C(0xf) << 22;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kFpscr) return kFpscrBits;
  return word < kD8 ? UINT32_MAX : UINT64_MAX;
}

uint64_t arch_probe_value(int word, unsigned seed) {
  // No exception trapped, as programs start; 16 combinations of the free bits.
  if (word == kFpscr) return (uint64_t)(seed & 15) << kFpscrShift;
  return arch_probe_any_bits(word, seed) & arch_probe_mask(word);
}
