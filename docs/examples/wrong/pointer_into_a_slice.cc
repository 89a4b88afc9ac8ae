// What a pointer to a local of a suspended greenlet points to.
#include <greenlens/engine/cpp/greenlet.h>

using namespace greenlens::engine;

int* pointer;

int main() {
  Greenlet g("g", [](const Arguments&) -> Value {
    int number = 42;
    pointer = &number;
    main_greenlet().switch_to();
    print("g finds", number);
    return {};
  });
  g.switch_to();
  *pointer = 7;
  print("main wrote 7");
  g.switch_to();
}
