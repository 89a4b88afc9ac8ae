#include <cstring>

#include "scenarios/module.h"

namespace greenlens::scenarios::large_variable {

struct Module : ModuleOf<Module> {
  Greenlet reader;

  // All of the buffer lies between the switch and the slice's other end, so all of it is copied.
  Value read(const Arguments&) {
    Frame frame;
    char buffer[20000];
    std::memset(buffer, 'x', sizeof buffer);
    engine::main_greenlet().switch_to("the buffer is filled");
    print("the buffer begins with", std::string(buffer, 1));
    return {};
  }

  void program() {
    Frame frame;
    reader = greenlet("reader", &Module::read);
    print(reader.switch_to());
    print("more than the buffer is in the heap:", reader.stack_saved() > 20000);
    reader.switch_to();
  }
};

Scenario scenario() {
  return {
      "a large variable on the stack",
      "A buffer of 20000 bytes is a local variable of a greenlet. It is a part of the slice: each "
      "time somebody else runs there, it is copied to the heap, and back again.",
      run<Module>,
      false,
      {},
      {handle<&Module::reader>("reader")}};
}

}  // namespace greenlens::scenarios::large_variable
