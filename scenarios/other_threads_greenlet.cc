#include <exception>

#include "scenarios/module.h"
#include "scenarios/threads.h"

namespace greenlens::scenarios::other_threads_greenlet {

struct Module : ModuleOf<Module> {
  Greenlet gr1, theirs;
  Turns turns;

  Value test1(const Arguments&) {
    Frame frame;
    // gr1's stack is this thread's: the worker's bytes are not here, and never will be.
    try {
      theirs.switch_to("hello?");
    } catch (const std::exception& error) {
      print("refused:", error.what());
    }
    try {
      gr1.set_parent(theirs);
    } catch (const std::exception& error) {
      print("refused:", error.what());
    }
    return {};
  }

  Value test2(const Arguments&) {
    Frame frame;
    print("theirs waits in its own thread");
    engine::main_greenlet().switch_to();
    return {};
  }

  void worker() {
    Frame frame;
    theirs = greenlet("theirs", &Module::test2);
    theirs.switch_to();
    turns.next();
    turns.wait_for(3);
    theirs.switch_to();
    theirs = {};
  }

  void program() {
    Frame frame;
    std::thread thread = start_thread("worker", [this] { worker(); });
    turns.wait_for(2);
    gr1 = greenlet("gr1", &Module::test1);
    gr1.switch_to();
    turns.next();
    thread.join();
  }
};

Scenario scenario() {
  return {"another thread's greenlet",
          "A switch to a greenlet of another thread is refused: its bytes belong on the other "
          "thread's stack. So is a parent that lives there.",
          run<Module>,
          /*threads_at_once=*/true};
}

}  // namespace greenlens::scenarios::other_threads_greenlet
