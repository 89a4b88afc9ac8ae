#include "scenarios/module.h"

namespace greenlens::scenarios::deep_recursion {

const Parameter kDepth{"depth", 30, 0, 400};

struct Module : ModuleOf<Module> {
  Greenlet shallow, deep;

  // Each call keeps its frame on the C stack while the switch at the bottom waits.
  int64_t descend(int64_t calls) {
    Frame frame;
    if (calls == 0) {
      engine::main_greenlet().switch_to("at the bottom");
      return 0;
    }
    return 1 + descend(calls - 1);
  }

  Value dive(const Arguments& arguments) {
    Frame frame;
    return descend(arguments[0].to_int());
  }

  void program() {
    Frame frame;
    shallow = greenlet("shallow", &Module::dive);
    deep = greenlet("deep", &Module::dive);
    print(shallow.switch_to(2));
    print(deep.switch_to(setting(kDepth)));
    print("more calls, more bytes:", deep.stack_saved() > 2 * shallow.stack_saved());
    Value of_shallow = shallow.switch_to();
    Value of_deep = deep.switch_to();
    print(of_shallow, of_deep);
  }
};

Scenario scenario() {
  return {"deep recursion",
          "A greenlet that waits at the bottom of many calls has many frames on the C stack: its "
          "slice, and so its copy, grows with every call.",
          run<Module>,
          false,
          {kDepth},
          {handle<&Module::shallow>("shallow"), handle<&Module::deep>("deep")}};
}

}  // namespace greenlens::scenarios::deep_recursion
