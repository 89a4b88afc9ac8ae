// A suspended slice as it would be if it ran: partly from the heap, partly from the stack.
#ifndef GREENLENS_TESTS_ENGINE_AS_IF_RUNNING_H_
#define GREENLENS_TESTS_ENGINE_AS_IF_RUNNING_H_

#include <cstddef>
#include <cstring>

#include "engine/core/slice.h"

namespace greenlens::core {

// Copies `count` bytes at `address` to `out`. [address, address + count) must lie within the slice.
inline void read_as_if_running(const Slice& slice, const char* address, char* out, size_t count) {
  size_t offset = static_cast<size_t>(address - slice.stack_start);
  size_t from_copy = offset < slice.stack_saved ? slice.stack_saved - offset : 0;
  if (from_copy > count) from_copy = count;
  if (from_copy != 0) std::memcpy(out, slice.stack_copy + offset, from_copy);
  if (from_copy < count) std::memcpy(out + from_copy, address + from_copy, count - from_copy);
}

}  // namespace greenlens::core

#endif  // GREENLENS_TESTS_ENGINE_AS_IF_RUNNING_H_
