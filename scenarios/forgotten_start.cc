#include "scenarios/module.h"

namespace greenlens::scenarios::forgotten_start {

struct Module : ModuleOf<Module> {
  Greenlet started, forgotten;

  Value work(const Arguments& arguments) {
    Frame frame;
    print("working on", arguments[0]);
    return {};
  }

  // Making a greenlet runs nothing of it: it has no slice, and no copy.
  void program() {
    Frame frame;
    started = greenlet("started", &Module::work);
    forgotten = greenlet("forgotten", &Module::work);
    started.switch_to("the first task");
    print("main is done");
  }
};

Scenario scenario() {
  return {"one that was never started",
          "Two greenlets are made, and main switches to one of them. Making one runs nothing: the "
          "second task is never worked on, and nobody says so.",
          run<Module>,
          false,
          {},
          {handle<&Module::started>("started"), handle<&Module::forgotten>("forgotten")}};
}

}  // namespace greenlens::scenarios::forgotten_start
