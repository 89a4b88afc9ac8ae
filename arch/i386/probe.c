// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

// mxcsr comes last: where there is no SSE, there is one word less.
enum { kEbx, kEbp, kEsi, kEdi, kX87, kMxcsr };
extern int arch_has_sse;  // frame.c

static const char* const kNames[] = {"ebx", "ebp", "esi", "edi", "x87 control word", "mxcsr"};

// x87: rounding and precision control (bits 10-11 and 8-9). Intel SDM volume 1, 8.1.5.
static const uint64_t kX87Bits = 0x0f00;
// mxcsr: rounding control and flush to zero (bits 13-15). Intel SDM volume 1, 10.2.3. The first
// processors with SSE fault on more (denormals are zero, bit 6).
static const uint64_t kMxcsrBits = 0xe000;

int arch_probe_words(void) { return arch_has_sse ? kMxcsr + 1 : kMxcsr; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kMxcsr) return kMxcsrBits;
  if (word == kX87) return kX87Bits;
  return UINT32_MAX;
}

uint64_t arch_probe_value(int word, unsigned seed) {
  // All exceptions masked, as programs start; 8 combinations of the free bits.
  if (word == kMxcsr) return UINT64_C(0x1f80) | (uint64_t)(seed & 7) << 13;
  if (word == kX87) {
    // Precision 01 is reserved: 12 combinations.
    static const uint64_t precision[3] = {0, 2, 3};
    return UINT64_C(0x003f) | (uint64_t)(seed & 3) << 10 | precision[seed / 4 % 3] << 8;
  }
  return arch_probe_any_bits(word, seed) & UINT32_MAX;
}
