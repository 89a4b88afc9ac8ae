// Makes a slice as large as a benchmark wants it.
#ifndef GREENLENS_BENCH_DEEP_H_
#define GREENLENS_BENCH_DEEP_H_

#include <alloca.h>

#include <cstddef>
#include <cstring>

namespace greenlens::bench {

// Calls `f` with `bytes` more of the stack in use, all of them touched.
template <typename F>
__attribute__((noinline)) void with_stack(size_t bytes, F&& f) {
  if (bytes == 0) return f();
  void* room = alloca(bytes);
  std::memset(room, 0x5a, bytes);
  asm volatile("" : : "r"(room) : "memory");
  f();
  asm volatile("" : : "r"(room) : "memory");
}

// The padding that brings a slice of `smallest` bytes to `wanted`: a multiple of the stack's
// alignment, none when it is larger already.
inline size_t padding(size_t wanted, size_t smallest) {
  return wanted > smallest ? (wanted - smallest) / 16 * 16 : 0;
}

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_DEEP_H_
