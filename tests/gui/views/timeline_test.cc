// What the mouse and the keys do to the timeline.
#include <gtest/gtest.h>

#include "gui/commands.h"
#include "gui/views/timeline/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/facts/event.h"
#include "tracer/scene/timeline/axis.h"

namespace greenlens::gui::timeline {
namespace {

using testing::Driver;
using testing::HeldSource;
using testing::Mode;

Driver long_one(uint32_t greenlets = 3) {
  return Driver(std::make_unique<HeldSource>(
      testing::long_trace({.greenlets = greenlets, .switches = 8000, .alike = false})));
}

ImVec2 in(const ImVec4& box, float across, float down = 0.5f) {
  return {box.x + (box.z - box.x) * across, box.y + (box.w - box.y) * down};
}

void wheel(Driver* driver, float notches, bool shift = false) {
  ImGuiIO& io = ImGui::GetIO();
  io.KeyShift = shift;
  io.MouseWheel = notches;
  driver->frame();
  io.MouseWheel = 0;
  io.KeyShift = false;
  driver->frame();
}

scene::Steps shown(Driver& driver) {
  return scene::within(driver.choices().timeline.steps, driver.trace().size());
}
uint64_t width(Driver& driver) { return shown(driver).to - shown(driver).from; }

TEST(Timeline, IsZoomedAndMovedByItsCommands) {
  Driver driver = long_one();
  const uint64_t size = driver.trace().size();
  driver.seek(size / 2);
  EXPECT_FALSE(driver.run("zoom_out")) << "all is shown";
  EXPECT_FALSE(driver.run("zoom_whole"));
  EXPECT_FALSE(driver.run("zoom_marked"));
  ASSERT_TRUE(driver.run("zoom_in"));
  EXPECT_NEAR(static_cast<double>(width(driver)), static_cast<double>(size) / 2, 2);
  driver.press({kKeyEqual, true, false});  // "+" on most keyboards
  EXPECT_NEAR(static_cast<double>(width(driver)), static_cast<double>(size) / 4, 2);
  const uint64_t from = shown(driver).from;
  ASSERT_TRUE(driver.run("steps_later"));
  EXPECT_GT(shown(driver).from, from);
  ASSERT_TRUE(driver.run("steps_earlier"));
  EXPECT_NEAR(static_cast<double>(shown(driver).from), static_cast<double>(from), 1);
  ASSERT_TRUE(driver.run("zoom_whole"));
  EXPECT_TRUE(driver.choices().timeline.steps.all());
}

TEST(Timeline, FollowsTheStepUnlessItIsToldNotTo) {
  Driver driver = long_one();
  driver.seek(100);
  driver.app().carry_out(ask::ShowSteps{{50, 250}});
  driver.seek(200);
  EXPECT_EQ(shown(driver), (scene::Steps{50, 250})) << "it is seen";
  driver.seek(5000);
  EXPECT_LT(shown(driver).from, 5000u);
  EXPECT_GT(shown(driver).to, 5000u);
  ASSERT_TRUE(driver.run("follow"));
  const scene::Steps before = shown(driver);
  driver.seek(9000);
  EXPECT_EQ(shown(driver), before);
  ASSERT_TRUE(driver.run("follow"));
  EXPECT_GT(shown(driver).to, 9000u) << "at once";
}

TEST(Timeline, TheWheelZoomsAroundTheMouse) {
  Driver driver = long_one();
  const ImVec4 box = driver.place("timeline");
  driver.move_mouse(in(box, 0.7f));
  for (int i = 0; i < 12; ++i) wheel(&driver, 1);
  const uint64_t size = driver.trace().size();
  EXPECT_LT(width(driver), size / 8);
  EXPECT_GT(shown(driver).from, size / 2) << "the mouse is right of the middle";
  for (int i = 0; i < 20; ++i) wheel(&driver, -1);
  EXPECT_TRUE(driver.choices().timeline.steps.all());
}

TEST(Timeline, ADragChoosesStepsAndADoubleClickShowsThem) {
  Driver driver = long_one();
  const ImVec4 box = driver.place("timeline");
  const uint64_t step = driver.cursor();
  driver.drag(in(box, 0.4f), in(box, 0.6f));
  const scene::Steps marked = driver.choices().timeline.marked;
  ASSERT_FALSE(marked.all());
  EXPECT_EQ(driver.cursor(), step) << "a drag is no click";
  EXPECT_TRUE(driver.choices().timeline.steps.all());
  EXPECT_NEAR(static_cast<double>(marked.to - marked.from),
              0.2 * static_cast<double>(driver.trace().size()),
              0.05 * static_cast<double>(driver.trace().size()));
  driver.press(find_command("zoom_marked")->key);
  EXPECT_EQ(driver.choices().timeline.steps, marked);
  driver.run("zoom_whole");
  driver.frame();
  // Press, release, press: within a moment.
  driver.move_mouse(in(box, 0.5f));
  for (const bool down : {true, false, true, false}) {
    ImGui::GetIO().MouseDown[0] = down;
    driver.frame();
    if (!down) continue;
    if (driver.choices().timeline.marked.all()) break;
  }
  ImGui::GetIO().MouseDown[0] = false;
  driver.frame();
}

TEST(Timeline, ADragWithShiftMovesIt) {
  Driver driver = long_one();
  driver.app().carry_out(ask::ShowSteps{{10'000, 20'000}});
  driver.frame();
  const ImVec4 box = driver.place("timeline");
  ImGui::GetIO().KeyShift = true;
  driver.drag(in(box, 0.6f), in(box, 0.4f));
  ImGui::GetIO().KeyShift = false;
  EXPECT_GT(shown(driver).from, 11'000u);
  EXPECT_EQ(width(driver), 10'000u);
  EXPECT_TRUE(driver.choices().timeline.marked.all());
}

TEST(Timeline, AClickOnABarGoesThereAndSelects) {
  Driver driver = long_one();
  const ImVec4 box = driver.place("timeline");
  driver.click_at(in(box, 0.5f, 0.28f));
  EXPECT_NE(driver.cursor(), 0u);
  EXPECT_TRUE(driver.choices().timeline.marked.all());
}

TEST(Timeline, LanesScrollByWheelAndKeysAndNoFartherThanTheyGo) {
  Driver driver = long_one(2000);
  const ImVec4 box = driver.place("timeline");
  driver.move_mouse(in(box, 0.5f));
  wheel(&driver, -1, /*shift=*/true);
  EXPECT_EQ(driver.choices().timeline.first_lane, 3u);
  EXPECT_TRUE(driver.choices().timeline.steps.all());
  driver.move_mouse(in(box, 0.01f));  // at the names
  wheel(&driver, -1);
  EXPECT_EQ(driver.choices().timeline.first_lane, 6u);
  driver.press(find_command("lanes_down")->key);
  EXPECT_EQ(driver.choices().timeline.first_lane, 14u);
  driver.press(find_command("lanes_up")->key);
  EXPECT_EQ(driver.choices().timeline.first_lane, 6u);
  driver.app().carry_out(ask::ScrollLanes{1'000'000});
  driver.frame();
  driver.frame();
  EXPECT_LT(driver.choices().timeline.first_lane, 2001u);
  EXPECT_GT(driver.choices().timeline.first_lane, 1980u);
}

TEST(Timeline, IsWholeAgainForTheNextSession) {
  Driver driver(Mode::live);
  driver.run("last");
  driver.settle();
  driver.app().carry_out(ask::ShowSteps{{3, 12}});
  driver.app().carry_out(ask::OpenFile{"another.gltrace"});
  driver.app().carry_out(ask::Leave{ask::Leave::Answer::drop});
  testing::wait_for_work(&driver);
  EXPECT_TRUE(driver.choices().timeline.steps.all());
}

// --- one axis for both

// The same trace, each step told a millisecond later than the one before.
store::Timeline with_times(const store::Timeline& trace, uint64_t slow) {
  store::Timeline told;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    facts::Event event = trace.event(n);
    event.time_ns = (n + (n >= slow ? trace.size() : 0)) * 1'000'000;
    told.append(std::move(event));
  }
  return told;
}

TEST(Timeline, AStepStandsAtOnePlaceInItAndOnTheSlider) {
  for (const scene::Axis axis : scene::kAxes) {
    const store::Timeline evenly = testing::long_trace({.greenlets = 3, .switches = 300});
    Driver driver(std::make_unique<HeldSource>(with_times(evenly, evenly.size() / 3)));
    if (axis == scene::Axis::time) {
      ASSERT_TRUE(driver.run("axis_time"));
    }
    driver.frame();
    const ImVec4 slider = driver.place("slider"), timeline = driver.place("timeline");
    const Ends at = driver.choices().timeline_at;
    ASSERT_GT(at.right, at.left);
    for (const float share : {0.2f, 0.55f, 0.9f}) {
      const float x = at.left + (at.right - at.left) * share;
      driver.click_at({x, (slider.y + slider.w) / 2});
      const uint64_t step = driver.cursor();
      EXPECT_GT(step, 0u);
      driver.seek(0);
      driver.click_at({x, timeline.y + 8});  // above the lanes
      EXPECT_EQ(driver.cursor(), step) << share << " by " << scene::axis_name(axis);
    }
    // By time half of the width is one step.
    driver.seek(0);
    driver.click_at({at.left + (at.right - at.left) * 0.25f, timeline.y + 8});
    const auto quarter = static_cast<double>(driver.cursor()) / static_cast<double>(evenly.size());
    if (axis == scene::Axis::time) {
      EXPECT_NEAR(quarter, 1 / 3.0, 0.01);
    } else {
      EXPECT_NEAR(quarter, 0.25, 0.01);
    }
  }
}

TEST(Timeline, ADragAboveTheLanesGoesThroughTheSteps) {
  Driver driver = long_one();
  const ImVec4 box = driver.place("timeline");
  driver.drag({box.x + 300, box.y + 8}, {box.x + 600, box.y + 8});
  const uint64_t there = driver.cursor();
  EXPECT_GT(there, 0u);
  EXPECT_TRUE(driver.choices().timeline.marked.all()) << "it chooses none";
  driver.drag({box.x + 600, box.y + 8}, {box.x + 400, box.y + 8});
  EXPECT_LT(driver.cursor(), there);
}

TEST(Timeline, WhereItIsNotSeenTheSliderHasAllTheRoom) {
  Driver driver = long_one();
  driver.frame();
  EXPECT_GT(driver.choices().timeline_at.right, 0);
  ASSERT_TRUE(driver.run("layout_diagram"));
  driver.frame();
  driver.frame();
  EXPECT_EQ(driver.choices().timeline_at, Ends{});
  const ImVec4 slider = driver.place("slider");
  driver.click_at({slider.z - 8, (slider.y + slider.w) / 2});
  EXPECT_NEAR(static_cast<double>(driver.cursor()), static_cast<double>(driver.trace().size()),
              static_cast<double>(driver.trace().size()) / 200);
}

// As the stack's picture does: an empty panel would look as if nothing had happened.
TEST(Timeline, WithoutRoomSaysSo) {
  Driver driver = long_one();
  driver.resize({640, 480});
  driver.app().carry_out(ask::Show{"timeline"});
  driver.settle();
  const std::string no_room = driver.text("ui.picture.no_room");
  EXPECT_EQ(driver.words().find(no_room), std::string::npos);
  driver.resize({320, 240});
  driver.settle();
  EXPECT_NE(driver.words().find(no_room), std::string::npos);
}

}  // namespace
}  // namespace greenlens::gui::timeline
