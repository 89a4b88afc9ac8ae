// What probe.S loads and stores, word by word: names, and values that the hardware accepts.
#include "arch/cpu.h"

enum { kCr = 19, kFpscr = 38, kVrsave, kVscr, kV20, kWords = kV20 + 24 };

// A vector register is two words.
static const char* const kNames[kWords] = {
    "r2",     "r14",  "r15", "r16", "r17", "r18", "r19", "r20", "r21", "r22", "r23", "r24", "r25",
    "r26",    "r27",  "r28", "r29", "r30", "r31", "cr",  "f14", "f15", "f16", "f17", "f18", "f19",
    "f20",    "f21",  "f22", "f23", "f24", "f25", "f26", "f27", "f28", "f29", "f30", "f31", "fpscr",
    "vrsave", "vscr", "v20", "v20", "v21", "v21", "v22", "v22", "v23", "v23", "v24", "v24", "v25",
    "v25",    "v26",  "v26", "v27", "v27", "v28", "v28", "v29", "v29", "v30", "v30", "v31", "v31"};

// cr2 to cr4: bits 12 to 23 of what mfcr reads. ELF V2 ABI, 2.2.1.
static const uint64_t kCrBits = 0xfff000;
// fpscr: binary and decimal rounding modes (bits 0-1 and 32-34), exception masks (bits 3-7). Power
// ISA, 4.2.2.
static const uint64_t kFpscrBits = UINT64_C(0x7000000fb);
// vscr: non-Java mode and saturation (bits 16 and 0). Power ISA, 6.3.2.
static const uint64_t kVscrBits = 0x10001;

int arch_probe_words(void) { return kWords; }

const char* arch_probe_name(int word) { return kNames[word]; }

uint64_t arch_probe_mask(int word) {
  if (word == kCr) return kCrBits;
  if (word == kFpscr) return kFpscrBits;
  if (word == kVrsave) return UINT32_MAX;
  if (word == kVscr) return kVscrBits;
  return ~UINT64_C(0);
}

uint64_t arch_probe_value(int word, unsigned seed) {
  // An odd factor: neighbours differ, and all fields change.
  if (word == kCr) return (uint64_t)(seed * 0x925 & 0xfff) << 12;
  if (word == kFpscr) {
    // No exception has happened, so no mask of them traps.
    return (seed & 3) | (uint64_t)(seed * 0x15 >> 1 & 0x1f) << 3 | (uint64_t)(seed >> 2 & 7) << 32;
  }
  if (word == kVscr) return (uint64_t)(seed & 1) << 16 | (seed >> 1 & 1);
  return arch_probe_any_bits(word, seed) & arch_probe_mask(word);
}
