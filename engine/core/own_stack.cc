#include "engine/core/own_stack.h"

#include <pthread.h>

#include "engine/core/opaque.h"
#include "engine/core/thread_state.h"

namespace greenlens::core {

OwnStack find_own_stack() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return {};
  void* low = nullptr;
  size_t size = 0;
  const bool known = pthread_attr_getstack(&attributes, &low, &size) == 0;
  pthread_attr_destroy(&attributes);
  if (!known) return {};
  return {reinterpret_cast<uintptr_t>(low), size};
}

GREENLENS_OPAQUE bool stands_on_own_stack(ThreadState& thread, const void* sp) {
  if (thread.own_stack.holds(sp)) return true;
  thread.own_stack = find_own_stack();  // the limit may have been raised meanwhile
  return thread.own_stack.holds(sp);
}

}  // namespace greenlens::core
