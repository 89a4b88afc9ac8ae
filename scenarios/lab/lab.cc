// All that a switch can get wrong shows here: slices that are saved whole and in part and come back
// often, and greenlets that each round in another way.
#include "scenarios/lab/lab.h"

#include <cfenv>

#include "scenarios/module.h"

namespace greenlens::scenarios::lab {

struct Module : ModuleOf<Module> {
  Greenlet up, down, low;

  // Divided when the program runs, by who has set how to round.
  double third() const {
    volatile double one = 1, three = 3;
    return one / three;
  }
  Value rounds(int mode, const char* name) {
    Frame frame;
    std::fesetround(mode);
    const double before = third();
    for (int round = 0; round < 3; ++round) {
      engine::main_greenlet().switch_to();
      print(name, third() == before ? "rounds as before" : "rounds in another way");
    }
    return {};
  }
  Value rounds_up(const Arguments&) { return rounds(FE_UPWARD, "up"); }
  Value rounds_down(const Arguments&) { return rounds(FE_DOWNWARD, "down"); }

  // Whole slices are in its way, and the lower part of another one.
  Value runs_below(const Arguments&) {
    Frame frame;
    up.switch_to();
    return {};
  }
  // Deeper, so that its slice begins further down.
  void start_from_below(int64_t calls) {
    Frame frame;
    if (calls > 0) {
      start_from_below(calls - 1);
    } else {
      low.switch_to();
    }
  }

  void program() {
    Frame frame;
    up = greenlet("up", &Module::rounds_up);
    down = greenlet("down", &Module::rounds_down);
    low = greenlet("low", &Module::runs_below);
    up.switch_to();
    start_from_below(2);
    down.switch_to();
    up.switch_to();
    down.switch_to();
    up.switch_to();
    print("main has come to its end");
  }
};

Scenario scenario() {
  Scenario scenario{"the lab",
                    "Three greenlets whose slices overlap and that each round in another way: a "
                    "switch that forgets something is found out here.",
                    run<Module>};
  scenario.id = "lab";
  scenario.file = "scenarios/lab/lab.cc";
  return scenario;
}

}  // namespace greenlens::scenarios::lab
