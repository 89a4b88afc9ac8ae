#include "scenarios/module.h"

namespace greenlens::scenarios::switch_to_self {

struct Module : ModuleOf<Module> {
  Greenlet gr1;

  // Nobody else runs, nothing is copied: the value is back at once.
  Value test1(const Arguments&) {
    Frame frame;
    print("gr1 gets", engine::current().switch_to("what it gave itself"));
    return {};
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::test1);
    gr1.switch_to();
  }
};

Scenario scenario() {
  return {"a switch to oneself",
          "A greenlet switches to itself, as it may do by mistake when it means its parent. Nobody "
          "else runs, nothing is copied: it gets back what it gave.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1")}};
}

}  // namespace greenlens::scenarios::switch_to_self
