// The original: CPython's greenlet module, through its C interface.
#ifndef GREENLENS_BENCH_CPYTHON_H_
#define GREENLENS_BENCH_CPYTHON_H_

#include <cstddef>

namespace greenlens::bench {

struct CPythonSubject {
  using Handle = void*;  // a PyGreenlet
  static constexpr bool kSlices = true;
  static Handle make(void (*run)(void*), void* argument);
  static void drop(Handle self);
  static Handle main();
  static void go(Handle from, Handle to);
  static void end(Handle) {}
  static size_t saved(Handle self);
};

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_CPYTHON_H_
