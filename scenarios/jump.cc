#include "scenarios/module.h"

namespace greenlens::scenarios::jump {

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2;

  Value test1(const Arguments&) {
    Frame frame;
    print(12);
    gr2.switch_to();
    print(34);
    return {};
  }

  Value test2(const Arguments&) {
    Frame frame;
    print(56);
    gr1.switch_to();
    print(78);
    return {};
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::test1);
    gr2 = greenlet("gr2", &Module::test2);
    gr1.switch_to();
  }
};

Scenario scenario() {
  return {"jumping between call stacks",
          "Two call stacks; switching jumps from one into the other and does not return yet. 78 is "
          "never printed: nobody jumps back.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1"), handle<&Module::gr2>("gr2")}};
}

}  // namespace greenlens::scenarios::jump
