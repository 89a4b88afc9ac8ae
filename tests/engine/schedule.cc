// Random schedules: create, switch, throw, return and drop at random depth, and after every switch
// every suspended slice must hold what it held when it was suspended.
//
// Not a gtest program: it is also built with every compiler and optimisation level.  usage:
// schedule [SEED [STEPS]]
#include <cfenv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <stdexcept>
#include <vector>

#include "engine/core.h"
#include "engine/greenlet.h"
#include "tests/engine/null_observer.h"

namespace {
using namespace greenlens::engine;

// Never on a stack that moves.
struct World {
  unsigned seed = 1;
  std::mt19937 random;
  std::vector<Greenlet> greenlets;
  long steps_left = 0;
  long switches = 0;
  long caught = 0;
  long saved_whole = 0, saved_partly = 0, restored = 0;
};
World* world;
char* base;  // an address above everything that runs

[[noreturn]] void fail(const char* what, const Core* greenlet) {
  std::printf("seed %u, switch %ld: %s (%s)\n", world->seed, world->switches, what,
              greenlet ? greenlet->name().c_str() : "-");
  std::_Exit(1);
}

// Reads a slice as if it ran, and sums it up.
uint64_t checksum(const Core& greenlet) {
  const char* start = greenlet.stack_start();
  const char* stop = greenlet.is_main() ? base : greenlet.stack_stop();
  size_t size = static_cast<size_t>(stop - start);
  static std::vector<char> buffer;
  buffer.resize(size);
  read_as_if_running(greenlet.slice(), start, buffer.data(), size);
  uint64_t sum = 1469598103934665603u;
  for (char c : buffer) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return sum;
}

class Checker : public NullObserver {
 public:
  void greenlet_created(Where, const Core& greenlet) override { alive_[greenlet.id()] = &greenlet; }
  void greenlet_freed(Where, const Core& greenlet) override {
    alive_.erase(greenlet.id());
    sums_.erase(greenlet.id());
  }
  void stack_start_set(Where, const Core& origin) override {
    sums_[origin.id()] = checksum(origin);
  }
  void slice_saved(Where, const Core& owner, SliceExtent extent, const char* from, const char* to,
                   const char* copied) override {
    ++(extent == SliceExtent::whole ? world->saved_whole : world->saved_partly);
    if (owner.stack_copy() + owner.stack_saved() != copied + (to - from)) {
      fail("the copy does not end with what was copied", &owner);
    }
    size_t& in_heap = in_heap_[owner.id()];
    if (from != owner.stack_start() + in_heap) fail("a gap in the copy", &owner);
    in_heap += static_cast<size_t>(to - from);
    if (in_heap != owner.stack_saved()) fail("stack_saved is not what was saved", &owner);
  }
  void slice_restored(Where, const Core& target, const char* from, const char* to) override {
    ++world->restored;
    if (in_heap_[target.id()] != static_cast<size_t>(to - from))
      fail("restored too little", &target);
    in_heap_[target.id()] = 0;
    if (sums_.at(target.id()) != checksum(target)) fail("came back changed", &target);
  }
  void host_state_swapped(Where, const Core&, const Core& target) override {
    ++world->switches;
    if (target.stack_saved() != 0) fail("runs with bytes in the heap", &target);
    sums_.erase(target.id());
    for (const auto& [id, greenlet] : alive_) check_suspended(*greenlet, target);
    check_chain(target);
  }

 private:
  void check_suspended(const Core& greenlet, const Core& running) {
    if (&greenlet == &running || !greenlet.active()) {
      if (!greenlet.active() && greenlet.stack_saved() != 0) fail("dead with a copy", &greenlet);
      return;
    }
    if (sums_.at(greenlet.id()) != checksum(greenlet)) fail("slice changed", &greenlet);
    if ((greenlet.stack_copy() == nullptr) != (greenlet.stack_saved() == 0)) {
      fail("copy and its size disagree", &greenlet);
    }
    // Below the running one's stack_stop nothing of anybody else is left in place.
    if (greenlet.stack_start() + greenlet.stack_saved() < running.stack_stop() &&
        greenlet.stack_start() + greenlet.stack_saved() != greenlet.stack_stop()) {
      fail("bytes lie where the running one lives", &greenlet);
    }
  }
  void check_chain(const Core& running) {
    const Core* last = &running;
    for (const Core* next = running.stack_prev(); next; next = next->stack_prev()) {
      if (next->stack_stop() <= last->stack_stop()) fail("stack_prev does not ascend", next);
      last = next;
    }
    if (!last->is_main()) fail("the chain does not end at main", last);
  }

  std::map<uint32_t, const Core*> alive_;
  std::map<uint32_t, uint64_t> sums_;
  std::map<uint32_t, size_t> in_heap_;
};

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
  base = here;
  world = new World;
  world->seed = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 1;
  world->steps_left = argc > 2 ? std::atol(argv[2]) : 4000;
  world->random.seed(world->seed);
  auto* checker = new Checker;
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
      world->seed, world->switches, world->caught, world->saved_whole, world->saved_partly,
      world->restored);
  bool enough = world->switches > 500 && world->caught > 0 && world->saved_whole > 0 &&
                world->saved_partly > 0 && world->restored > 0;
  if (!enough) std::printf("the schedule was too tame to mean anything\n");
  return enough ? 0 : 1;
}
