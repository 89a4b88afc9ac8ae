#include <ucontext.h>

#include <exception>

#include "scenarios/module.h"

namespace greenlens::scenarios::other_stack {

struct Module : ModuleOf<Module> {
  Greenlet gr1;
  ucontext_t outside, inside;
  char stack[65536];

  Value test1(const Arguments&) {
    Frame frame;
    print("gr1 lies on the thread's stack");
    swapcontext(&outside, &inside);
    print("and runs there again");
    return {};
  }

  // Its stack is an array of the module: no slice of anybody's.
  void coroutine() {
    print("here is another stack");
    try {
      engine::main_greenlet().switch_to();
    } catch (const std::exception&) {
      print("nobody can switch from here");
    }
    swapcontext(&inside, &outside);
  }

  static Module* module;
  static void begin() { module->coroutine(); }

  void program() {
    Frame frame;
    module = this;
    getcontext(&inside);
    inside.uc_stack.ss_sp = stack;
    inside.uc_stack.ss_size = sizeof stack;
    inside.uc_link = nullptr;
    makecontext(&inside, begin, 0);
    gr1 = greenlet("gr1", &Module::test1);
    gr1.switch_to();
  }
};

Module* Module::module = nullptr;

Scenario scenario() {
  return {
      "another stack",
      "Code can stand on memory that is no slice of the thread's stack: a coroutine of ucontext "
      "here. Nothing of it is ever copied, and nobody can switch from there.",
      run<Module>,
      false,
      {},
      {handle<&Module::gr1>("gr1")}};
}

}  // namespace greenlens::scenarios::other_stack
