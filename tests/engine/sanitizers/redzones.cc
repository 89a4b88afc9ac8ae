// Greenlets under AddressSanitizer with all it knows about stacks: random schedules run without a
// false alarm; and where its notes are kept with the slices, a greenlet that was away and writes
// past one of its arrays is caught.
//
// usage: redzones plain SEED    as a program of a user's
//        redzones keeper SEED   watched by the keeper of the notes
//        redzones overflow      watched by it, too; ends in AddressSanitizer's report
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tests/engine/model/operation.h"
#include "tests/engine/sanitizers/shadow_keeper.h"

namespace {
using namespace greenlens::engine;

struct World {
  explicit World(uint64_t seed) : dice(seed, 0) {}
  greenlens::model::RandomDice dice;
  std::vector<Greenlet> greenlets;
  long steps_left = 30000;
  long switches = 0;
  long caught = 0;
};
World* world;

// Byte by byte: the library's functions are not checked here.
__attribute__((noinline)) void fill(volatile char* bytes, size_t size, char with) {
  for (size_t i = 0; i < size; ++i) bytes[i] = with;
}

Value body(const Arguments&);

__attribute__((noinline)) int wander(unsigned depth) {
  char first[24];
  char second[200];
  char with = static_cast<char>(world->dice.roll(100));
  fill(first, sizeof first, with);
  fill(second, sizeof second, with);
  if (depth > 0) {
    wander(depth - 1);
  } else if (world->steps_left-- > 0) {
    unsigned which = world->dice.roll(static_cast<unsigned>(world->greenlets.size()));
    try {
      switch (world->dice.roll(8)) {
        case 0:
          world->greenlets[which] = Greenlet("", body);
          break;
        case 1:
          throw std::runtime_error("of its own");
        case 2: {
          Greenlet to = world->greenlets[which];
          to.throw_error(std::runtime_error("thrown"));
          break;
        }
        default: {
          Greenlet to = world->greenlets[which];
          to.switch_to();
          ++world->switches;
        }
      }
    } catch (const std::runtime_error&) {
      ++world->caught;
    }
  }
  fill(first, sizeof first, with);
  fill(second, sizeof second, with);
  return first[world->dice.roll(24)] + second[world->dice.roll(200)];
}

Value body(const Arguments&) {
  for (unsigned rounds = 1 + world->dice.roll(6); rounds > 0; --rounds) {
    wander(world->dice.roll(10));
  }
  return {};
}

// One byte too many, in a greenlet that has been in the heap meanwhile.
Value overflowing(const Arguments&) {
  char small[24];
  fill(small, sizeof small, 1);
  main_greenlet().switch_to();
  volatile size_t too_many = sizeof small + 1;
  fill(small, too_many, 2);
  return int{small[0]};
}

void overflow() {
  Greenlet away("away", overflowing);
  away.switch_to();
  Greenlet other("other", [](const Arguments&) -> Value { return wander(20); });
  world->greenlets.push_back(other);
  other.switch_to();
  away.switch_to();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  world = new World(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
  ShadowKeeper keeper;
  if (mode != "plain") set_observer(&keeper);
  if (mode == "overflow") {
    overflow();
    std::printf("nobody noticed\n");
    return 0;
  }
  for (int i = 0; i < 12; ++i) world->greenlets.emplace_back("", body);
  while (world->steps_left > 0) wander(world->dice.roll(10));
  world->greenlets.clear();
  set_observer(nullptr);
  std::printf(
      "%ld switches, %ld exceptions, notes taken away %ld times and brought back %ld times\n",
      world->switches, world->caught, keeper.kept, keeper.brought_back);
  bool enough = world->switches > 1000 && world->caught > 0 &&
                (keeper.brought_back > 0) == (mode == "keeper");
  delete world;
  return enough ? 0 : 1;
}
