#include <stdexcept>

#include "scenarios/module.h"

namespace greenlens::scenarios::throw_and_exit {

struct Module : ModuleOf<Module> {
  Greenlet catcher, quitter, thrower;

  Value catch_one(const Arguments&) {
    Frame frame;
    try {
      engine::main_greenlet().switch_to("waiting for trouble");
    } catch (const std::runtime_error& error) {
      return std::string("caught ") + error.what();
    }
    return "no trouble came";
  }

  Value wait(const Arguments&) {
    Frame frame;
    engine::main_greenlet().switch_to("waiting for the exit");
    print("This is never printed.");
    return {};
  }

  Value raise(const Arguments&) {
    Frame frame;
    throw std::runtime_error("nobody catches me here");
  }

  void program() {
    Frame frame;
    catcher = greenlet("catcher", &Module::catch_one);
    quitter = greenlet("quitter", &Module::wait);
    thrower = greenlet("thrower", &Module::raise);
    print(catcher.switch_to());
    print(catcher.throw_error(std::runtime_error("trouble")));
    print(quitter.switch_to());
    print("quitter ended with", quitter.throw_in());
    try {
      thrower.switch_to();
    } catch (const std::runtime_error& error) {
      print("main caught:", error.what());
    }
  }
};

Scenario scenario() {
  return {"throw and GreenletExit",
          "An error can be thrown into a suspended greenlet; uncaught, it travels to the parent. "
          "GreenletExit ends a greenlet quietly and arrives as a value.",
          run<Module>};
}

}  // namespace greenlens::scenarios::throw_and_exit
