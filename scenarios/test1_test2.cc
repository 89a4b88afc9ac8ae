#include "scenarios/module.h"

namespace greenlens::scenarios::test1_test2 {

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2;

  Value test1(const Arguments&) {
    Frame frame;
    print("[gr1] main  -> test1");
    gr2.switch_to();
    print("[gr1] test1 <- test2");
    return "test1 done";
  }

  Value test2(const Arguments&) {
    Frame frame;
    print("[gr2] test1 -> test2");
    gr1.switch_to();
    print("This is never printed.");
    return {};
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::test1);
    gr2 = greenlet("gr2", &Module::test2);
    Value result = gr1.switch_to();
    print(result.repr());
    print(gr1.dead());
    print(gr2.dead());
  }
};

Scenario scenario() {
  return {"test1 / test2",
          "One greenlet switches to another and back; the first one finishes, the second one never "
          "does. What is in the way is copied to the heap, partly or whole, and comes back.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1"), handle<&Module::gr2>("gr2")}};
}

}  // namespace greenlens::scenarios::test1_test2
