#include "tests/tracer/callers/shapes.h"

#include <cstdlib>
#include <functional>

namespace {

Innermost now;
volatile int sink;

[[gnu::noinline]] void plainly() {
  now();
  sink = 1;
}

// More values than there are registers that a call leaves alone.
[[gnu::noinline]] int with_many_values(int a, int b) {
  const int c = a * b, d = a - b, e = a ^ b, f = a + 3 * b, g = b * b, h = a * a, i = a | b;
  plainly();
  return sink + a + b + c * d - e * f + g * h - i;
}

[[gnu::noinline]] int with_room_of_any_size(int size) {
  auto* room = static_cast<volatile char*>(__builtin_alloca(static_cast<size_t>(size)));
  room[size - 1] = 1;
  return with_many_values(size, sink) + room[size - 1];
}

[[gnu::noinline]] int with_aligned_room(int size) {
  alignas(256) volatile char room[256];
  room[0] = 1;
  return with_room_of_any_size(size) + room[0];
}

[[gnu::noinline]] int with_aligned_room_of_any_size(int size) {
  alignas(64) volatile char room[64];
  auto* more = static_cast<volatile char*>(__builtin_alloca(static_cast<size_t>(size)));
  room[0] = 1;
  more[0] = 1;
  return with_aligned_room(size) + room[0] + more[0];
}

[[gnu::noinline]] int with_much_room(int size) {
  volatile char room[70000];
  room[0] = 1;
  room[69999] = 1;
  return with_aligned_room_of_any_size(size) + room[0];
}

int compare(const void*, const void*) {
  static bool inside = false;
  if (!inside) {
    inside = true;
    sink = with_much_room(1000);
    inside = false;
  }
  return 0;
}

// Through the C library.
[[gnu::noinline]] void by_sorting() {
  int values[] = {3, 1};
  std::qsort(values, 2, sizeof values[0], compare);
  sink = values[0];
}

[[gnu::noinline]] int with_many_arguments(int a, int b, int c, int d, int e, int f, int g, int h,
                                          int i, int j, int k, int l) {
  by_sorting();
  return a + b * c + d * e + f * g + h * i + j * k + l;
}

struct Closed {
  ~Closed() { sink = 2; }
};

// One that has to be cleaned up, so that an exception would stop here.
[[gnu::noinline]] void with_something_to_destroy() {
  Closed closed;
  const std::function<int()> call = [] {
    return with_many_arguments(sink, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  };
  sink = call();
}

[[gnu::noinline]] int repeatedly(int depth) {
  if (depth == 0) with_something_to_destroy();
  return depth == 0 ? 0 : repeatedly(depth - 1) + sink;
}

}  // namespace

void SHAPES(Innermost innermost) {
  now = innermost;
  sink = repeatedly(3);
}
