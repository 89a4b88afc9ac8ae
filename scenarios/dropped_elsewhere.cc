#include "scenarios/module.h"
#include "scenarios/threads.h"

namespace greenlens::scenarios::dropped_elsewhere {

struct Module : ModuleOf<Module> {
  Greenlet gr1;
  Turns turns;

  Value test1(const Arguments&) {
    Frame frame;
    try {
      engine::main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      print("gr1 is ended, on its own stack");
    }
    return {};
  }

  void worker() {
    Frame frame;
    print("the worker drops the last handle");
    gr1 = {};
    print("and gr1 is still there: only its own thread can end it");
    turns.next();
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::test1);
    gr1.switch_to();
    std::thread thread = start_thread("worker", [this] { worker(); });
    turns.wait_for(2);
    thread.join();
    print("main does anything with greenlets:");
    Greenlet another = Greenlet("another", [](const Arguments&) { return Value("done"); });
    another.switch_to();
  }
};

Scenario scenario() {
  return {"the last handle, dropped by another thread",
          "A greenlet can only be ended on its own stack. Whoever drops its last handle in another "
          "thread leaves it to its own thread, which ends it when it next uses greenlets.",
          run<Module>,
          /*threads_at_once=*/true};
}

}  // namespace greenlens::scenarios::dropped_elsewhere
