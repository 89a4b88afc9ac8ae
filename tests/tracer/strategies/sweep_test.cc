// What follows from measurements: where two curves cross, and when a stack of its own has paid.
#include "tracer/strategies/sweep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tracer/facts/json_fields.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::strategies {
namespace {

using testing::english;
using ::testing::HasSubstr;

Point point(uint64_t bytes, double slices_ns, double stacks_ns) {
  Point made;
  made.greenlets = 10;
  made.bytes = bytes;
  made.slice = bytes + 300;
  made.slices = {slices_ns, 300, 2 * (bytes + 300), 10 * (bytes + 300), 4096};
  made.stacks = {stacks_ns, 7300, 0, 10 * 4096, 40960};
  return made;
}

TEST(Crossing, IsWhereCopyingBecomesTheSlowerWay) {
  // Twice as fast at 100 bytes, twice as slow at 10,000: the middle of the logarithms.
  const Crossing crosses = crossing({point(100, 10, 20), point(10'000, 40, 20)});
  EXPECT_EQ(crosses.kind, Crossing::Kind::at);
  EXPECT_EQ(crosses.bytes, 1000u);
}

TEST(Crossing, MayBeNowhere) {
  EXPECT_EQ(crossing({point(100, 25, 7), point(1000, 40, 7)}).kind, Crossing::Kind::always);
  EXPECT_EQ(crossing({point(100, 5, 7), point(1000, 6, 7)}).kind, Crossing::Kind::never);
  EXPECT_EQ(crossing({}).kind, Crossing::Kind::never);
}

TEST(Crossing, IsTheLastOneWhereAMeasurementIsOff) {
  const Crossing crosses =
      crossing({point(100, 10, 20), point(200, 21, 20), point(400, 10, 20), point(1600, 40, 20)});
  EXPECT_EQ(crosses.kind, Crossing::Kind::at);
  EXPECT_EQ(crosses.bytes, 800u);
}

TEST(MostlyCopying, IsWhereASwitchTakesTwiceTheShortest) {
  EXPECT_EQ(mostly_copying({point(100, 20, 7), point(10'000, 80, 7)}), 1000u);
  EXPECT_EQ(mostly_copying({point(100, 20, 7), point(10'000, 30, 7)}), std::nullopt);
  EXPECT_EQ(mostly_copying({}), std::nullopt);
}

TEST(PaysAfter, AsManySwitchesAsMakingAStackCosts) {
  // 7000 ns more to be made, and 100 ns less a switch.
  EXPECT_EQ(pays_after(point(4096, 107, 7)), 70u);
  EXPECT_EQ(pays_after(point(4096, 7, 107)), std::nullopt);
  Point cheap = point(4096, 107, 7);
  cheap.stacks.life_ns = 10;
  EXPECT_EQ(pays_after(cheap), 0u);
}

TEST(Frames, AreModelledByTheSizesThatWereMeasured) {
  EXPECT_EQ(frames_at(point(100, 1, 1)).held, 10 * (400 + 3 * 32u));
  EXPECT_EQ(frames_at(point(100, 1, 1)).copied, 0u);
}

Sweep two() {
  Sweep sweep;
  sweep.cpu = "x86-64";
  sweep.points = {point(100, 10, 20), point(10'000, 40, 20)};
  Point more = point(100, 11, 22);
  more.greenlets = 1000;
  sweep.points.push_back(more);
  return sweep;
}

TEST(SweepFile, IsReadAsItWasWritten) {
  EXPECT_EQ(sweep_from(facts::json_text(to_json(two()))), two());
  const std::string text = facts::json_text(to_json(two()));
  for (size_t n = 0; n < text.size(); n += 3) EXPECT_FALSE(sweep_from(text.substr(0, n))) << n;
  for (const char* bad : {"[]", "{}", "null", "{\"cpu\":1,\"points\":[]}",
                          "{\"cpu\":\"x\",\"points\":[]}", "{\"cpu\":\"x\",\"points\":[1]}"}) {
    EXPECT_FALSE(sweep_from(bad)) << bad;
  }
}

TEST(SweepPoints, AreFoundByTheirNumbers) {
  EXPECT_EQ(points_of(two(), 10).size(), 2u);
  EXPECT_EQ(points_of(two(), 3).size(), 0u);
  EXPECT_EQ(nearest(two(), 10, 8000)->bytes, 10'000u);
  EXPECT_EQ(nearest(two(), 900, 8000)->greenlets, 1000u);
  EXPECT_FALSE(nearest({}, 1, 1));
}

TEST(SweepWords, SayWhereTheyCrossInOneSentence) {
  const auto points = points_of(two(), 10);
  EXPECT_THAT(sweep_sentence(english(), points, points[0]),
              HasSubstr("With more than about 1000 B of locals each, copying is the slower"));
  EXPECT_THAT(sweep_text(english(), two()), HasSubstr("modelled"));
  EXPECT_THAT(sweep_text(english(), two()), HasSubstr("1000 greenlets"));
}

}  // namespace
}  // namespace greenlens::strategies
