#include "scenarios/module.h"
#include "scenarios/threads.h"

namespace greenlens::scenarios::thread_ends {

struct Module : ModuleOf<Module> {
  Greenlet held;

  Value waits(const Arguments&) {
    Frame frame;
    try {
      engine::main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      print("GreenletExit in", engine::current().name());
      throw;
    }
    return {};
  }

  void worker() {
    Frame frame;
    Greenlet of_the_thread = greenlet("of_the_thread", &Module::waits);
    held = greenlet("held", &Module::waits);
    of_the_thread.switch_to();
    held.switch_to();
    print("the worker ends, and nobody can resume them any more");
  }

  void program() {
    Frame frame;
    start_thread("worker", [this] { worker(); }).join();
    print(held.dead() ? "main still holds a dead greenlet" : "it lives?");
    held = {};
  }
};

Scenario scenario() {
  return {"a thread ends with suspended greenlets",
          "The stack goes with its thread: before that, GreenletExit is thrown into each greenlet "
          "that is suspended there. A handle that somebody still has names a dead greenlet.",
          run<Module>};
}

}  // namespace greenlens::scenarios::thread_ends
