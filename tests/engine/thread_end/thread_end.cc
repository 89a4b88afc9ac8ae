// Ends of threads that need a process of their own.
//   thread_end first    pthread_exit in a greenlet of the process's first thread
//   thread_end jump     pthread_exit in C code without unwind tables: no frame is unwound
#include <pthread.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <thread>

#include "engine/cpp/greenlet.h"

using namespace greenlens::engine;

extern "C" void exit_without_tables(void* value);

namespace {

struct Scope {
  const char* name;
  ~Scope() { std::printf("%s\n", name), std::fflush(stdout); }
};

void in_the_first_thread() {
  static pthread_t first = pthread_self();
  std::thread([] {
    pthread_join(first, nullptr);
    std::printf("the first thread has ended\n");
    std::fflush(stdout);
    _exit(0);
  }).detach();
  Scope in_main{"main is unwound"};
  Greenlet g("g", [](const Arguments&) -> Value {
    Scope in_greenlet{"the greenlet is unwound"};
    pthread_exit(nullptr);
  });
  g.switch_to();
}

void* jumping(void* value) {
  thread_local Scope at_the_end{"thread-local objects are destroyed"};
  static_cast<void>(at_the_end);
  struct Shared {
    void* value;
    Greenlet in_the_heap, jumps;
  };
  auto* shared = new Shared{value, {}, {}};
  shared->in_the_heap = Greenlet("in the heap", [](const Arguments&) -> Value {
    Scope scope{"who lies in the heap is unwound"};
    return main_greenlet().switch_to();
  });
  shared->in_the_heap.switch_to();
  shared->jumps = Greenlet("jumps", [shared](const Arguments&) -> Value {
    exit_without_tables(shared->value);
    return {};
  });
  shared->jumps.switch_to();
  return nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  if (std::strcmp(argv[1], "first") == 0) {
    in_the_first_thread();
    return 1;
  }
  int value = 0;
  void* result = nullptr;
  pthread_t thread;
  pthread_create(&thread, nullptr, jumping, &value);
  pthread_join(thread, &result);
  std::printf(result == &value ? "joined\n" : "joined with another value\n");
}
