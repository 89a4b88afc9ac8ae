// The app's own rules: what it takes from a session, plays, tweens and says.
#include "gui/app.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using testing::Driver;
using ::testing::ElementsAre;
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

TEST(App, ProgramsThatRunNowStandBeforeTheScenarios) {
  std::vector<ScenarioEntry> running;
  const std::vector<ScenarioEntry> scenarios = {{"jump", "jumping", "Two call stacks."}};
  StartEntries entries(scenarios, [&] { return running; });
  const auto ids = [&] {
    std::vector<std::string> ids;
    for (const ScenarioEntry& one : entries.all()) ids.push_back(one.id);
    return ids;
  };
  entries.go_on(0, true);
  EXPECT_THAT(ids(), ElementsAre("jump"));
  running = {{"@12", "server", "Runs already."}};
  entries.go_on(0.5f, true);
  EXPECT_THAT(ids(), ElementsAre("jump")) << "it was looked at half a second ago";
  entries.go_on(5, false);
  EXPECT_THAT(ids(), ElementsAre("jump")) << "nobody sees them";
  entries.go_on(0, true);
  EXPECT_THAT(ids(), ElementsAre("@12", "jump"));
  running.clear();
  entries.go_on(1, true);
  EXPECT_THAT(ids(), ElementsAre("jump"));
}

TEST(App, GrainAndSpeedAreAsTheyWereLastTime) {
  Settings settings = Driver::calm();
  settings.grain = Grain::line;
  settings.speed = 4;
  Driver driver(Mode::replay, {1280, 800}, settings);
  EXPECT_EQ(driver.choices().grain, Grain::line);
  EXPECT_FLOAT_EQ(driver.choices().speed, 4);
  driver.run("grain_switch");
  driver.run("slower");
  EXPECT_EQ(driver.app().settings_to_keep().grain, Grain::switch_);
  EXPECT_FLOAT_EQ(driver.app().settings_to_keep().speed, 2);
}

AppOptions opened_with(const AppOptions::First& first) {
  AppOptions options;
  options.source = std::make_unique<testing::ReplaySource>();
  options.shown_name = "/home/ada/a.gltrace";
  options.first = first;
  options.find_step = [](const store::Trace& trace, const std::string& step,
                         Grain grain) -> facts::Result<uint64_t> {
    if (step == "middle") return trace.stop(grain, trace.count(grain) / 2);
    return facts::Fault{facts::FaultKind::not_a_step, step, 0, 0, ""};
  };
  return options;
}

TEST(App, OpensWhereTheCommandLineSays) {
  AppOptions::First first;
  first.step = "middle";
  first.grain = Grain::switch_;
  first.select = "gr2";
  first.theme = scene::Theme::dark;
  first.scale = 1.5f;
  Driver driver(opened_with(first));
  const store::Trace& trace = driver.trace();
  EXPECT_EQ(driver.cursor(), trace.stop(Grain::switch_, trace.count(Grain::switch_) / 2));
  EXPECT_EQ(driver.choices().grain, Grain::switch_);
  const facts::GreenletId selected = driver.choices().selected;
  ASSERT_NE(selected, 0u);
  const state::State last = trace.state(trace.size());
  EXPECT_EQ(state::find(last, selected)->name, "gr2");
  EXPECT_EQ(driver.app().settings().theme, scene::Theme::dark);
  EXPECT_FLOAT_EQ(driver.app().settings().scale, 1.5f);
  // What was said for this time alone is not remembered; what is changed then, is.
  EXPECT_EQ(driver.app().settings_to_keep().theme, scene::Theme::light);
  EXPECT_FLOAT_EQ(driver.app().settings_to_keep().scale, 1);
  EXPECT_EQ(driver.app().settings_to_keep().grain, Grain::phase);
  driver.run("larger");
  EXPECT_FLOAT_EQ(driver.app().settings_to_keep().scale, 1.75f);
}

TEST(App, AGreenletThatThereIsNotIsSaid) {
  AppOptions::First first;
  first.select = "nobody";
  Driver driver(opened_with(first));
  EXPECT_NE(driver.look().notice.words.find("nobody"), std::string::npos);
  EXPECT_EQ(driver.choices().selected, 0u);
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

// A run's greenlets come while it runs.
TEST(App, SelectsInARunWhoIsSaidToBeOnceTheyHaveCome) {
  AppOptions options;
  options.source = std::make_unique<testing::LiveSource>(testing::sample_events());
  options.first.select = "gr2";
  Driver driver(std::move(options));
  EXPECT_EQ(driver.choices().selected, 0u);
  EXPECT_EQ(driver.look().notice.words, "") << "it may still come";
  driver.run("last");
  ASSERT_NE(driver.choices().selected, 0u);
  EXPECT_EQ(state::name_of(driver.look().moment.after, driver.choices().selected), "gr2");
}

TEST(App, SaysAtTheEndOfARunWhoHasNotCome) {
  AppOptions options;
  options.source = std::make_unique<testing::LiveSource>(testing::sample_events());
  options.first.select = "nobody";
  Driver driver(std::move(options));
  EXPECT_EQ(driver.look().notice.words, "");
  driver.run("last");
  EXPECT_NE(driver.look().notice.words.find("nobody"), std::string::npos);
}

}  // namespace
}  // namespace greenlens::gui
