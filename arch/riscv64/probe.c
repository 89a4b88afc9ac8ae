// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

enum { kS0 = 0, kFs0 = 12, kFcsr = 24, kWords };

static const char* const kNames[kWords] = {
    "s0",  "s1",  "s2",  "s3",  "s4",  "s5",  "s6",  "s7",  "s8",  "s9",   "s10",  "s11", "fs0",
    "fs1", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11", "fcsr"};

// fcsr: rounding mode (frm, bits 5-7) and exception flags (bits 0-4). RISC-V unprivileged
// ISA, 11.2.
static const uint64_t kFcsrBits = 0xff;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kFcsr) return kFcsrBits;
  return ~UINT64_C(0);
}

uint64_t arch_probe_value(int word, unsigned seed) {
  // Five rounding modes; 5 to 7 are reserved. The flags trap nothing.
  if (word == kFcsr) return (uint64_t)(seed % 5) << 5 | (seed / 5 & 0x1f);
  return arch_probe_any_bits(word, seed);
}
