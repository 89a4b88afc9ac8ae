// A switch to another thread's greenlet.
#include <greenlens/engine/cpp/greenlet.h>

#include <thread>

using namespace greenlens::engine;

int main() {
  Greenlet g("g", [](const Arguments&) -> Value { return "done"; });
  std::thread([&] {
    try {
      g.switch_to();
    } catch (const GreenletError& error) {
      print("refused:", error.what());
    }
  }).join();
  print(g.switch_to());
}
