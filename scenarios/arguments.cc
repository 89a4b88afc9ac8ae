#include "scenarios/module.h"

namespace greenlens::scenarios::arguments {

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2;

  Value test1(const Arguments& arguments) {
    Frame frame;
    print(12, arguments[0]);
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
    gr1.switch_to("foo bar");
  }
};

Scenario scenario() {
  return {"arguments travel",
          "What the first switch is given becomes the arguments of the body; what a later one is "
          "given becomes the value of the switch that is waiting there.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1"), handle<&Module::gr2>("gr2")}};
}

}  // namespace greenlens::scenarios::arguments
