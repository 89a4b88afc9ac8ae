#include "scenarios/module.h"

namespace greenlens::scenarios::round_robin {

const Parameter kGreenlets{"greenlets", 3, 1, 20};
const Parameter kRounds{"rounds", 2, 1, 20};
const Parameter kLocals{"locals", 256, 0, 16384};  // bytes

struct Module : ModuleOf<Module> {
  std::vector<Greenlet> workers;

  // Its locals lie on the C stack: with every switch they are carried along.
  Value work(const Arguments& arguments) {
    Frame frame;
    const auto size = static_cast<size_t>(setting(kLocals));
    auto* locals = static_cast<volatile char*>(__builtin_alloca(size + 1));
    for (size_t i = 0; i <= size; ++i) locals[i] = static_cast<char>(arguments[0].to_int());
    const std::string name = "worker " + std::to_string(locals[size]);
    for (int64_t round = 1; round < setting(kRounds); ++round) {
      engine::main_greenlet().switch_to(name + " waits for its turn");
    }
    return name + " is done";
  }

  void program() {
    Frame frame;
    for (int64_t i = 1; i <= setting(kGreenlets); ++i) {
      workers.push_back(greenlet("worker" + std::to_string(i), &Module::work));
    }
    for (int64_t round = 1; round <= setting(kRounds); ++round) {
      print("round", round);
      int64_t number = 0;
      for (Greenlet& worker : workers) print(worker.switch_to(++number));
    }
  }
};

Scenario scenario() {
  return {"taking turns",
          "All begin at the same height of the stack, so only one of them can be in place: each "
          "turn carries one slice out and another one in, with all its locals.",
          run<Module>,
          false,
          {kGreenlets, kRounds, kLocals}};
}

}  // namespace greenlens::scenarios::round_robin
