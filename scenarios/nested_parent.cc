#include "scenarios/module.h"

namespace greenlens::scenarios::nested_parent {

struct Module : ModuleOf<Module> {
  Greenlet gr1;

  Value foo(const Arguments&) {
    Frame frame;
    print("coroutine foo");
    Greenlet gr2 = greenlet("gr2", &Module::bar);
    Value value = gr2.switch_to();
    print(value);
    return {};
  }

  Value bar(const Arguments&) {
    Frame frame;
    print("coroutine bar");
    return "bar return value";
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::foo);
    gr1.switch_to();
  }
};

Scenario scenario() {
  return {"a parent inside",
          "gr2 is created inside gr1, so gr1 is its parent and gets what it returns: it looks just "
          "like a call.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1")}};
}

}  // namespace greenlens::scenarios::nested_parent
