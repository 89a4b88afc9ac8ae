// What was spilled a moment ago lies lowest, and is what runs on in the other greenlet: it goes
// first, so that what depends on it need not wait for the rest, and word by word, as it was
// stored. A load of more than one recent store cannot be forwarded from them: it waits until they
// have reached the cache.
//
// The rest goes in registers of 32 bytes (AVX2) where the processor has them. A store costs the
// same whatever it stores, so half as many take half as long; one that reaches into the next cache
// line counts twice, so slices are read and written a line at a time. Registers of 64 bytes were no
// faster, and what memcpy does above 2 KiB, `rep movsb`, was slower.
#include "arch/bytes.h"

#include <stdint.h>

#define LINE 64
#define SPILLED 96  // bytes of arch_switch's frame and of its callers'; any multiple of 32 is right

typedef uint64_t Word __attribute__((aligned(1), may_alias));
typedef uint64_t Narrow __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint64_t Wide __attribute__((vector_size(32), aligned(1), may_alias));

#define WITH_AVX2 __attribute__((target("avx2"))) static

static inline void copy_words(char* to, const char* from) {
  const Word* source = (const Word*)from;
  const Word w0 = source[0], w1 = source[1], w2 = source[2], w3 = source[3];
  Word* words = (Word*)to;
  words[0] = w0, words[1] = w1, words[2] = w2, words[3] = w3;
}
static inline void copy_16(char* to, const char* from) { *(Narrow*)to = *(const Narrow*)from; }
WITH_AVX2 inline void copy_32(char* to, const char* from) { *(Wide*)to = *(const Wide*)from; }

static void copy_narrow(char* to, const char* from, size_t at, size_t count) {
  for (; at + 16 <= count; at += 16) copy_16(to + at, from + at);
  for (; at < count; ++at) to[at] = from[at];
}

WITH_AVX2 void copy_wide(char* to, const char* from, size_t count, const char* slice) {
  size_t at = 0;
  if (count >= SPILLED + LINE) {
    for (; at < SPILLED; at += 32) copy_words(to + at, from + at);
    const uintptr_t to_line = -(uintptr_t)(slice + at) % LINE;
    if (to_line & 16) copy_16(to + at, from + at), at += 16;
    if (to_line & 32) copy_32(to + at, from + at), at += 32;
    for (; at + LINE <= count; at += LINE) {
      const Wide low = *(const Wide*)(from + at), high = *(const Wide*)(from + at + 32);
      *(Wide*)(to + at) = low;
      *(Wide*)(to + at + 32) = high;
    }
    if (at + 32 <= count) copy_32(to + at, from + at), at += 32;
  }
  copy_narrow(to, from, at, count);
}

void arch_copy_out(char* copy, const char* slice, size_t count) {
  __builtin_cpu_supports("avx2") ? copy_wide(copy, slice, count, slice)
                                 : copy_narrow(copy, slice, 0, count);
}

void arch_copy_in(char* slice, const char* copy, size_t count) {
  __builtin_cpu_supports("avx2") ? copy_wide(slice, copy, count, slice)
                                 : copy_narrow(slice, copy, 0, count);
}

static inline void exchange_words(char* one, char* other) {
  Word* a = (Word*)one;
  Word* b = (Word*)other;
  const Word a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
  const Word b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3];
  a[0] = b0, a[1] = b1, a[2] = b2, a[3] = b3;
  b[0] = a0, b[1] = a1, b[2] = a2, b[3] = a3;
}
static inline void exchange_16(char* a, char* b) {
  const Narrow held = *(Narrow*)a;
  *(Narrow*)a = *(Narrow*)b;
  *(Narrow*)b = held;
}
WITH_AVX2 inline void exchange_32(char* a, char* b) {
  const Wide held = *(Wide*)a;
  *(Wide*)a = *(Wide*)b;
  *(Wide*)b = held;
}

static void exchange_narrow(char* a, char* b, size_t at, size_t count) {
  for (; at + 16 <= count; at += 16) exchange_16(a + at, b + at);
  for (; at < count; ++at) {
    const char held = a[at];
    a[at] = b[at];
    b[at] = held;
  }
}

WITH_AVX2 void exchange_wide(char* slice, char* copy, size_t count) {
  size_t at = 0;
  if (count >= SPILLED + LINE) {
    for (; at < SPILLED; at += 32) exchange_words(slice + at, copy + at);
    const uintptr_t to_line = -(uintptr_t)(slice + at) % LINE;
    if (to_line & 16) exchange_16(slice + at, copy + at), at += 16;
    if (to_line & 32) exchange_32(slice + at, copy + at), at += 32;
    for (; at + LINE <= count; at += LINE) {
      Wide* a = (Wide*)(slice + at);
      Wide* b = (Wide*)(copy + at);
      const Wide a_low = a[0], a_high = a[1], b_low = b[0], b_high = b[1];
      a[0] = b_low, a[1] = b_high;
      b[0] = a_low, b[1] = a_high;
    }
    if (at + 32 <= count) exchange_32(slice + at, copy + at), at += 32;
  }
  exchange_narrow(slice, copy, at, count);
}

void arch_exchange(char* slice, char* copy, size_t count) {
  __builtin_cpu_supports("avx2") ? exchange_wide(slice, copy, count)
                                 : exchange_narrow(slice, copy, 0, count);
}
