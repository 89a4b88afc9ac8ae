#include "scenarios/module.h"

namespace greenlens::scenarios::ping_pong {

struct Module : ModuleOf<Module> {
  Greenlet asking, busy;
  bool ready = false;

  // Asks until the answer is yes. Each question is two switches.
  Value ask(const Arguments&) {
    Frame frame;
    int64_t times = 0;
    for (; !ready; ++times) busy.switch_to();
    print("asked", times, "times");
    return {};
  }
  Value work(const Arguments&) {
    Frame frame;
    engine::main_greenlet().switch_to();
    for (int64_t part = 0; part < 20; ++part) asking.switch_to();
    ready = true;
    return {};
  }

  void program() {
    Frame frame;
    asking = greenlet("asking", &Module::ask);
    busy = greenlet("busy", &Module::work);
    busy.switch_to();
    asking.switch_to();
    asking.switch_to();
  }
};

Scenario scenario() {
  return {"ping-pong",
          "One greenlet asks another one whether it is ready by switching to it, again and again. "
          "Nothing is carried and nothing happens but the switches.",
          run<Module>,
          false,
          {},
          {handle<&Module::asking>("asking"), handle<&Module::busy>("busy")}};
}

}  // namespace greenlens::scenarios::ping_pong
