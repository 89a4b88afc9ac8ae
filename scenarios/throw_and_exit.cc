#include <stdexcept>

#include "scenarios/module.h"

namespace greenlens::scenarios::throw_and_exit {

const Parameter kThrown{"thrown", 0, 0, 2, {"error", "exit", "nothing"}};

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

  // What wakes up the one that waits for trouble.
  Value wake_catcher() {
    Frame frame;
    if (setting(kThrown) == 1) return catcher.throw_in();
    if (setting(kThrown) == 2) return catcher.switch_to();
    return catcher.throw_error(std::runtime_error("trouble"));
  }

  void program() {
    Frame frame;
    catcher = greenlet("catcher", &Module::catch_one);
    quitter = greenlet("quitter", &Module::wait);
    thrower = greenlet("thrower", &Module::raise);
    print(catcher.switch_to());
    print(wake_catcher());
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
          run<Module>,
          false,
          {kThrown},
          {handle<&Module::catcher>("catcher"), handle<&Module::quitter>("quitter"),
           handle<&Module::thrower>("thrower")}};
}

}  // namespace greenlens::scenarios::throw_and_exit
