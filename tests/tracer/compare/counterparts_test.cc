// Which step of one recording is which of another one.
#include "tracer/compare/counterparts.h"

#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tracer/compare/comparison.h"

namespace greenlens::compare {
namespace {

using Kind = Counterpart::Kind;

store::Timeline of(std::vector<facts::Event> events) {
  store::Timeline timeline;
  timeline.set_info(greenlens::testing::sample_info());
  for (facts::Event& event : events) timeline.append(std::move(event));
  return timeline;
}

Counterparts counterparts_of(const store::Trace& a, const store::Trace& b) {
  Counterparts all;
  EXPECT_TRUE(compare(a, b, {}, 10, {}, &all));
  return all;
}

TEST(Counterparts, OfTheSameRecordingEachStepIsItself) {
  const store::Timeline trace = greenlens::testing::sample_timeline();
  const Counterparts all = counterparts_of(trace, trace);
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    EXPECT_EQ(all.of(1, step), (Counterpart{step, Kind::same})) << step;
  }
}

// The second one prints a line more at one place, and nothing behind another one.
TEST(Counterparts, BehindWhatOnlyOneHasBothAreAlignedAgain) {
  auto events = greenlens::testing::sample_events();
  std::vector<uint64_t> printed;
  for (size_t i = 0; i < events.size(); ++i) {
    if (std::holds_alternative<facts::Printed>(events[i].fact)) printed.push_back(i);
  }
  ASSERT_GE(printed.size(), 3u);
  const store::Timeline a = of(events);
  auto changed = events;
  const facts::Event more = {0, 1, 0, 0, facts::Printed{1, "one more"}};
  changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(printed[1]) + 1, more);
  const store::Timeline b = of(changed);
  const Counterparts there = counterparts_of(a, b), back = counterparts_of(b, a);
  // Event i leads to step i + 1.
  const uint64_t before = printed[1] + 1, behind = printed[2] + 1;
  EXPECT_EQ(there.of(1, before), (Counterpart{before, Kind::same}));
  EXPECT_EQ(there.of(1, behind), (Counterpart{behind + 1, Kind::same}));
  EXPECT_EQ(there.of(1, a.size()), (Counterpart{b.size(), Kind::same}));
  EXPECT_EQ(back.of(1, before + 1).kind, Kind::differs);
  EXPECT_EQ(back.of(1, before + 1).step, before + 1);
  EXPECT_EQ(back.of(1, behind + 1), (Counterpart{behind, Kind::same}));
}

TEST(Counterparts, WhereTheOtherOneHasEndedItsLastStepStands) {
  auto events = greenlens::testing::sample_events();
  const store::Timeline a = of(events);
  events.resize(events.size() / 2);
  const store::Timeline b = of(events);
  const Counterparts all = counterparts_of(a, b);
  EXPECT_EQ(all.of(1, a.size()), (Counterpart{b.size(), Kind::ended}));
  EXPECT_EQ(all.of(1, 5), (Counterpart{5, Kind::same}));
  EXPECT_EQ(all.of(7, 5).kind, Kind::differs) << "a thread that only one of them has";
}

TEST(Counterparts, ManyPlacesWhereStepsDifferAreKeptRoughly) {
  Counterparts all;
  constexpr uint64_t kEvents = 1'000'000;
  all.of_steps(3 * kEvents);
  for (uint64_t i = 1; i <= kEvents; ++i) all.add(1, 10 * i + i % 3, 3 * i);
  for (uint64_t i = 1; i <= kEvents; i += 997) {
    const Counterpart there = all.of(1, 10 * i + i % 3);
    EXPECT_EQ(there.kind, Kind::same);
    EXPECT_NEAR(static_cast<double>(there.step), static_cast<double>(3 * i), 100.0) << i;
  }
}

TEST(FirstDifference, IsWhereEachHasSomethingOfItsOwn) {
  auto events = greenlens::testing::sample_events();
  const store::Timeline a = of(events);
  EXPECT_FALSE(first_difference(*compare(a, a, {}, 1)));
  size_t at = 0;
  while (!std::holds_alternative<facts::Printed>(events[at].fact)) ++at;
  std::get<facts::Printed>(events[at].fact).text = "otherwise";
  const store::Timeline b = of(events);
  const auto places = first_difference(*compare(a, b, {}, 1));
  ASSERT_TRUE(places);
  EXPECT_EQ(places->a, at + 1);
  EXPECT_EQ(places->b, at + 1);
}

}  // namespace
}  // namespace greenlens::compare
