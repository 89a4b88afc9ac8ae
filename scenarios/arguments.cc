#include "scenarios/module.h"

namespace greenlens::scenarios {
namespace {

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

}  // namespace

extern const Scenario kArguments;
const Scenario kArguments = {
    "arguments",
    "arguments travel",
    "What the first switch is given becomes the arguments of the body; what a later one is given "
    "becomes the value "
    "of the switch that is waiting there.",
    "scenarios/arguments.cc",
    run_module<Module>,
};

}  // namespace greenlens::scenarios
