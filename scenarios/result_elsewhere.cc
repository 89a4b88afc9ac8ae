#include "scenarios/module.h"

namespace greenlens::scenarios::result_elsewhere {

struct Module : ModuleOf<Module> {
  Greenlet asking, answering;

  // Its switch looks like a call, and does not come back when `answering` ends.
  Value ask(const Arguments&) {
    Frame frame;
    Value got = answering.switch_to();
    print("asking got:", got);
    return {};
  }
  Value answer(const Arguments&) {
    Frame frame;
    return "the answer";
  }

  void program() {
    Frame frame;
    asking = greenlet("asking", &Module::ask);
    answering = greenlet("answering", &Module::answer);
    Value got = asking.switch_to();
    print("main got:", got);
    asking.switch_to("what main sends");
  }
};

Scenario scenario() {
  return {"a result that goes elsewhere",
          "Who starts a greenlet does not get its result, unless it is the parent: here main gets "
          "the answer, while the one that asked for it goes on waiting.",
          run<Module>,
          false,
          {},
          {handle<&Module::asking>("asking"), handle<&Module::answering>("answering")}};
}

}  // namespace greenlens::scenarios::result_elsewhere
