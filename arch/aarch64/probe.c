// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

static const char* const kNames[] = {"x19", "x20", "x21", "x22", "x23", "x24", "x25",
                                     "x26", "x27", "x28", "x29", "d8",  "d9",  "d10",
                                     "d11", "d12", "d13", "d14", "d15", "fpcr"};
enum { kWords = sizeof kNames / sizeof kNames[0], kFpcr = kWords - 1 };

// fpcr: rounding mode, flush to zero, default NaN, alternative half precision (bits 22-26). Arm
// Architecture Reference Manual, C5.2.8.
static const unsigned kFpcrShift = 22;
static const uint64_t kFpcrBits = UINT64_C(0x1f) << 22;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) { return word == kFpcr ? kFpcrBits : ~UINT64_C(0); }

uint64_t arch_probe_value(int word, unsigned seed) {
  // No exception trapped, as programs start; 32 combinations of the free bits.
  if (word == kFpcr) return (uint64_t)(seed & 31) << kFpcrShift;
  return arch_probe_any_bits(word, seed);
}
