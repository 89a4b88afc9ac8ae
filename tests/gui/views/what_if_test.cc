// What if: what can be done at a step, the run that goes that way, and the way back.
#include "tracer/store/what_if.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gui/views/what_if/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event.h"
#include "tracer/what_if/place.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

constexpr facts::GreenletId kMain = 1, kGr2 = 3;

// The last place before anybody but main runs.
greenlens::what_if::Place fork_of_sample() {
  const store::Timeline sample = testing::sample_timeline();
  greenlens::what_if::Place last;
  for (auto place = greenlens::what_if::place_behind(sample, 0); place && place->runs == kMain;
       place = greenlens::what_if::place_behind(sample, place->step)) {
    last = *place;
  }
  return last;
}

// The sample, as long as nothing else is said of it: then it ends soon behind where it goes another
// way.
class WaySource final : public testing::LiveSource {
 public:
  WaySource(std::vector<store::WhatIf> ways, bool begins_otherwise)
      : LiveSource(events(ways, begins_otherwise)), ways_(std::move(ways)) {}
  session::SourceStatus poll(store::Timeline* timeline, int wait_ms) override {
    const session::SourceStatus status = LiveSource::poll(timeline, wait_ms);
    store::TraceInfo info = testing::sample_info();
    info.what_ifs = ways_;
    info.title = store::title_with(info.title, {}, ways_);
    timeline->set_info(info);
    return status;
  }

 private:
  static std::vector<facts::Event> events(const std::vector<store::WhatIf>& ways,
                                          bool begins_otherwise) {
    std::vector<facts::Event> all = testing::sample_events();
    if (ways.empty()) return all;
    all.resize(ways.front().step);
    if (begins_otherwise) all[2].fact = facts::Printed{kMain, "something else"};
    const auto tell = [&](facts::Fact fact) { all.push_back({0, 1, 0, 0, std::move(fact)}); };
    for (const store::WhatIf& way : ways) {
      tell(facts::WentAnotherWay{kMain, way.deed, kGr2, "()"});
      tell(facts::LineReached{kMain, {"test1_test2.cc", "program", 28}, -0x100, {}});
    }
    tell(facts::Printed{kMain, "another way"});
    tell(facts::ProgramFinished{facts::End::raised, "runtime_error('trouble')"});
    return all;
  }
  std::vector<store::WhatIf> ways_;
};

class WhatIfInTheWindow : public ::testing::Test {
 protected:
  WhatIfInTheWindow() : fork_(fork_of_sample()), driver_(options()) { wait(); }

  AppOptions options() {
    AppOptions options;
    options.scenarios = {{"test1_test2", "test1 / test2", "", {}, {"gr1", "gr2"}}};
    options.start = [this](const StartOrder& order) -> Opened {
      if (refuses_) return facts::Fault{facts::FaultKind::cannot_start, order.name, 0, 0, "no"};
      orders_.push_back(order);
      std::vector<store::WhatIf> ways;
      for (const std::string& one : order.what_ifs) ways.push_back(*store::order_from_text(one));
      return std::unique_ptr<session::EventSource>(
          std::make_unique<WaySource>(ways, begins_otherwise_));
    };
    options.source =
        std::make_unique<testing::FileSource>(testing::bytes_of(testing::sample_timeline()));
    options.shown_name = "test1_test2";
    return options;
  }
  void wait() {
    for (int i = 0; i < 250; ++i) driver_.frame();
  }
  std::string deed(const char* id, const char* target) {
    return driver_.look().text(std::string("what_if.deed.") + id,
                               {{"who", "main"}, {"target", target}, {"value", "error"}});
  }
  void go_another_way() {
    driver_.seek(fork_.step);
    if (driver_.choices().overlay != "what_if") driver_.press({'J', false, false});
    driver_.click(deed("switch", "gr2"));
    wait();
  }
  bool shows_other_way() { return !driver_.trace().info().what_ifs.empty(); }

  greenlens::what_if::Place fork_;
  std::vector<StartOrder> orders_;
  bool refuses_ = false, begins_otherwise_ = false;
  Driver driver_;
};

