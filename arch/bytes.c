// For any CPU.
//
// Most slices are small, and for a few hundred bytes the C library's memcpy spends more time on
// finding out how than on copying. Here a piece is a few moves of the widest registers that every
// processor of the kind has; the last piece may overlap the one before.
#include "arch/bytes.h"

#include <stdint.h>
#include <string.h>

#define PIECE 64
#define MOST_IN_PIECES 768

static void move(char* to, const char* from, size_t count) {
  size_t left = count;
  if (count < PIECE || count > MOST_IN_PIECES) {
    memcpy(to, from, count);
    return;
  }
  do {
    left -= PIECE;
    memcpy(to + left, from + left, PIECE);
  } while (left >= PIECE);
  memcpy(to, from, PIECE);
}

void arch_copy_out(char* copy, const char* slice, size_t count) { move(copy, slice, count); }
void arch_copy_in(char* slice, const char* copy, size_t count) { move(slice, copy, count); }

typedef uint64_t Wide __attribute__((vector_size(16), aligned(1), may_alias));

void arch_exchange(char* slice, char* copy, size_t count) {
  for (; count >= sizeof(Wide); count -= sizeof(Wide)) {
    Wide* a = (Wide*)(slice + count) - 1;
    Wide* b = (Wide*)(copy + count) - 1;
    const Wide held = *a;
    *a = *b;
    *b = held;
  }
  for (; count > 0; --count) {
    const char held = slice[count - 1];
    slice[count - 1] = copy[count - 1];
    copy[count - 1] = held;
  }
}
