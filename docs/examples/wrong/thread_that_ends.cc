// pthread_exit in a greenlet: nothing is wrong with it.
#include <greenlens/engine/cpp/greenlet.h>
#include <pthread.h>

using namespace greenlens::engine;

struct Scope {
  const char* name;
  ~Scope() { print(name); }
};

void* in_a_thread(void*) {
  Scope scope{"main's frames are unwound"};
  Greenlet waits("waits", [](const Arguments&) -> Value {
    Scope waiting{"who is suspended ends, too"};
    return main_greenlet().switch_to();
  });
  waits.switch_to();
  Greenlet exits("exits", [](const Arguments&) -> Value {
    Scope inside{"the greenlet's frames are unwound"};
    static int value = 3;
    pthread_exit(&value);
  });
  exits.switch_to();
  return nullptr;
}

int main() {
  pthread_t thread;
  void* result = nullptr;
  pthread_create(&thread, nullptr, in_a_thread, nullptr);
  pthread_join(thread, &result);
  print("joined:", *static_cast<int*>(result));
}
