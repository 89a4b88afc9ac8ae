// What gdb is shown: greenlets in every state, in two threads. Each checks its own bytes at the
// end.
#include <cstdio>
#include <thread>

#include "engine/cpp/greenlet.h"

using namespace greenlens::engine;

namespace {

int wrong = 0;

__attribute__((noinline)) void look_here() { asm volatile(""); }

__attribute__((noinline)) void wait_for_input(int number) {
  volatile int words[200];
  for (int i = 0; i < 200; ++i) words[i] = number + i;
  main_greenlet().switch_to();
  for (int i = 0; i < 200; ++i) wrong += words[i] != number + i;
}

__attribute__((noinline)) void handle_request(int number) {
  wait_for_input(number * 2);
  if (wrong != 0) std::puts("bytes are lost");
}

Greenlet waiting(const char* name, int number) {
  Greenlet greenlet(name, [number](const Arguments&) -> Value {
    handle_request(number);
    return {};
  });
  greenlet.switch_to();
  return greenlet;
}

}  // namespace

int main() {
  Greenlet reader = waiting("reader", 21), writer = waiting("writer", 4);
  Greenlet fresh("fresh", [](const Arguments&) -> Value { return {}; });
  Greenlet done("done", [](const Arguments&) -> Value { return {}; });
  done.switch_to();
  std::thread([&] {
    Greenlet other = waiting("other", 7);
    look_here();
    other.switch_to();
  }).join();
  Greenlet looker("looker", [](const Arguments&) -> Value {
    look_here();
    return {};
  });
  looker.switch_to();
  reader.switch_to();
  writer.switch_to();
  std::puts(wrong == 0 ? "every byte is in its place" : "bytes are lost");
  return wrong == 0 ? 0 : 1;
}
