// Who stands still, and who may go on.
#include "tracer/ring/gate.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace greenlens::ring {
namespace {

using facts::Grain;
using facts::Stops;

// Whether somebody who comes there stands until it is allowed to go on.
bool stands(const session::Permission& permission, uint64_t step, facts::ThreadId thread,
            Stops stops) {
  Gate::State state;
  HolderWord recorder{0};
  Gate gate(state);
  gate.close();
  gate.allow(permission);
  std::atomic<bool> passed{false};
  std::thread somebody([&] {
    gate.pass(step, thread, stops, Watched(recorder, nullptr));
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
  Gate::State state;
  HolderWord recorder{0};
  Gate gate(state);
  gate.close();
  std::atomic<bool> passed{false};
  std::thread somebody([&] {
    gate.pass(0, 1, Stops(), Watched(recorder, nullptr));
    passed = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(passed);
  gate.allow({Grain::phase, 0, false});
  somebody.join();
  EXPECT_TRUE(passed);
}

TEST(Gate, IsOpenAndIsNoneAsLongAsNobodyClosesIt) {
  Gate::State state;
  HolderWord recorder{0};
  Gate gate(state);
  EXPECT_TRUE(gate.is_open());
  gate.pass(1, 1, Stops(), Watched(recorder, nullptr));
  gate.close();
  EXPECT_FALSE(gate.is_open());
  gate.allow({Grain::phase, 0, false});
  EXPECT_FALSE(gate.is_open());
  gate.allow({Grain::phase, 0, true});
  EXPECT_TRUE(gate.is_open());
}

TEST(Gate, StopsNobodyWhoseRecorderIsGoneOrWhoIsAnotherProcessNow) {
  Gate::State state;
  HolderWord recorder{0};
  std::atomic<uint32_t> own{1};
  Gate gate(state);
  gate.close();
  std::thread holder([&] { const Holder held(recorder); });
  holder.join();
  gate.pass(1, 1, Stops(), Watched(recorder, &own));
  recorder = 0;
  own = 0;
  gate.pass(1, 1, Stops(), Watched(recorder, &own));
}

}  // namespace
}  // namespace greenlens::ring
