// The app's own rules: what it takes from a session, plays, tweens and says.
#include <gtest/gtest.h>

#include "gui/app_state.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/one_box.h"
#include "tracer/state/keyframe.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using scene::Scene;
using testing::box_at;
using testing::Driver;
using testing::kSessionModes;
using testing::LiveSource;
using testing::Mode;
using testing::mode_name;

TEST(App, OpensOnTheFirstLineOfTheProgram) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    EXPECT_EQ(driver.cursor(), testing::stops(driver.app().trace(), Grain::line).front())
        << mode_name(mode);
  }
}

TEST(App, PlayingReachesTheEndAndStops) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    ASSERT_TRUE(driver.run("play"));
    ASSERT_TRUE(driver.app().ui().playing);
    for (int i = 0; i < 3000 && driver.app().ui().playing; ++i) driver.frame(1);
    EXPECT_FALSE(driver.app().ui().playing) << mode_name(mode);
    EXPECT_TRUE(driver.app().session()->at_end()) << mode_name(mode);
    EXPECT_EQ(driver.cursor(), testing::sample_events().size());
  }
}

TEST(App, PlayingTakesOneStepASecondTimesItsSpeed) {
  Driver driver(Mode::replay);
  driver.app().seek(0);
  driver.run("play");
  uint64_t begun = driver.cursor();
  for (int i = 0; i < 40; ++i) driver.frame(0.1f);
  EXPECT_NEAR(static_cast<double>(driver.cursor() - begun), 4, 1);
  driver.app().change_speed(4);
  begun = driver.cursor();
  for (int i = 0; i < 80; ++i) driver.frame(0.05f);
  EXPECT_NEAR(static_cast<double>(driver.cursor() - begun), 16, 4);
}

TEST(App, SpeedStaysWithinATenthAndTen) {
  Driver driver(Mode::replay);
  for (int i = 0; i < 20; ++i) driver.run("faster");
  EXPECT_FLOAT_EQ(driver.app().ui().speed, 10);
  for (int i = 0; i < 20; ++i) driver.run("slower");
  EXPECT_FLOAT_EQ(driver.app().ui().speed, 0.1f);
}

TEST(App, GoingBackWhilePlayingStopsPlaying) {
  Driver driver(Mode::replay);
  driver.run("play");
  driver.run("back");
  EXPECT_FALSE(driver.app().ui().playing);
}

TEST(App, BeforeAndAfterAreTheTwoStatesOfTheStep) {
  store::Timeline expected = testing::sample_timeline();
  Driver driver(Mode::replay);
  for (uint64_t step = 0; step <= expected.size(); ++step) {
    driver.app().seek(step);
    driver.frame();
    EXPECT_TRUE(same_state(driver.app().moment().after, expected.state(step))) << step;
    EXPECT_TRUE(same_state(driver.app().moment().before, expected.state(step ? step - 1 : 0)))
        << step;
  }
}

TEST(App, ACrashIsSaidInASentenceAndTheTraceStays) {
  std::string sentence =
      "The program crashed after step 20 (SIGSEGV); the trace up to there is kept.";
  const facts::Fault fault{facts::FaultKind::crashed, "The program", 20, 20, "SIGSEGV"};
  std::vector<facts::Event> events = testing::sample_events();
  events.resize(20);
  Driver driver(std::make_unique<LiveSource>(std::move(events), fault));
  EXPECT_EQ(driver.app().problem(), "");
  driver.run("last");
  EXPECT_EQ(driver.app().problem(), sentence);
  EXPECT_EQ(driver.cursor(), 20u);
  driver.app().dismiss_problem();
  driver.settle();
  EXPECT_EQ(driver.app().problem(), "") << "a dismissed sentence came back";
  EXPECT_TRUE(driver.run("back"));
}

TEST(App, AScenarioThatCannotBeStartedLeavesThePickerWithASentence) {
  Driver driver(Mode::picker);
  driver.app().start_scenario("broken");
  driver.settle();
  EXPECT_EQ(driver.app().session(), nullptr);
  EXPECT_NE(driver.app().problem().find("broken"), std::string::npos);
  driver.app().start_scenario("test1_test2");
  driver.settle();
  ASSERT_NE(driver.app().session(), nullptr);
  EXPECT_EQ(driver.app().problem(), "");
  EXPECT_EQ(driver.app().shown_name(), "test1_test2");
}

TEST(App, EveryEventHasALineAndTheyGrowWithALiveProgram) {
  Driver driver(Mode::live);
  size_t first = driver.app().event_lines().size();
  EXPECT_EQ(first, driver.app().trace().size());
  driver.run("last");
  EXPECT_EQ(driver.app().event_lines().size(), testing::sample_events().size());
  EXPECT_LT(first, driver.app().event_lines().size());
  for (const std::string& line : driver.app().event_lines()) {
    EXPECT_FALSE(line.empty());
    EXPECT_EQ(line.find("«"), std::string::npos) << line;
  }
}

TEST(App, TheFocusFollowsTheStepUntilAGreenletIsSelected) {
  Driver driver(Mode::replay);
  const store::Trace& timeline = driver.app().trace();
  for (uint64_t step = 1; step <= timeline.size(); ++step) {
    const facts::Event event = timeline.event(step);
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (!saved) continue;
    driver.app().seek(step);
    driver.frame();
    EXPECT_EQ(driver.app().focus(), saved->owner) << step;
    driver.app().ui().selected = 1;
    EXPECT_EQ(driver.app().focus(), 1u);
    driver.app().ui().selected = 0;
  }
}

float x_of(const Scene& scene) { return std::get<scene::Rect>(scene.items.at(0).shape).box.x; }

TEST(Tween, ArrivesInAQuarterSecondThroughPlacesBetween) {
  Settings settings;
  settings.animate = true;
  Driver driver(Mode::picker, {1280, 800}, settings);
  driver.app().tweened("test", box_at(0));
  driver.frame(0.05f);
  EXPECT_FLOAT_EQ(x_of(driver.app().tweened("test", box_at(80))), 0);
  EXPECT_TRUE(driver.app().animating());
  float last = 0;
  int between = 0;
  for (int i = 0; i < 6; ++i) {
    driver.frame(0.05f);
    float x = x_of(driver.app().tweened("test", box_at(80)));
    EXPECT_GE(x, last);
    if (x > 0 && x < 80) ++between;
    last = x;
  }
  EXPECT_FLOAT_EQ(last, 80);
  EXPECT_GE(between, 3);
  EXPECT_FALSE(driver.app().animating());
}

TEST(Tween, IsOffWhenAnimationIsOff) {
  Driver driver(Mode::picker);
  driver.app().tweened("test", box_at(0));
  EXPECT_FLOAT_EQ(x_of(driver.app().tweened("test", box_at(80))), 80);
  EXPECT_FALSE(driver.app().animating());
}

TEST(Tween, AResizedPictureJumps) {
  Settings settings;
  settings.animate = true;
  Driver driver(Mode::picker, {1280, 800}, settings);
  driver.app().tweened("test", box_at(0));
  Scene wider = box_at(80);
  wider.width = 200;
  EXPECT_FLOAT_EQ(x_of(driver.app().tweened("test", wider)), 80);
}

}  // namespace
}  // namespace greenlens::gui
