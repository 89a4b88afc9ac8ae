// The walk of profilers and crash reporters: libunwind's.
#define UNW_LOCAL_ONLY
#include <libunwind.h>

#include "tests/engine/walk/walk.h"
#include "tests/engine/walk/walkers.h"

namespace greenlens::walk {

Walk walk_with_libunwind() {
  Walk walk;
  unw_context_t context;
  unw_cursor_t cursor;
  unw_getcontext(&context);
  unw_init_local(&cursor, &context);
  while (walk.returns_to.size() < kEndless && unw_step(&cursor) > 0) {
    unw_word_t ip = 0;
    unw_word_t sp = 0;
    unw_get_reg(&cursor, UNW_REG_IP, &ip);
    unw_get_reg(&cursor, UNW_REG_SP, &sp);
    walk.returns_to.push_back(static_cast<uintptr_t>(ip));
    walk.stack_pointers.push_back(static_cast<uintptr_t>(sp));
  }
  return walk;
}

size_t walk_with_unw_step(uintptr_t* addresses, size_t capacity, void* context) {
  unw_cursor_t cursor;
  if (unw_init_local2(&cursor, static_cast<unw_context_t*>(context), UNW_INIT_SIGNAL_FRAME) != 0) {
    return 0;
  }
  size_t count = 0;
  do {
    unw_word_t ip = 0;
    unw_get_reg(&cursor, UNW_REG_IP, &ip);
    addresses[count++] = static_cast<uintptr_t>(ip);
  } while (count < capacity && unw_step(&cursor) > 0);
  return count;
}

size_t walk_with_unw_backtrace(uintptr_t* addresses, size_t capacity, void*) {
  return static_cast<size_t>(
      unw_backtrace(reinterpret_cast<void**>(addresses), static_cast<int>(capacity)));
}

}  // namespace greenlens::walk
