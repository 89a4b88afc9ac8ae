// A greenlet whose frames hold the last handle of it.
#include <greenlens/engine/cpp/greenlet.h>
#include <greenlens/engine/cpp/weak.h>

#include <memory>

using namespace greenlens::engine;

struct Resource {
  ~Resource() { print("the resource is given back"); }
};

int main() {
  WeakGreenlet weak;
  {
    Greenlet g("g", [](const Arguments&) -> Value {
      Resource resource;
      Greenlet self = current();
      main_greenlet().switch_to();
      return {};
    });
    weak = g;
    g.switch_to();
  }
  print("no other handle is left, and g is", weak.expired() ? "gone" : "there");
}
