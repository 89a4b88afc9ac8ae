#include <exception>

#include "scenarios/module.h"

namespace greenlens::scenarios::parent_circle {

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2;

  Value work(const Arguments& arguments) {
    Frame frame;
    print(arguments[0], "runs");
    return {};
  }

  // Where would a result go, if each were above the other?
  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::work);
    gr2 = greenlet("gr2", &Module::work);
    gr2.set_parent(gr1);
    try {
      gr1.set_parent(gr2);
    } catch (const std::exception& error) {
      print("refused:", error.what());
    }
    gr1.switch_to("gr1");
    gr2.switch_to("gr2");
  }
};

Scenario scenario() {
  return {"parents in a circle",
          "gr1 is gr2’s parent, and gr2 is to be gr1’s: that is refused, because a result has to "
          "come to somebody who can take it. Everything stays as it was.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1"), handle<&Module::gr2>("gr2")}};
}

}  // namespace greenlens::scenarios::parent_circle
