#include "scenarios/module.h"

namespace greenlens::scenarios::dying_greenlet {

struct Module : ModuleOf<Module> {
  Greenlet pausing, dying;

  Value pause(const Arguments&) {
    Frame frame;
    print("pausing: my bytes will be needed again");
    engine::main_greenlet().switch_to();
    print("pausing: here they are");
    return {};
  }

  Value die(const Arguments&) {
    Frame frame;
    print("dying: nobody will need my bytes");
    return "last words";
  }

  void program() {
    Frame frame;
    pausing = greenlet("pausing", &Module::pause);
    dying = greenlet("dying", &Module::die);
    pausing.switch_to();
    Value words = dying.switch_to();
    print(words, "| bytes kept of dying:", static_cast<int64_t>(dying.stack_saved()));
    pausing.switch_to();
    Value echo = dying.switch_to("nobody home");
    print("switching to the dead:", echo);
  }
};

Scenario scenario() {
  return {"a dying greenlet",
          "A greenlet that pauses is saved, one that ends is not: its slice is worthless. "
          "Switching to a dead one lands in its parent, here in main itself.",
          run<Module>,
          false,
          {},
          {handle<&Module::pausing>("pausing"), handle<&Module::dying>("dying")}};
}

}  // namespace greenlens::scenarios::dying_greenlet
