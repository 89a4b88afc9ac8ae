// Where steps stand on the timeline.
#include "tracer/scene/timeline/axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace greenlens::scene {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

store::Times random_times(uint64_t from, uint64_t to, uint32_t seed) {
  std::minstd_rand random(seed);
  store::Times times;
  uint64_t now = random();
  for (uint64_t n = from; n <= to; ++n) {
    store::add_time(&times, n, now);
    now += random() % 50 == 0 ? random() % 1'000'000 : random() % 200;
  }
  return times;
}

TEST(Axis, ByTimeEachStepStandsWhereItsTimeIs) {
  for (uint32_t seed = 1; seed < 20; ++seed) {
    const Steps steps{seed * 10, seed * 10 + 50 * seed * seed};
    const store::Times times = random_times(steps.from, steps.to, seed);
    const float pixels = 900;
    const auto places = places_by_time(times, steps, pixels);
    ASSERT_FALSE(places.empty());
    EXPECT_EQ(places.front(), (StepPlace{steps.from, 0}));
    EXPECT_EQ(places.back(), (StepPlace{steps.to, 1}));
    EXPECT_LT(places.size(), 2 * 4 * 900u + 4) << "however many steps there are";
    const auto begin = static_cast<double>(times.front().time_ns);
    const double whole = static_cast<double>(times.back().time_ns) - begin;
    double before = 0;
    for (const store::StepTime& told : times) {
      const double share = share_of(places, steps, told.step);
      ASSERT_NEAR(share, (static_cast<double>(told.time_ns) - begin) / whole, 0.26 / pixels);
      ASSERT_GE(share, before);
      before = share;
    }
  }
}

// There and back: to a step that stands within a pixel.
TEST(Axis, AStepIsFoundWhereItStands) {
  for (uint32_t seed = 1; seed < 20; ++seed) {
    const Steps steps{0, 3000};
    for (const auto& places :
         {std::vector<StepPlace>{}, places_by_time(random_times(0, 3000, seed), steps, 900)}) {
      for (uint64_t step = 0; step <= 3000; step += 7) {
        const double share = share_of(places, steps, step);
        const uint64_t found = step_at_share(places, steps, share);
        ASSERT_NEAR(share_of(places, steps, found), share, 0.5 / 900) << step << " " << found;
        if (places.empty()) {
          ASSERT_EQ(found, step);
        }
      }
      EXPECT_EQ(step_at_share(places, steps, -5), 0u);
      EXPECT_EQ(step_at_share(places, steps, 1e9), 3000u);
      EXPECT_EQ(share_of(places, steps, 1'000'000), 1);
    }
  }
}

TEST(Axis, WhereNoTimePassesStepsStandEvenly) {
  EXPECT_THAT(places_by_time({}, {0, 10}, 100), IsEmpty());
  EXPECT_THAT(places_by_time({{0, 5}, {10, 5}}, {0, 10}, 100), IsEmpty());
  EXPECT_THAT(places_by_time({{0, 5}, {10, 9}}, {4, 4}, 100), IsEmpty());
  EXPECT_DOUBLE_EQ(share_of({}, {0, 10}, 5), 0.5);
  EXPECT_DOUBLE_EQ(share_of({}, {0, 0}, 5), 0);
  EXPECT_EQ(step_at_share({}, {7, 7}, 0.5), 7u);
}

TEST(Axis, ZoomKeepsTheTimeUnderTheMouse) {
  const Steps steps{0, 3000};
  const store::Times times = random_times(0, 3000, 3);
  ShownPart shown;
  shown.from = 0, shown.to = 3000, shown.left = 100, shown.right = 1000;
  shown.places = places_by_time(times, steps, 900);
  const auto at = [&](uint64_t step) { return share_of(shown.places, steps, step); };
  for (const float x : {150.0f, 500.0f, 990.0f}) {
    const Steps closer = zoomed_at(shown, 3000, x, 2);
    const double share = (x - 100) / 900.0;
    ASSERT_GE(closer.to - closer.from, kFewestSteps);
    // Half as much time, but for the steps' own distance, and the mouse at the same part of it.
    EXPECT_NEAR(at(closer.from), share / 2, 0.06) << x;
    EXPECT_NEAR(at(closer.to), share + (1 - share) / 2, 0.06) << x;
  }
  EXPECT_EQ(zoomed_at(shown, 3000, 500, 0.5), (Steps{})) << "all";
}

TEST(Axis, ScalesHaveRoundNumbers) {
  EXPECT_THAT(round_marks(0, 68, 7), ElementsAre(0, 10, 20, 30, 40, 50, 60));
  EXPECT_THAT(round_marks(12, 31, 5), ElementsAre(15, 20, 25, 30));
  EXPECT_THAT(round_marks(0, 1, 3), ElementsAre(0, 0.5, 1));
  EXPECT_THAT(round_marks(5, 5, 3), IsEmpty());
  EXPECT_THAT(round_marks(0, 5, 0), IsEmpty());
  std::minstd_rand random(1);
  for (int i = 0; i < 3000; ++i) {
    const double from = random() % 1'000'000, to = from + 1 + random() % 10'000'000;
    const size_t most = 1 + random() % 30;
    const auto marks = round_marks(from, to, most);
    ASSERT_LE(marks.size(), most);
    for (const double mark : marks) {
      ASSERT_GE(mark, from);
      ASSERT_LE(mark, to);
    }
    // Of a scale with a few marks at most half are given away for roundness.
    if (most >= 5) {
      ASSERT_GE(marks.size() * 5, most - 1) << from << " " << to << " " << most;
    }
  }
}

TEST(Axis, IsCalledByItsName) {
  for (const Axis axis : kAxes) EXPECT_EQ(axis_from_name(axis_name(axis)), axis);
  EXPECT_FALSE(axis_from_name("years"));
}

}  // namespace
}  // namespace greenlens::scene
