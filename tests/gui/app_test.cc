// The app's own rules: what it takes from a session, plays, tweens and says.
#include "gui/app.h"

#include <gtest/gtest.h>

#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tracer/state/keyframe.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using testing::Driver;
using testing::kSessionModes;
using testing::LiveSource;
using testing::Mode;
using testing::mode_name;

TEST(App, OpensOnTheFirstLineOfTheProgram) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    EXPECT_EQ(driver.cursor(), testing::stops(driver.trace(), Grain::line).front())
        << mode_name(mode);
  }
}

TEST(App, PlayingReachesTheEndAndStops) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    ASSERT_TRUE(driver.run("play"));
    ASSERT_TRUE(driver.choices().playing);
    EXPECT_TRUE(driver.app().expects_news());
    for (int i = 0; i < 3000 && driver.choices().playing; ++i) driver.frame(1);
    EXPECT_FALSE(driver.choices().playing) << mode_name(mode);
    EXPECT_TRUE(driver.look().at_end) << mode_name(mode);
    EXPECT_EQ(driver.cursor(), testing::sample_events().size());
  }
}

TEST(App, PlayingTakesOneStepASecondTimesItsSpeed) {
  Driver driver(Mode::replay);
  driver.seek(0);
  driver.run("play");
  uint64_t begun = driver.cursor();
  for (int i = 0; i < 40; ++i) driver.frame(0.1f);
  EXPECT_NEAR(static_cast<double>(driver.cursor() - begun), 4, 1);
  driver.app().carry_out(ask::SetSpeed{4});
  begun = driver.cursor();
  for (int i = 0; i < 80; ++i) driver.frame(0.05f);
  EXPECT_NEAR(static_cast<double>(driver.cursor() - begun), 16, 4);
}

TEST(App, SpeedStaysWithinATenthAndTen) {
  Driver driver(Mode::replay);
  for (int i = 0; i < 20; ++i) driver.run("faster");
  EXPECT_FLOAT_EQ(driver.choices().speed, 10);
  for (int i = 0; i < 20; ++i) driver.run("slower");
  EXPECT_FLOAT_EQ(driver.choices().speed, 0.1f);
}

TEST(App, GoingBackWhilePlayingStopsPlaying) {
  Driver driver(Mode::replay);
  driver.run("play");
  driver.run("back");
  EXPECT_FALSE(driver.choices().playing);
}

TEST(App, BeforeAndAfterAreTheTwoStatesOfTheStep) {
  store::Timeline expected = testing::sample_timeline();
  Driver driver(Mode::replay);
  for (uint64_t step = 0; step <= expected.size(); ++step) {
    driver.seek(step);
    driver.frame();
    EXPECT_TRUE(same_state(driver.look().moment.after, expected.state(step))) << step;
    EXPECT_TRUE(same_state(driver.look().moment.before, expected.state(step ? step - 1 : 0)))
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
  EXPECT_EQ(driver.look().notice.words, "");
  driver.run("last");
  EXPECT_EQ(driver.look().notice.words, sentence);
  EXPECT_EQ(driver.cursor(), 20u);
  driver.app().carry_out(ask::DismissNotice{});
  driver.settle();
  EXPECT_EQ(driver.look().notice.words, "") << "a dismissed sentence came back";
  EXPECT_TRUE(driver.run("back"));
}

TEST(App, AScenarioThatCannotBeStartedLeavesThePickerWithASentence) {
  Driver driver(Mode::picker);
  driver.app().carry_out(ask::Start{"broken"});
  driver.settle();
  EXPECT_FALSE(driver.has_session());
  EXPECT_NE(driver.look().notice.words.find("broken"), std::string::npos);
  driver.app().carry_out(ask::Start{"test1_test2"});
  driver.settle();
  ASSERT_TRUE(driver.has_session());
  EXPECT_EQ(driver.look().notice.words, "");
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
}

TEST(App, TheFocusFollowsTheStepUntilAGreenletIsSelected) {
  Driver driver(Mode::replay);
  const store::Trace& timeline = driver.trace();
  for (uint64_t step = 1; step <= timeline.size(); ++step) {
    const facts::Event event = timeline.event(step);
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (!saved) continue;
    driver.seek(step);
    driver.frame();
    EXPECT_EQ(driver.look().focus(), saved->owner) << step;
    driver.app().carry_out(ask::Select{1});
    EXPECT_EQ(driver.look().focus(), 1u);
    driver.app().carry_out(ask::Select{0});
  }
}

}  // namespace
}  // namespace greenlens::gui
