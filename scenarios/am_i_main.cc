#include "scenarios/module.h"

namespace greenlens::scenarios::am_i_main {

struct Module : ModuleOf<Module> {
  Greenlet glet;

  Value am_i_main(const Arguments&) {
    Frame frame;
    Greenlet current = engine::current();
    return current.is_main();
  }

  void program() {
    Frame frame;
    print(am_i_main({}));
    glet = greenlet("glet", &Module::am_i_main);
    print(glet.switch_to());
  }
};

Scenario scenario() {
  return {"am I main?",
          "Nobody creates the main greenlet: it is there when a thread first uses the engine, and "
          "it is the only one without a parent.",
          run<Module>,
          false,
          {},
          {handle<&Module::glet>("glet")}};
}

}  // namespace greenlens::scenarios::am_i_main