TEST_F(WhatIfInTheWindow, OffersWhatCanBeDoneAndNothingElse) {
  driver_.seek(fork_.step);
  driver_.press({'J', false, false});
  for (const char* target : {"gr1", "gr2"}) {
    for (const char* id : {"switch", "throw", "throw.with", "drop"}) {
      EXPECT_TRUE(driver_.sees(deed(id, target))) << id << " " << target;
    }
  }
  EXPECT_FALSE(driver_.sees(deed("switch", "main"))) << "it runs";
  // Between two lines it is the one before.
  driver_.seek(fork_.step + 2);
  driver_.frame();
  EXPECT_TRUE(driver_.sees(deed("switch", "gr2")));
  EXPECT_EQ(what_if::can_do(driver_.look()).place.step, fork_.step);
  EXPECT_EQ(what_if::can_do(driver_.look()).who, "main");
  driver_.seek(0);
  driver_.frame();
  EXPECT_FALSE(driver_.sees(deed("switch", "gr2")));
  EXPECT_THAT(what_if::can_do(driver_.look()).why_not, HasSubstr("the first one is step"));
  driver_.press({'J', false, false});
  EXPECT_EQ(driver_.choices().overlay, "") << "the same key puts it away";
}

TEST_F(WhatIfInTheWindow, ADeedRunsAgainAndStandsWhereItIsDone) {
  go_another_way();
  ASSERT_EQ(orders_.size(), 1u);
  EXPECT_THAT(orders_[0].what_ifs, ElementsAre(std::to_string(fork_.step) + "/" +
                                               std::to_string(fork_.line) + ": switch gr2"));
  EXPECT_EQ(driver_.cursor(), fork_.step + 1);
  EXPECT_TRUE(shows_other_way());
  ASSERT_TRUE(driver_.look().branches);
  const ShownBranches branches = *driver_.look().branches;
  EXPECT_EQ(branches.fork, fork_.step);
  EXPECT_EQ(branches.caption, "What if: main switches to gr2");
  EXPECT_EQ(branches.other_caption, "As it was");
  EXPECT_EQ(branches.other->size(), testing::sample_events().size());
  EXPECT_TRUE(driver_.sees("branches")) << "both stand on one timeline";
  EXPECT_EQ(driver_.choices().overlay, "what_if") << "one goes on asking";
}

TEST_F(WhatIfInTheWindow, OneKeyLeadsBackAndForth) {
  EXPECT_FALSE(driver_.run("other_way")) << "there is none yet";
  go_another_way();
  driver_.press({'J', true, false});
  EXPECT_FALSE(shows_other_way());
  EXPECT_EQ(driver_.cursor(), fork_.step) << "the last step that both have";
  EXPECT_EQ(driver_.look().branches->caption, "As it was");
  EXPECT_EQ(driver_.look().branches->other_caption, "What if: main switches to gr2");
  driver_.seek(2);
  driver_.press({'J', true, false});
  EXPECT_TRUE(shows_other_way());
  EXPECT_EQ(driver_.cursor(), 2u) << "what both have is the same in both";
  EXPECT_EQ(orders_.size(), 1u) << "nothing is run for it";
}

TEST_F(WhatIfInTheWindow, AClickOnTheOtherWayShowsItsStep) {
  go_another_way();
  const ImVec4 at = driver_.place("branches");
  const float scale = driver_.look().settings.scale, y = at.y + 28 * scale;
  float x = at.z - 12 * scale;
  while (x > at.x && shows_other_way()) driver_.click_at({x -= 7 * scale, y});
  wait();
  EXPECT_FALSE(shows_other_way());
  EXPECT_GT(driver_.cursor(), fork_.step + 20) << "where its last run begins";
}

TEST_F(WhatIfInTheWindow, OnceMoreIsTheSameOnceMore) {
  go_another_way();
  driver_.run("restart");
  if (driver_.choices().overlay == "leaving") driver_.click(driver_.text("ui.leaving.drop"));
  wait();
  ASSERT_GE(orders_.size(), 2u);
  EXPECT_EQ(orders_[1].what_ifs, orders_[0].what_ifs);
  EXPECT_TRUE(shows_other_way());
  EXPECT_TRUE(driver_.look().branches) << "the run as it was is made beside it";
}

