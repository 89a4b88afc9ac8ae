#include "scenarios/module.h"

namespace greenlens::scenarios::sibling_parent {

const Parameter kParent{"parent", 0, 0, 1, {"main", "gr1"}};  // gr2's

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2;

  Value foo(const Arguments&) {
    Frame frame;
    print("coroutine foo");
    Value ret = gr2.switch_to();
    print("coroutine end", ret);
    return {};
  }

  Value bar(const Arguments&) {
    Frame frame;
    print("coroutine bar");
    return "coroutine bar return value";
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::foo);
    gr2 = greenlet("gr2", &Module::bar);
    if (setting(kParent) == 1) gr2.set_parent(gr1);
    Value out = gr1.switch_to();
    print(out);
  }
};

Scenario scenario() {
  return {"siblings",
          "Both are created in main, so both have main as parent: gr2 returns to main, not to gr1 "
          "that switched to it, and gr1 never comes to its end.",
          run<Module>,
          false,
          {kParent},
          {handle<&Module::gr1>("gr1"), handle<&Module::gr2>("gr2")}};
}

}  // namespace greenlens::scenarios::sibling_parent
