// Lanes of the timeline that greenlets share which are called alike, as they are painted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/english.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/scene/timeline/timeline_scene.h"

namespace greenlens::scene {
namespace {

using store::Timeline;
using testing::english;
using testing::long_trace;

// Two thousand of a name have one lane, with each run of theirs; who is selected has another one.
TEST(TimelinePicture, OfManyWhoAreCalledAlikeHasOneLane) {
  const Timeline trace = long_trace({.greenlets = 2000, .switches = 4000});
  SceneOptions options;
  options.width = 1000, options.height = 160, options.selected = 1234;
  const uint64_t from = trace.size() - 60;
  const Scene scene =
      timeline_scene(english(), trace, trace.size(), {.steps = {from, trace.size()}}, options);
  EXPECT_EQ(scene.part->lanes, 3u);
  EXPECT_EQ(scene.part->all_lanes, 3u);
  const auto y_of = [&](const std::string& lane) {
    const Item* item = testing::item(scene, "timeline.lane." + lane);
    return item != nullptr ? std::get<Text>(item->shape).at.y : 0;
  };
  const auto* shared = testing::item(scene, "timeline.lane.2");
  ASSERT_NE(shared, nullptr);
  EXPECT_EQ(std::get<Text>(shared->shape).text, "worker ×1999");
  EXPECT_NE(y_of("1234"), 0);
  int runs = 0;
  for (const store::Run& run : trace.history(from, trace.size())->runs()) {
    if (run.from <= from) continue;
    const Item* bar = testing::item(scene, "timeline.run." + std::to_string(run.from));
    ASSERT_NE(bar, nullptr) << run.from;
    EXPECT_EQ(bar->greenlet, run.who);
    const Box& box = std::get<Rect>(bar->shape).box;
    const float middle = box.y + box.h / 2;
    EXPECT_NEAR(middle, y_of(run.who == 1 ? "1" : run.who == 1234 ? "1234" : "2"), 8) << run.who;
    ++runs;
  }
  EXPECT_GT(runs, 6);
}

// Main and one of two thousand others run in turns: each has half of it, also where nobody knows
// how much of that each of the others has.
TEST(TimelinePicture, ALaneOfManyIsAsHighAsAllOfThemTogether) {
  const Timeline trace = long_trace({.greenlets = 2000, .switches = 8000});
  SceneOptions options;
  options.width = 700, options.height = 200;
  const Scene scene = timeline_scene(english(), trace, 0, {}, options);
  float main = 0, others = 0;
  for (const Item& item : scene.items) {
    if (item.id.rfind("timeline.level.", 0) != 0) continue;
    const Box& box = std::get<Rect>(item.shape).box;
    const float from = std::max(box.x, 200.0f);  // before that main makes the others
    if (box.right() <= from) continue;
    (item.id.rfind("timeline.level.1.", 0) == 0 ? main : others) += (box.right() - from) * box.h;
  }
  EXPECT_GT(main, 1000);
  EXPECT_NEAR(others / main, 1, 0.1);
  options.width = 260;
  const Scene narrow = timeline_scene(english(), trace, 0, {}, options);
  EXPECT_TRUE(testing::text_of(narrow, "timeline.lane.2").ends_with(" ×2000"));
}

// Threads that are all alike, as a pool's, share lanes where there is no room for each; the first
// one's stay apart.
TEST(TimelinePicture, ThreadsThatAreAlikeShareLanesWhereThereIsNoRoom) {
  const Timeline trace = long_trace({.greenlets = 40, .switches = 400, .threads = 10});
  SceneOptions options;
  options.width = 1000, options.height = 150;
  const Scene scene = timeline_scene(english(), trace, 0, {}, options);
  std::vector<std::string> lanes;
  for (const Item& item : scene.items) {
    const auto* text = std::get_if<Text>(&item.shape);
    if (text != nullptr && item.id.rfind("timeline.lane.", 0) == 0) lanes.push_back(text->text);
  }
  EXPECT_THAT(lanes,
              ::testing::ElementsAre("main · thread 1", "worker ×4", "main ×9", "worker ×36"));
  options.height = 900;
  EXPECT_EQ(timeline_scene(english(), trace, 0, {}, options).part->all_lanes, 50u);
}

}  // namespace
}  // namespace greenlens::scene
