// Change and run again: what a scenario can be set to, and that it runs with that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/change/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tracer/facts/event.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Mode;

const Settable kDepth{"depth", 30, 0, 400};
const Settable kThrown{"thrown", 0, 0, 2, {"error", "exit", "nothing"}};

TEST(Change, ValuesAreThoseThatItRanWith) {
  EXPECT_THAT(change::values_of({kDepth, kThrown}, {}), ElementsAre(30, 0));
  EXPECT_THAT(change::values_of({kDepth, kThrown}, {{"thrown", "exit"}, {"depth", "7"}}),
              ElementsAre(7, 1));
  EXPECT_THAT(change::values_of({kDepth}, {{"depth", "401"}, {"other", "3"}}), ElementsAre(30))
      << "what cannot be is not believed";
}

TEST(Change, OnlyWhatIsUnusualIsSet) {
  EXPECT_THAT(change::settings_text({kDepth, kThrown}, {30, 0}), IsEmpty());
  EXPECT_THAT(change::settings_text({kDepth, kThrown}, {31, 2}),
              ElementsAre("depth=31", "thrown=nothing"));
}

TEST(Change, AKnobStandsWhereItsValueIs) {
  for (const int64_t value : {0, 1, 30, 399, 400}) {
    EXPECT_EQ(change::at_share(kDepth, change::share_of(kDepth, value)), value);
  }
  EXPECT_EQ(change::at_share(kDepth, -3), 0);
  EXPECT_EQ(change::at_share(kDepth, 3), 400);
  EXPECT_EQ(change::moved(kDepth, 398, 1), 400);
  EXPECT_EQ(change::moved(kThrown, 1, 1), 2);
  EXPECT_EQ(change::moved(kThrown, 2, 1), 2);
}

// Its recording says with what it ran.
class SettingsSource final : public testing::LiveSource {
 public:
  explicit SettingsSource(std::vector<store::Setting> settings)
      : LiveSource(events(settings)), settings_(std::move(settings)) {}
  session::SourceStatus poll(store::Timeline* timeline, int wait_ms) override {
    const session::SourceStatus status = LiveSource::poll(timeline, wait_ms);
    store::TraceInfo info = testing::sample_info();
    info.settings = settings_;
    info.title = store::title_with(info.title, settings_);
    timeline->set_info(info);
    return status;
  }

 private:
  // Where it goes deeper there is more at the beginning; where nothing is thrown the end is
  // missing.
  static std::vector<facts::Event> events(const std::vector<store::Setting>& settings) {
    std::vector<facts::Event> all = testing::sample_events();
    for (const store::Setting& one : settings) {
      const facts::Fact first = facts::Printed{1, "calls itself"};
      if (one.value == "399") all.insert(all.begin() + 1, 3, {0, 1, 0, 0, first});
      if (one.value == "nothing") all.resize(30);
    }
    return all;
  }
  std::vector<store::Setting> settings_;
};

class ChangeInTheWindow : public ::testing::Test {
 protected:
  ChangeInTheWindow() : driver_(options()) {
    driver_.run("last");
    wait();
  }

  AppOptions options() {
    AppOptions options;
    options.scenarios = {{"test1_test2", "test1 / test2", "", {kDepth, kThrown}},
                         {"other", "another one", ""}};
    options.start = [this](const StartOrder& order) -> Opened {
      if (refuses_) return facts::Fault{facts::FaultKind::cannot_start, order.name, 0, 0, "no"};
      orders_.push_back(order);
      std::vector<store::Setting> settings;
      for (const std::string& one : order.settings) {
        settings.push_back({one.substr(0, one.find('=')), one.substr(one.find('=') + 1)});
      }
      return std::unique_ptr<session::EventSource>(std::make_unique<SettingsSource>(settings));
    };
    options.source =
        std::make_unique<testing::FileSource>(testing::bytes_of(testing::sample_timeline()));
    options.shown_name = "test1_test2";
    return options;
  }
  void wait() {
    for (int i = 0; i < 400; ++i) driver_.frame();
  }

  std::vector<StartOrder> orders_;
  bool refuses_ = false;
  Driver driver_;
};

