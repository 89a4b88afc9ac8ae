#include "tests/engine/walk/walkers.h"

#include <execinfo.h>

namespace greenlens::walk {

size_t walk_with_backtrace(uintptr_t* addresses, size_t capacity, void*) {
  return static_cast<size_t>(
      backtrace(reinterpret_cast<void**>(addresses), static_cast<int>(capacity)));
}

}  // namespace greenlens::walk
