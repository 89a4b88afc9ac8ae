#include "tests/tracer/questions/traces.h"

#include <optional>
#include <random>
#include <stdexcept>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "scenarios/scenario.h"
#include "tests/tracer/record/recorded.h"

namespace greenlens::testing {
namespace {

using engine::Arguments;
using engine::Frame;
using engine::Greenlet;
using engine::Value;

constexpr size_t kSlots = 8;
constexpr unsigned kSeeds = 4;
constexpr int kActs = 90;

// Never on a stack that moves.
struct World {
  std::mt19937 random;
  std::vector<Greenlet> slots{kSlots};
  int left = 0;
  int printed = 0;
};
World* world;

unsigned dice(unsigned sides) { return static_cast<unsigned>(world->random() % sides); }
Greenlet& slot() { return world->slots[dice(kSlots)]; }

Value body(const Arguments&);

void act() {
  Greenlet to = slot();
  if (to.core() == nullptr) {
    slot() = Greenlet("g" + std::to_string(dice(100)), body);
    return;
  }
  switch (dice(14)) {
    case 0:
      slot() = Greenlet("g" + std::to_string(dice(100)), body);
      return;
    case 1:
      slot() = Greenlet();
      return;
    case 2:
      to.throw_error(std::runtime_error("thrown"));
      return;
    case 3:
      to.throw_in();
      return;
    case 4:
      engine::main_greenlet().switch_to("back");
      return;
    case 5: {
      Greenlet parent = slot();
      if (parent.core() != nullptr) to.set_parent(parent);
      return;
    }
    case 6:
      engine::current().switch_to("itself");
      return;
    case 7:
      engine::print("line", ++world->printed);
      return;
    default:
      to.switch_to(static_cast<int>(dice(100)));
  }
}

// Uses some stack.
__attribute__((noinline)) unsigned wander(unsigned depth) {
  volatile unsigned char room[160];
  room[0] = static_cast<unsigned char>(depth);
  std::optional<Frame> frame;
  if (dice(3) == 0) frame.emplace();
  if (depth > 0) {
    wander(depth - 1);
  } else if (world->left-- > 0) {
    try {
      act();
    } catch (const std::exception&) {
      if (dice(4) == 0) throw;
    }
  }
  return room[0];
}

Value body(const Arguments&) {
  for (unsigned rounds = 1 + dice(5); rounds > 0; --rounds) wander(dice(8));
  return static_cast<int>(dice(10));
}

void random_program() {
  while (world->left > 0) {
    try {
      wander(dice(8));
    } catch (const std::exception&) {
    }
  }
}

}  // namespace

const std::map<std::string, store::Timeline>& scenario_traces() {
  static const auto all = [] {
    std::map<std::string, store::Timeline> made;
    for (const scenarios::Scenario* scenario : scenarios::catalog()) {
      made.emplace(scenario->id, record::recorded_in_all_threads(scenario->file, scenario->run));
    }
    return made;
  }();
  return all;
}

const std::map<std::string, store::Timeline>& random_traces() {
  static const auto all = [] {
    std::map<std::string, store::Timeline> made;
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
      World here;
      world = &here;
      here.random.seed(seed);
      here.left = kActs;
      made.emplace("random " + std::to_string(seed), record::recorded("random.cc", random_program));
      // What still stands ends now, unseen; it may act no more.
      here.left = 0;
      for (Greenlet& greenlet : here.slots) {
        try {
          greenlet = Greenlet();
        } catch (const std::exception&) {
        }
      }
    }
    return made;
  }();
  return all;
}

}  // namespace greenlens::testing
