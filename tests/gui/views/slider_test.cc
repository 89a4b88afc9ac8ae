// The switches on the slider.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/slider/model.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event.h"

namespace greenlens::gui::slider {
namespace {

using store::Timeline;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Ticks, AreTheSwitchesInOrder) {
  Timeline timeline = testing::sample_timeline();
  std::vector<std::string> labels;
  uint64_t last = 0;
  for (const Tick& tick : ticks(timeline, 1000)) {
    EXPECT_GT(tick.step, last);
    last = tick.step;
    EXPECT_TRUE(std::holds_alternative<facts::Delivered>(timeline.event(tick.step).fact));
    labels.push_back(tick.label);
  }
  EXPECT_THAT(labels, ElementsAre("main→gr1", "gr1→gr2", "gr2→gr1", "gr1→main"));
  EXPECT_THAT(ticks(Timeline(), 1000), IsEmpty());
}

// So many switches, one every `distance` steps.
Timeline many_switches(int count, int distance) {
  Timeline trace;
  const auto add = [&](facts::Fact fact) { trace.append({0, 1, 0, 0, std::move(fact)}); };
  add(facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything});
  add(facts::GreenletCreated{2, "other", 1, facts::kNull, facts::kNull});
  for (int i = 0; i < count; ++i) {
    const facts::GreenletId from = i % 2 == 0 ? 1 : 2, to = 3 - from;
    for (int k = 2; k < distance; ++k) add(facts::Printed{from, ""});
    add(facts::SwitchRequested{from, to, facts::Payload::value, ""});
    add(facts::Delivered{from, to, facts::Payload::value, ""});
  }
  return trace;
}

TEST(Ticks, AreNoMoreThanThePixels) {
  const Timeline trace = many_switches(5000, 2);
  ASSERT_EQ(trace.history().switches().size(), 5000u);
  const float pixels = 300;
  const std::vector<Tick> few = ticks(trace, pixels);
  EXPECT_LE(few.size(), 301u);
  EXPECT_GE(few.size(), 290u) << "and no fewer than have a place";
  const auto size = static_cast<float>(trace.size());
  for (size_t i = 1; i < few.size(); ++i) {
    const auto apart = static_cast<float>(few[i].step - few[i - 1].step);
    EXPECT_GE(apart * pixels / size, 1) << i;
  }
}

TEST(Ticks, AllHaveAPlaceWhereThereIsRoom) {
  const Timeline trace = many_switches(100, 10);
  EXPECT_EQ(ticks(trace, 1000).size(), 100u);
  EXPECT_EQ(ticks(trace, 0).size(), 1u) << "and one where there is none";
}

TEST(Slider, ReachesAsFarAsTheTimelineUnlessThatIsMuchLess) {
  const Area area{{10, 40}, {1000, 30}};
  EXPECT_EQ(reach(area, {}, 7), (Ends{17, 1003}));
  EXPECT_EQ(reach(area, {90, 990}, 7), (Ends{90, 990}));
  EXPECT_EQ(reach(area, {90, 400}, 7), (Ends{17, 1003})) << "a narrow timeline";
  EXPECT_EQ(reach(area, {90, 1100}, 7), (Ends{17, 1003})) << "one that is elsewhere";
  EXPECT_EQ(reach({{10, 40}, {3, 30}}, {}, 7), (Ends{17, 17})) << "no room at all";
}

}  // namespace
}  // namespace greenlens::gui::slider
