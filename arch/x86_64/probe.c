// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

enum { kRbx, kRbp, kR12, kR13, kR14, kR15, kMxcsr, kX87, kWords };

static const char* const kNames[kWords] = {"rbx", "rbp", "r12",   "r13",
                                           "r14", "r15", "mxcsr", "x87 control word"};

// mxcsr: rounding control, flush to zero, denormals are zero (bits 13-15 and 6). Intel SDM volume
// 1, 10.2.3.
static const uint64_t kMxcsrBits = 0xe040;
// x87: rounding and precision control (bits 10-11 and 8-9). Intel SDM volume 1, 8.1.5.
static const uint64_t kX87Bits = 0x0f00;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kMxcsr) return kMxcsrBits;
  if (word == kX87) return kX87Bits;
  return ~UINT64_C(0);
}

uint64_t arch_probe_value(int word, unsigned seed) {
  if (word == kMxcsr) {
    // All exceptions masked, as programs start; 16 combinations of the free bits.
    return UINT64_C(0x1f80) | (uint64_t)(seed & 7) << 13 | (uint64_t)(seed >> 3 & 1) << 6;
  }
  if (word == kX87) {
    // Precision 01 is reserved: 12 combinations.
    static const uint64_t precision[3] = {0, 2, 3};
    return UINT64_C(0x003f) | (uint64_t)(seed & 3) << 10 | precision[seed / 4 % 3] << 8;
  }
  return arch_probe_any_bits(word, seed);
}
