// Who stands still, and who may go on.
#include "tracer/record/gate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace greenlens::record {
namespace {

using facts::Grain;
using facts::Stops;

// Whether somebody who comes there stands until it is allowed to go on.
bool stands(const session::Permission& permission, uint64_t step, facts::ThreadId thread,
            Stops stops) {
  Gate gate(true);
  gate.allow(permission);
  std::atomic<bool> passed{false};
  std::thread somebody([&] {
    gate.pass(step, thread, stops);
    passed = true;
  });
  for (int ms = 0; ms < 30 && !passed; ++ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const bool stood = !passed;
  gate.allow({Grain::phase, 0, true});
  somebody.join();
  return stood;
}

TEST(Gate, LetsAllGoOnEachToItsNextStop) {
  const session::Permission all{Grain::line, 10, false};
  for (const facts::ThreadId thread : {1u, 2u}) {
    EXPECT_FALSE(stands(all, 10, thread, Stops(Grain::line)));
    EXPECT_FALSE(stands(all, 11, thread, Stops())) << "no line";
    EXPECT_TRUE(stands(all, 11, thread, Stops(Grain::line)));
  }
}

TEST(Gate, LetsOneThreadGoOnAndTheOthersStandWhereverTheyAre) {
  const session::Permission second{Grain::line, 10, false, 2};
  EXPECT_FALSE(stands(second, 11, 2, Stops()));
  EXPECT_TRUE(stands(second, 11, 2, Stops(Grain::line)));
  EXPECT_TRUE(stands(second, 11, 1, Stops()));
  EXPECT_TRUE(stands(second, 3, 1, Stops())) << "also before that step";
}

TEST(Gate, StandsUntilTheFirstPermission) {
  Gate gate(true);
  std::atomic<bool> passed{false};
  std::thread somebody([&] {
    gate.pass(0, 1, Stops());
    passed = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(passed);
  gate.allow({Grain::phase, 0, false});
  somebody.join();
  EXPECT_TRUE(passed);
}

}  // namespace
}  // namespace greenlens::record
