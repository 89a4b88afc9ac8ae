#include "scenarios/module.h"

namespace greenlens::scenarios::parent_chain {

struct Module : ModuleOf<Module> {
  Greenlet grandparent, parent, child;

  Value be_grandparent(const Arguments&) {
    Frame frame;
    parent = greenlet("parent", &Module::be_parent);
    print("grandparent got:", parent.switch_to());
    return "grandparent's result";
  }

  Value be_parent(const Arguments&) {
    Frame frame;
    child = greenlet("child", &Module::be_child);
    print("parent got:", child.switch_to());
    return "parent's result";
  }

  Value be_child(const Arguments&) {
    Frame frame;
    engine::main_greenlet().switch_to("child is waiting");
    return "child's result";
  }

  void program() {
    Frame frame;
    grandparent = greenlet("grandparent", &Module::be_grandparent);
    print("main got:", grandparent.switch_to());
    print("main got:", parent.switch_to("go on"));
    print("main got:", child.switch_to());
  }
};

Scenario scenario() {
  return {"a chain of parents",
          "A result goes to the parent, and on to the next one if that is dead: child, the last to "
          "end, is answered in main because parent and grandparent are gone.",
          run<Module>,
          false,
          {},
          {handle<&Module::grandparent>("grandparent"), handle<&Module::parent>("parent"),
           handle<&Module::child>("child")}};
}

}  // namespace greenlens::scenarios::parent_chain
