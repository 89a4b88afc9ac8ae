// Where the cursor is, and how the session fares.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gui/views/transport/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui::transport {
namespace {

using facts::Grain;
using store::Timeline;

TEST(Position, CountsStopsOfTheGrain) {
  Timeline timeline = testing::sample_timeline();
  for (const Grain grain : facts::kGrains) {
    const auto stops = testing::stops(timeline, grain);
    EXPECT_EQ(position(timeline, 0, grain).number, 0u);
    EXPECT_EQ(position(timeline, timeline.size(), grain).number, stops.size());
    for (size_t i = 0; i < stops.size(); ++i) {
      EXPECT_EQ(position(timeline, stops[i], grain).number, i + 1);
      EXPECT_EQ(position(timeline, stops[i] - 1, grain).number, i);
      EXPECT_EQ(position(timeline, stops[i], grain).count, stops.size());
    }
  }
}

TEST(Grains, AreAllOffered) {
  for (const Grain grain : facts::kGrains) {
    EXPECT_EQ(std::count(kGrainsShown.begin(), kGrainsShown.end(), grain), 1);
    const auto& messages = words::Messages::of("en");
    EXPECT_TRUE(messages.has(std::string("ui.grain.") + facts::grain_name(grain)));
  }
}

TEST(Grains, WithoutStepsOfTheirOwnAreNotOffered) {
  using ::testing::ElementsAre;
  testing::Stage stage;
  store::Timeline plain;
  plain.append({1, 1, 0, 0, facts::ProgramFinished{}});
  EXPECT_THAT(grains_offered(stage.look(&plain)),
              ElementsAre(Grain::line, Grain::switch_, Grain::phase));
  stage.choices.grain = Grain::call;  // as it was chosen for another one
  EXPECT_THAT(grains_offered(stage.look(&plain)),
              ElementsAre(Grain::line, Grain::call, Grain::switch_, Grain::phase));
  stage.choices.grain = Grain::phase;
  Timeline sample = testing::sample_timeline();
  EXPECT_THAT(grains_offered(stage.look(&sample)), ::testing::Contains(Grain::story));
}

TEST(Condition, IsSaidOfEveryStatus) {
  const testing::Stage stage;
  const auto said = [&](session::SourceStatus status, bool began_live) {
    Look look = stage.look(nullptr);
    look.status = status;
    look.began_live = began_live;
    return condition(look);
  };
  EXPECT_EQ(said(session::SourceStatus::finished, false).words, "replay");
  EXPECT_EQ(said(session::SourceStatus::finished, true).words, "finished");
  EXPECT_EQ(said(session::SourceStatus::waiting, true).words, "live, paused");
  EXPECT_EQ(said(session::SourceStatus::running, true).mood, Mood::alive);
  EXPECT_EQ(said(session::SourceStatus::failed, true).mood, Mood::broken);
}

TEST(Lost, IsSaidFromTheLossOn) {
  const store::Timeline lossy = testing::lossy_timeline();
  testing::Stage stage;
  for (uint64_t step = 0; step <= lossy.size(); ++step) {
    stage.moment = lossy.at(step);
    const Look look = stage.look(&lossy);
    const bool missing = step >= testing::kLostAt;
    EXPECT_EQ(doubts(look), missing ? "7 events lost" : "") << step;
    for (const float width : {700.0f, 1280.0f}) {
      stage.draw(find_view("transport")->make(), look, {width, 60});
      EXPECT_EQ(stage.heard().find("7 events lost") != std::string::npos, missing) << step;
    }
  }
}

TEST(Contradictions, AreCountedInTheBarAndSaidAtTheirStep) {
  const store::Timeline wrong = testing::contradictory_timeline();
  const std::string count = std::to_string(wrong.contradicted().size()) + " contradiction";
  testing::Stage stage;
  for (uint64_t step = 0; step <= wrong.size(); ++step) {
    stage.moment = wrong.at(step);
    const Look look = stage.look(&wrong);
    EXPECT_EQ(doubts(look).find(count), 0u) << step;
    stage.draw(find_view("transport")->make(), look, {1280, 60});
    EXPECT_NE(stage.heard().find(count), std::string::npos) << step;
  }
  Look look = stage.look(&wrong);
  EXPECT_EQ(doubts(look).find("so far"), std::string::npos);
  look.all_checked = false;
  EXPECT_NE(doubts(look).find("so far"), std::string::npos);
  const store::Timeline fine = testing::sample_timeline();
  EXPECT_EQ(doubts(stage.look(&fine)), "");
}

TEST(Condition, IsNotPausedWhileWhatTheProgramToldStillComes) {
  const store::Timeline trace = testing::sample_timeline();
  testing::Stage stage;
  Look look = stage.look(&trace);
  look.status = session::SourceStatus::waiting;
  EXPECT_EQ(condition(look).words, "live, paused");
  look.catching_up = true;
  EXPECT_EQ(condition(look).words, "live, catching up");
}

TEST(Transport, SpeedIsDoubledUpToEightAndBeginsAnew) {
  EXPECT_EQ(speed_text(1), "1×");
  EXPECT_EQ(speed_text(0.5f), "0.5×");
  std::vector<float> speeds = {1};
  for (int i = 0; i < 5; ++i) speeds.push_back(next_speed(speeds.back()));
  EXPECT_EQ(speeds, (std::vector<float>{1, 2, 4, 8, 0.5f, 1}));
}

TEST(Transport, SpeedAndLoopStandBesidePlay) {
  testing::Driver driver(testing::Mode::replay);
  driver.frame();
  driver.click("1×");
  EXPECT_FLOAT_EQ(driver.choices().speed, 2);
  EXPECT_FLOAT_EQ(driver.app().settings().speed, 2) << "and it is remembered";
  driver.click("##loop");
  EXPECT_TRUE(driver.choices().loop);
  driver.click("##loop");
  EXPECT_FALSE(driver.choices().loop);
}

// From the end on at the beginning: of what is marked, or of all.
TEST(Transport, ALoopGoesOnAtItsBeginning) {
  testing::Driver driver(testing::Mode::replay);
  const uint64_t size = driver.trace().size();
  ASSERT_TRUE(driver.run("loop"));
  driver.seek(size);
  ASSERT_TRUE(driver.run("play")) << "also at the end";
  for (int i = 0; i < 4; ++i) driver.frame(1);
  EXPECT_TRUE(driver.choices().playing);
  EXPECT_LT(driver.cursor(), 5u);
  driver.app().carry_out(ask::MarkSteps{{10, 14}});
  driver.seek(12);
  ASSERT_TRUE(driver.run("play"));
  std::vector<uint64_t> seen;
  for (int i = 0; i < 10; ++i) {
    driver.frame(1);
    seen.push_back(driver.cursor());
  }
  EXPECT_TRUE(driver.choices().playing);
  EXPECT_EQ(*std::max_element(seen.begin(), seen.end()), 14u);
  EXPECT_EQ(*std::min_element(seen.begin(), seen.end()), 10u);
  ASSERT_TRUE(driver.run("loop"));
  driver.seek(size - 1);
  if (!driver.choices().playing) {
    ASSERT_TRUE(driver.run("play"));
  }
  for (int i = 0; i < 4; ++i) driver.frame(1);
  EXPECT_FALSE(driver.choices().playing) << "without it the end is the end";
  EXPECT_EQ(driver.cursor(), size);
}

}  // namespace
}  // namespace greenlens::gui::transport
