// What a walk up a stack has found, whoever walked.
#ifndef GREENLENS_TESTS_ENGINE_WALK_WALK_H_
#define GREENLENS_TESTS_ENGINE_WALK_WALK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace greenlens::walk {

// A walk of so many frames has lost its way.
constexpr size_t kEndless = 200;

struct Walk {
  std::vector<uintptr_t> returns_to;      // where in its code each frame goes on, innermost first
  std::vector<uintptr_t> stack_pointers;  // in each frame
};

// Only in programs that have libunwind; of the caller's own stack.
__attribute__((weak)) Walk walk_with_libunwind();

}  // namespace greenlens::walk

#endif  // GREENLENS_TESTS_ENGINE_WALK_WALK_H_
