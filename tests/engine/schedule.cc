// Random schedules: create, switch, throw, return and drop at random depth, and after every switch
// every suspended slice must hold what it held when it was suspended.
//
// Not a gtest program: it is also built with every compiler and optimisation level.  usage:
// schedule [SEED [STEPS]]
#include <cfenv>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <vector>

#include "engine/core/core.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/slice_checker.h"

namespace {
using namespace greenlens::engine;

// Never on a stack that moves.
struct World {
  unsigned seed = 1;
  std::mt19937 random;
  std::vector<Greenlet> greenlets;
  long steps_left = 0;
  long caught = 0;
};
World* world;

long switches();

[[noreturn]] void fail(const char* what, const Core* greenlet) {
  std::printf("seed %u, switch %ld: %s (%s)\n", world->seed, switches(), what,
              greenlet ? greenlet->name().c_str() : "-");
  std::fflush(stdout);
  std::_Exit(1);
}

class Checker : public SliceChecker {
 public:
  using SliceChecker::SliceChecker;

 protected:
  void wrong(const char* what, const Core* greenlet) override { fail(what, greenlet); }
};
Checker* checker;
long switches() { return checker->switches; }

unsigned dice(unsigned sides) { return static_cast<unsigned>(world->random() % sides); }

Value body(const Arguments&);

// Uses some stack, and checks that it is the same after whatever happened meanwhile.
__attribute__((noinline)) long wander(unsigned depth) {
  volatile unsigned char room[200];
  unsigned char fill = static_cast<unsigned char>(dice(256));
  for (auto& byte : room) byte = fill;
  double carried = static_cast<double>(fill) * 1.5;
  if (depth > 0) {
    wander(depth - 1);
  } else if (world->steps_left-- > 0) {
    try {
      unsigned which = dice(static_cast<unsigned>(world->greenlets.size()));
      switch (dice(8)) {
        case 0:
          world->greenlets[which] = Greenlet("", body);  // may drop the last handle
          break;
        case 1: {
          Greenlet victim = world->greenlets[which];
          victim.throw_error(std::runtime_error("thrown"));
          break;
        }
        case 2:
          throw std::runtime_error("of its own");
        default: {
          Greenlet to = world->greenlets[which];
          to.switch_to(static_cast<int>(which));
        }
      }
    } catch (const std::runtime_error&) {
      ++world->caught;
      // Switching while an exception is handled: it must still be the same one afterwards.
      std::exception_ptr mine = std::current_exception();
      Greenlet to = world->greenlets[dice(static_cast<unsigned>(world->greenlets.size()))];
      if (world->steps_left > 0) {
        try {
          to.switch_to();
        } catch (const std::runtime_error&) {
        }
      }
      if (std::current_exception() != mine) fail("another exception is being handled", nullptr);
    }
  }
  for (auto& byte : room) {
    if (byte != fill) fail("a local changed", nullptr);
  }
  if (carried != static_cast<double>(fill) * 1.5) fail("a double changed", nullptr);
  return fill;
}

Value body(const Arguments& arguments) {
  static const int kModes[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
  int mode = kModes[dice(4)];
  for (unsigned rounds = 1 + dice(6); rounds > 0; --rounds) {
    std::fesetround(mode);
    wander(dice(12));
    if (std::fegetround() != mode) fail("the rounding mode leaked", nullptr);
  }
  std::fesetround(FE_TONEAREST);
  return arguments[0];
}

}  // namespace

int main(int argc, char** argv) {
  alignas(16) char here[16];
  world = new World;
  world->seed = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1;
  world->steps_left = argc > 2 ? std::atol(argv[2]) : 4000;
  world->random.seed(world->seed);
  checker = new Checker(here);
  set_observer(checker);
  for (int i = 0; i < 12; ++i) world->greenlets.emplace_back("", body);
  while (world->steps_left > 0) {
    try {
      wander(dice(12));
    } catch (const std::runtime_error&) {
      ++world->caught;
    }
  }
  world->greenlets.clear();
  set_observer(nullptr);
  std::printf(
      "seed %u: %ld switches, %ld exceptions, saved %ld whole and %ld partly, %ld restored\n",
      world->seed, checker->switches, world->caught, checker->saved_whole, checker->saved_partly,
      checker->restored);
  bool enough = checker->switches > 500 && world->caught > 0 && checker->saved_whole > 0 &&
                checker->saved_partly > 0 && checker->restored > 0;
  if (!enough) std::printf("the schedule was too tame to mean anything\n");
  return enough ? 0 : 1;
}