TEST_F(WhatIfInTheWindow, AForkOfAForkKeepsTheRunAsItWasAndTheNewestWay) {
  go_another_way();
  driver_.seek(fork_.step + 2);  // main's next line, this way
  driver_.frame();
  driver_.click(deed("drop", "gr1"));
  wait();
  ASSERT_EQ(orders_.size(), 2u);
  EXPECT_EQ(orders_[1].what_ifs.size(), 2u);
  EXPECT_EQ(orders_[1].what_ifs[0], orders_[0].what_ifs[0]);
  EXPECT_EQ(driver_.cursor(), fork_.step + 3);
  EXPECT_THAT(driver_.words(), HasSubstr(driver_.text("ui.what_if.drops")));
  ASSERT_TRUE(driver_.look().branches);
  EXPECT_EQ(driver_.look().branches->fork, fork_.step);
  EXPECT_EQ(driver_.look().branches->other_caption, "As it was");
  // Of what both have another way is one of the run as it was.
  driver_.seek(fork_.step);
  driver_.frame();
  driver_.click(deed("throw", "gr1"));
  wait();
  ASSERT_EQ(orders_.size(), 3u);
  EXPECT_EQ(orders_[2].what_ifs.size(), 1u);
  EXPECT_EQ(driver_.look().branches->caption, "What if: main throws GreenletExit into gr1");
}

TEST_F(WhatIfInTheWindow, AnotherBeginningIsSaid) {
  begins_otherwise_ = true;
  go_another_way();
  EXPECT_THAT(driver_.words(), HasSubstr("was another one already at step 3"));
  EXPECT_EQ(driver_.look().branches->fork, 2u);
}

TEST_F(WhatIfInTheWindow, WhatCannotStartLosesNothing) {
  refuses_ = true;
  go_another_way();
  EXPECT_THAT(driver_.words(), HasSubstr("no"));
  EXPECT_FALSE(driver_.look().branches);
  EXPECT_EQ(driver_.cursor(), fork_.step);
  refuses_ = false;
  go_another_way();
  refuses_ = true;
  driver_.seek(fork_.step + 2);
  driver_.frame();
  driver_.click(deed("drop", "gr1"));
  wait();
  ASSERT_TRUE(driver_.look().branches);
  driver_.press({'J', true, false});
  EXPECT_FALSE(shows_other_way());
}

TEST_F(WhatIfInTheWindow, BothWaysSpeakTheLanguageThatIsChosen) {
  go_another_way();
  for (const char* language : {"zh-Hans", "zh-Hant"}) {
    driver_.app().carry_out(ask::ChooseLanguage{language});
    wait();
    ASSERT_TRUE(driver_.look().branches);
    EXPECT_EQ(driver_.look().branches->other_caption, driver_.text("what_if.as_it_was"));
    EXPECT_THAT(driver_.look().branches->caption, HasSubstr("gr2"));
    EXPECT_THAT(driver_.look().branches->caption, Not(HasSubstr("switches")));
    EXPECT_TRUE(driver_.sees("branches"));
    EXPECT_EQ(driver_.cursor(), fork_.step + 1);
  }
  driver_.app().carry_out(ask::ChooseLevel{words::Level::story});
  wait();
  EXPECT_TRUE(driver_.look().branches);
  EXPECT_EQ(driver_.cursor(), fork_.step + 1);
}

TEST_F(WhatIfInTheWindow, AnotherRecordingHasNoOtherWay) {
  go_another_way();
  driver_.app().carry_out(ask::RunWith{{}, false});
  wait();
  EXPECT_FALSE(shows_other_way()) << "with other settings it would be done elsewhere";
  EXPECT_FALSE(driver_.look().branches);
}

TEST_F(WhatIfInTheWindow, WhileAQuestionWaitsNothingOfTheOtherWayIsSeen) {
  go_another_way();
  driver_.press({'J', true, false});
  driver_.seek(fork_.step);
  ASSERT_TRUE(driver_.run("ask_here"));
  wait();
  ASSERT_TRUE(driver_.look().asks());
  EXPECT_FALSE(driver_.look().branches);
  EXPECT_FALSE(driver_.sees("branches"));
}

TEST(WhatIf, IsNotOfferedOfWhatIsNoScenario) {
  Driver driver(std::make_unique<testing::HeldSource>([] {
    store::Timeline timeline = testing::sample_timeline();
    store::TraceInfo info = testing::sample_info();
    info.scenario = "somebodys_program";
    timeline.set_info(info);
    return timeline;
  }()));
  driver.settle();
  EXPECT_FALSE(driver.run("what_if"));
  EXPECT_FALSE(driver.run("other_way"));
}

}  // namespace
}  // namespace greenlens::gui
