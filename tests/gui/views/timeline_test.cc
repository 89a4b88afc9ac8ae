// What the mouse and the keys do to the timeline.
#include <gtest/gtest.h>

#include "gui/commands.h"
#include "gui/views/timeline/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tests/tracer/store/long_trace.h"

namespace greenlens::gui::timeline {
namespace {

using testing::Driver;
using testing::Mode;

// A trace that is there.
class Held : public session::EventSource {
 public:
  explicit Held(store::Timeline trace) : trace_(std::move(trace)) {}
  session::SourceStatus poll(store::Timeline*, int) override {
    return session::SourceStatus::finished;
  }
  const store::Trace* stored() const override { return &trace_; }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }

 private:
  store::Timeline trace_;
};

Driver long_one(uint32_t greenlets = 3) {
  return Driver(
      std::make_unique<Held>(testing::long_trace({.greenlets = greenlets, .switches = 8000})));
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

}  // namespace
}  // namespace greenlens::gui::timeline
