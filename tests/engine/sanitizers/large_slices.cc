// Two greenlets with BYTES on their stacks, which look at each of them after each switch: for
// Valgrind, which has to follow the stack pointer to know what is written.
// usage: large_slices BYTES
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/cpp/greenlet.h"

using namespace greenlens::engine;

namespace {

__attribute__((noinline)) long look(const int* words, size_t count, int seed) {
  long wrong = 0;
  for (size_t i = 0; i < count; ++i) {
    if (words[i] != seed + static_cast<int>(i)) ++wrong;
  }
  return wrong;
}

Value alternate(size_t count, int seed) {
  long wrong = 0;
  int* words = static_cast<int*>(__builtin_alloca(count * sizeof(int)));
  for (size_t i = 0; i < count; ++i) words[i] = seed + static_cast<int>(i);
  for (int i = 0; i < 2; ++i) {
    main_greenlet().switch_to();
    wrong += look(words, count, seed);
  }
  return wrong;
}

}  // namespace

int main(int count, char** words) {
  const size_t bytes = count == 2 ? std::strtoul(words[1], nullptr, 10) : 0;
  if (bytes == 0) return std::fputs("usage: large_slices BYTES\n", stderr), 2;
  auto body = [bytes](int seed) {
    return [bytes, seed](const Arguments&) { return alternate(bytes / sizeof(int), seed); };
  };
  Greenlet one("one", body(1)), other("other", body(1000));
  bool right = true;
  for (int i = 0; i < 3; ++i) {
    for (Greenlet* each : {&one, &other}) {
      const Value said = each->switch_to();
      right = right && (!each->dead() || said == Value(0));
    }
  }
  std::puts(right ? "every byte is in its place" : "bytes are lost");
  return right ? 0 : 1;
}
