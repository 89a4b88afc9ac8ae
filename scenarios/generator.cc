#include "scenarios/module.h"

namespace greenlens::scenarios::generator {

const Parameter kNumbers{"numbers", 3, 0, 20};

struct Module : ModuleOf<Module> {
  Greenlet counter;

  // Yields from two calls deep: a generator of the language could not.
  void yield(int64_t number) {
    Frame frame;
    counter.parent().switch_to(number);
  }

  void count(int64_t from, int64_t to) {
    Frame frame;
    for (int64_t number = from; number < to; ++number) yield(number);
  }

  Value count_up(const Arguments& arguments) {
    Frame frame;
    count(0, arguments[0].to_int());
    return {};  // None: no more
  }

  void program() {
    Frame frame;
    counter = greenlet("counter", &Module::count_up);
    Value number = counter.switch_to(setting(kNumbers));
    while (!number.is_none()) {
      print("main got", number);
      number = counter.switch_to();
    }
    print("counter is done:", counter.dead());
  }
};

Scenario scenario() {
  return {"a generator",
          "yield is a switch to the parent with a value, next is a switch back. It may happen in a "
          "nested call: the whole slice waits, not one frame.",
          run<Module>,
          false,
          {kNumbers},
          {handle<&Module::counter>("counter")}};
}

}  // namespace greenlens::scenarios::generator
