#include "scenarios/module.h"

namespace greenlens::scenarios::three_overlapping {

const Parameter kCalls{"calls", 3, 0, 40};

struct Module : ModuleOf<Module> {
  Greenlet high, low, lowest;

  Value wait_for_all(const Arguments&) {
    Frame frame;
    engine::main_greenlet().switch_to();
    print("high is back: what lay in its way is in the heap");
    return {};
  }

  Value start_lowest(const Arguments&) {
    Frame frame;
    lowest.switch_to();
    return {};
  }

  // From here to `high` both slices below its stack_stop must leave whole, and main's up to there
  // in part.
  Value make_room(const Arguments&) {
    Frame frame;
    high.switch_to();
    return {};
  }

  // main calls deeper before it starts `low`, so that low's slice begins further down than high's.
  void start_from_below(int64_t calls) {
    Frame frame;
    if (calls > 0) {
      start_from_below(calls - 1);
    } else {
      low.switch_to();
    }
    print("main is", calls, "calls down");
  }

  void program() {
    Frame frame;
    high = greenlet("high", &Module::wait_for_all);
    low = greenlet("low", &Module::start_lowest);
    lowest = greenlet("lowest", &Module::make_room);
    high.switch_to();
    start_from_below(setting(kCalls));
  }
};

Scenario scenario() {
  return {"three that overlap",
          "One switch saves two slices whole and one in part: only what overlaps the target has to "
          "leave, whoever it belongs to.",
          run<Module>,
          false,
          {kCalls},
          {handle<&Module::high>("high"), handle<&Module::low>("low"),
           handle<&Module::lowest>("lowest")}};
}

}  // namespace greenlens::scenarios::three_overlapping
