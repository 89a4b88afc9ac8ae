// The recorder's walk.
#include "tests/engine/walk/walkers.h"
#include "tracer/callers/walk.h"

namespace greenlens::walk {

size_t walk_with_callers(uintptr_t* addresses, size_t capacity, void* context) {
  arch_registers interrupted = {};
  arch_interrupted(context, &interrupted);
  callers::Walk walk(interrupted, UINTPTR_MAX);
  size_t count = 0;
  do {
    addresses[count++] = static_cast<uintptr_t>(walk.pc());
  } while (count < capacity && walk.step());
  return count;
}

}  // namespace greenlens::walk