TEST_F(ChangeInTheWindow, RunsTheScenarioWithWhatWasChosenUpToTheSameStep) {
  driver_.seek(20);
  driver_.press({'U', false, false});
  EXPECT_TRUE(driver_.sees("set depth"));
  driver_.click("thrown: exit");
  driver_.click(driver_.text("ui.change.run"));
  wait();
  ASSERT_EQ(orders_.size(), 1u);
  EXPECT_EQ(orders_[0].name, "test1_test2");
  EXPECT_THAT(orders_[0].settings, ElementsAre("thrown=exit"));
  EXPECT_EQ(driver_.look().moment.number, 20u);
  EXPECT_EQ(driver_.look().choices.overlay, "change") << "one goes on changing";
  ASSERT_NE(driver_.look().scenario, nullptr) << "it is still known whose it is";
  // What runs now is where one goes on from.
  const ImVec4 line = driver_.place("set depth");
  const float y = (line.y + line.w) / 2;
  driver_.drag({line.x + 20, y}, {line.z, y});
  driver_.click(driver_.text("ui.change.run"));
  wait();
  ASSERT_EQ(orders_.size(), 2u);
  EXPECT_THAT(orders_[1].settings, ElementsAre("depth=400", "thrown=exit"));
  // And once more is the same once more.
  ASSERT_TRUE(driver_.run("restart"));
  if (orders_.size() == 2) driver_.click(driver_.text("ui.leaving.drop"));
  wait();
  ASSERT_EQ(orders_.size(), 3u);
  EXPECT_EQ(orders_[2].settings, orders_[1].settings);
}

// The step has another number there.
TEST_F(ChangeInTheWindow, TheSameMomentIsShownAndNotTheSameNumber) {
  for (const bool beside : {false, true}) {
    driver_.app().carry_out(ask::RunWith{{}, false});
    wait();
    driver_.seek(20);
    const std::string told = facts::fact_name(driver_.look().moment.event->fact);
    driver_.app().carry_out(ask::RunWith{{"depth=399"}, beside});
    wait();
    EXPECT_EQ(driver_.cursor(), 23u);
    EXPECT_EQ(facts::fact_name(driver_.look().moment.event->fact), told);
  }
}

TEST_F(ChangeInTheWindow, AMomentThatIsNotThereIsTheNearestBeforeAndThatIsSaid) {
  driver_.seek(40);
  driver_.app().carry_out(ask::RunWith{{"thrown=nothing"}, false});
  wait();
  EXPECT_LE(driver_.cursor(), 30u);
  EXPECT_GT(driver_.cursor(), 0u);
  EXPECT_THAT(driver_.words(), HasSubstr("no such step as 40 was"));
}

TEST_F(ChangeInTheWindow, TheRunBeforeStandsBesideItWhenBothHaveEnded) {
  driver_.seek(20);
  driver_.run("change");
  driver_.click("thrown: nothing");
  driver_.click(driver_.text("ui.change.beside"));
  driver_.click(driver_.text("ui.change.run"));
  wait();
  ASSERT_NE(driver_.look().beside, nullptr);
  EXPECT_EQ(driver_.look().moment.number, 20u);
  EXPECT_EQ(driver_.look().trace->info().title, "test1 / test2, thrown = nothing");
  EXPECT_TRUE(driver_.run("compare_step")) << "and it can be put away";
}

TEST_F(ChangeInTheWindow, WhatCannotStartLosesNothing) {
  driver_.seek(20);
  driver_.run("change");
  refuses_ = true;
  for (int i = 0; i < 2; ++i) {
    driver_.click(driver_.text("ui.change.run"));
    wait();
    EXPECT_EQ(driver_.look().moment.number, 20u);
    EXPECT_THAT(driver_.words(), HasSubstr("no"));
    driver_.click(driver_.text("ui.change.beside"));
  }
}

TEST(Change, IsNotOfferedWhereThereIsNothingToChange) {
  Driver driver(Mode::replay);
  driver.settle();
  EXPECT_FALSE(driver.run("change"));
}

}  // namespace
}  // namespace greenlens::gui
