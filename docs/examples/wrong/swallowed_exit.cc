// A greenlet that catches everything, GreenletExit too.
#include <greenlens/engine/cpp/greenlet.h>

using namespace greenlens::engine;

int main() {
  Greenlet g("stubborn", [](const Arguments&) -> Value {
    for (;;) {
      try {
        main_greenlet().switch_to();
      } catch (...) {
        print("something was caught");
      }
    }
  });
  g.switch_to();
  g = Greenlet();
  print("main goes on");
}
