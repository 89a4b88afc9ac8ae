#include "scenarios/module.h"
#include "scenarios/threads.h"

namespace greenlens::scenarios::two_threads {

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2, gr3, gr4;
  Turns turns;

  Value test1(const Arguments&) {
    Frame frame;
    print("gr1: thread 1 has a stack");
    gr2.switch_to();
    print("gr1 goes on in thread 1");
    return {};
  }

  Value test2(const Arguments&) {
    Frame frame;
    print("gr2 lies on the same stack as gr1");
    engine::main_greenlet().switch_to();
    return {};
  }

  Value test3(const Arguments&) {
    Frame frame;
    print("gr3: the worker has another stack");
    gr4.switch_to();
    print("gr3 goes on in the worker");
    return {};
  }

  Value test4(const Arguments&) {
    Frame frame;
    print("gr4 lies on the same stack as gr3");
    engine::main_greenlet().switch_to();
    return {};
  }

  void worker() {
    turns.wait_for(2);
    Frame frame;
    gr3 = greenlet("gr3", &Module::test3);
    gr4 = greenlet("gr4", &Module::test4);
    gr3.switch_to();
    turns.next();
    turns.wait_for(4);
    gr3.switch_to();
    gr3 = gr4 = {};
  }

  void program() {
    Frame frame;
    std::thread thread = start_thread("worker", [this] { worker(); });
    gr1 = greenlet("gr1", &Module::test1);
    gr2 = greenlet("gr2", &Module::test2);
    gr1.switch_to();
    turns.next();
    turns.wait_for(3);
    gr1.switch_to();
    turns.next();
    thread.join();
    print("the worker has ended");
  }
};

Scenario scenario() {
  return {"two threads",
          "Each thread has a stack of its own, a main greenlet and one greenlet that runs. "
          "Greenlets share the stack of their thread, and no greenlet leaves it.",
          run<Module>,
          /*threads_at_once=*/true};
}

}  // namespace greenlens::scenarios::two_threads
