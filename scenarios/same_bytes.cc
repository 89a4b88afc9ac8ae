#include "scenarios/module.h"

namespace greenlens::scenarios::same_bytes {

struct Module : ModuleOf<Module> {
  Greenlet idle;
  bool done = false;

  // It comes back, sees that there is nothing to do, and goes: nothing of its slice has changed.
  Value wait_for_it(const Arguments&) {
    Frame frame;
    while (!done) engine::main_greenlet().switch_to();
    print("idle sees that it is done");
    return {};
  }

  void program() {
    Frame frame;
    idle = greenlet("idle", &Module::wait_for_it);
    for (int64_t round = 0; round < 12; ++round) idle.switch_to();
    done = true;
    idle.switch_to();
  }
};

Scenario scenario() {
  return {
      "the same bytes again and again",
      "A greenlet is asked twelve times whether it has something to do, and has not. Each time its "
      "slice is copied to the heap and back, and not one byte of it is different.",
      run<Module>,
      false,
      {},
      {handle<&Module::idle>("idle")}};
}

}  // namespace greenlens::scenarios::same_bytes
