// Where the calling thread's own stack lies. Greenlets are slices of that one: code that stands on
// another one (ucontext, a fiber library, sigaltstack) cannot switch, since what lies between the
// two stacks is nobody's slice.
#ifndef GREENLENS_ENGINE_CORE_OWN_STACK_H_
#define GREENLENS_ENGINE_CORE_OWN_STACK_H_

#include <cstddef>
#include <cstdint>

namespace greenlens::core {

struct ThreadState;

// [low, low + size). Everything, where the system does not tell.
struct OwnStack {
  uintptr_t low = 0;
  uintptr_t size = UINTPTR_MAX;

  bool holds(const void* address) const {
    return reinterpret_cast<uintptr_t>(address) - low < size;
  }
};

// The calling thread's, as the system knows it now. For the process's first thread it reads a list
// of all mappings, and the answer changes with the limit of the stack's size.
OwnStack find_own_stack();

// Whether `sp`, of the calling thread, lies on its own stack.
bool stands_on_own_stack(ThreadState& thread, const void* sp);

// The refusal of a switch where it does not.
inline constexpr char kOnAnotherStack[] =
    "this code stands on another stack than its thread's own, as in a ucontext, a fiber or a "
    "signal handler: switch on the thread's own stack, where greenlets lie";

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_OWN_STACK_H_
