#include "scenarios/module.h"

namespace greenlens::scenarios::borrowed_pointer {

struct Module : ModuleOf<Module> {
  Greenlet gr1, gr2;
  int* lent = nullptr;

  Value test1(const Arguments&) {
    Frame frame;
    int box = 7;
    lent = &box;
    gr2.switch_to();
    print(box);
    return {};
  }

  // Started first, so that its slice lies where gr1's will lie. What it borrows points to where box
  // was: box itself is in gr1's copy by then. Whoever follows it finds something, and nothing says
  // that it is wrong.
  Value test2(const Arguments&) {
    Frame frame;
    engine::main_greenlet().switch_to();
    int* borrowed = lent;
    print("not followed");
    if (borrowed == lent) print("still held");
    return {};
  }

  void program() {
    Frame frame;
    gr1 = greenlet("gr1", &Module::test1);
    gr2 = greenlet("gr2", &Module::test2);
    gr2.switch_to();
    gr1.switch_to();
    gr1.switch_to();
  }
};

Scenario scenario() {
  return {"a pointer into another’s slice",
          "gr1 lends gr2 the address of a variable on its stack, and switches away: the variable "
          "goes into the heap with the slice, and the address means other bytes. It is back where "
          "it was when gr1 runs.",
          run<Module>,
          false,
          {},
          {handle<&Module::gr1>("gr1"), handle<&Module::gr2>("gr2")}};
}

}  // namespace greenlens::scenarios::borrowed_pointer
