// The walk of profilers and crash reporters: libunwind's.
#define UNW_LOCAL_ONLY
#include <libunwind.h>

#include "tests/engine/walk/walk.h"

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

}  // namespace greenlens::walk
