// pthread_exit below a function that lets nothing through.
#include <greenlens/engine/cpp/greenlet.h>
#include <pthread.h>

using namespace greenlens::engine;

void callback() noexcept { pthread_exit(nullptr); }

void* in_a_thread(void*) {
  Greenlet g("g", [](const Arguments&) -> Value {
    callback();
    return {};
  });
  g.switch_to();
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, in_a_thread, nullptr);
  pthread_join(thread, nullptr);
  print("never printed");
}
