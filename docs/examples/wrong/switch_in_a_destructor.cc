// A greenlet that is killed while it is suspended in a destructor.
#include <greenlens/engine/cpp/greenlet.h>

#include <stdexcept>

using namespace greenlens::engine;

struct Connection {
  ~Connection() { main_greenlet().switch_to("waiting for the other side to close"); }
};

int main() {
  Greenlet g("g", [](const Arguments&) -> Value {
    Connection connection;
    throw std::runtime_error("something else went wrong");
  });
  print(g.switch_to());
  g = Greenlet();
  print("main goes on");
}
