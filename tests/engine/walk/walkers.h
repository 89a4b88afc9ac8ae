// What profilers do in a signal handler: walk up the stack of whatever the signal interrupted. Each
// walker is one that programs use; all may be called in a handler, after a first call outside of
// one (they load and allocate then).
#ifndef GREENLENS_TESTS_ENGINE_WALK_WALKERS_H_
#define GREENLENS_TESTS_ENGINE_WALK_WALKERS_H_

#include <cstddef>
#include <cstdint>

namespace greenlens::walk {

// Writes where in its code each frame goes on, innermost first, at most `capacity` of them, and
// returns how many. `context` is the handler's third argument.
using Walker = size_t (*)(uintptr_t* addresses, size_t capacity, void* context);

// The C library's, which asks the C++ runtime's unwinder, or follows the back chain where the ABI
// has one.
size_t walk_with_backtrace(uintptr_t* addresses, size_t capacity, void* context);

// Only in programs that have the recorder's.
__attribute__((weak)) size_t walk_with_callers(uintptr_t* addresses, size_t capacity,
                                               void* context);

// Only in programs that have libunwind.
__attribute__((weak)) size_t walk_with_unw_step(uintptr_t* addresses, size_t capacity,
                                                void* context);
__attribute__((weak)) size_t walk_with_unw_backtrace(uintptr_t* addresses, size_t capacity,
                                                     void* context);

}  // namespace greenlens::walk

#endif  // GREENLENS_TESTS_ENGINE_WALK_WALKERS_H_
