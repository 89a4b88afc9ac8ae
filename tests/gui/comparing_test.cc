// The step that is shown beside another one: of the same recording, and of another one.
#include "gui/comparing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui {
namespace {

using greenlens::testing::Driver;
using greenlens::testing::kSessionModes;
using greenlens::testing::Mode;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Comparing, APinnedStepStaysWhileOneSteps) {
  for (const Mode mode : kSessionModes) {
    Driver driver(mode);
    driver.run("last");
    driver.settle();
    driver.seek(20);
    EXPECT_EQ(driver.look().beside, nullptr);
    driver.press({'P', false, false});
    driver.seek(40);
    driver.settle();
    ASSERT_NE(driver.look().beside, nullptr);
    EXPECT_EQ(driver.look().beside->moment.number, 20u);
    EXPECT_EQ(driver.look().beside->side, Beside::Side::left);
    const std::string all = std::to_string(driver.trace().size());
    const std::string words = driver.words();
    EXPECT_THAT(words, HasSubstr("step 20 of " + all + ", compared with"));
    EXPECT_THAT(words, HasSubstr("step 40 of " + all));
    EXPECT_FALSE(driver.run("first_difference"));
    driver.press({kKeyEscape, false, false});
    EXPECT_EQ(driver.look().beside, nullptr);
    EXPECT_THAT(driver.words(), Not(HasSubstr("compared with")));
    // And the key that began it ends it.
    driver.press({'P', false, false});
    EXPECT_NE(driver.look().beside, nullptr);
    driver.press({'P', false, false});
    EXPECT_EQ(driver.look().beside, nullptr);
  }
}

// The sample, and one that prints something else at one place and ends before.
store::Timeline changed(uint64_t* step) {
  auto events = testing::sample_events();
  store::Timeline timeline;
  timeline.set_info(testing::sample_info());
  *step = 0;
  for (size_t i = 0; i + 10 < events.size(); ++i) {
    auto* printed = std::get_if<facts::Printed>(&events[i].fact);
    if (printed != nullptr && *step == 0) printed->text = "otherwise", *step = i + 1;
    timeline.append(events[i]);
  }
  return timeline;
}

AppOptions with_files(uint64_t* differs_at) {
  AppOptions options;
  const std::string other = testing::as_file(changed(differs_at));
  const std::string own = testing::as_file(testing::sample_timeline());
  options.open = [=](const std::string& file, const store::OnProgress&) -> Opened {
    if (file == "broken") return facts::Fault{facts::FaultKind::trace_empty, file, 0, 0, ""};
    return std::unique_ptr<session::EventSource>(
        std::make_unique<testing::FileSource>(file == "own" ? own : other));
  };
  options.source = std::make_unique<testing::FileSource>(own);
  options.shown_name = "/tmp/own.gltrace";
  return options;
}

TEST(Comparing, AnotherRecordingFollowsByWhatHappened) {
  uint64_t differs_at = 0;
  Driver driver(with_files(&differs_at));
  driver.app().carry_out(ask::CompareWith{"/home/other.gltrace"});
  testing::wait_for_work(&driver);
  ASSERT_NE(driver.look().beside, nullptr);
  EXPECT_EQ(driver.look().beside->side, Beside::Side::right);
  driver.seek(differs_at - 1);
  driver.settle();
  EXPECT_EQ(driver.look().beside->moment.number, differs_at - 1);
  const std::string words = driver.words();
  EXPECT_THAT(words, HasSubstr("First difference"));
  EXPECT_THAT(words, HasSubstr("otherwise"));
  EXPECT_THAT(words, HasSubstr("· own.gltrace"));
  EXPECT_THAT(words, HasSubstr("· other.gltrace"));
  // There is a command that leads there.
  driver.seek(0);
  EXPECT_TRUE(driver.run("first_difference"));
  EXPECT_EQ(driver.cursor(), differs_at);
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("Here A and B do different things"));
  // Behind the other one's end its last step stands.
  driver.seek(driver.trace().size());
  driver.settle();
  EXPECT_EQ(driver.look().beside->moment.number, driver.trace().size() - 10);
  EXPECT_THAT(driver.words(), HasSubstr("B has come to its end before that"));
  // One scale: what both have in common is of both.
  EXPECT_NE(driver.look().beside->run, driver.look().run);
  driver.press({kKeyEscape, false, false});
  EXPECT_EQ(driver.look().beside, nullptr);
}

TEST(Comparing, OfTheSameRecordingItIsSaidThatTheyDoTheSame) {
  uint64_t differs_at = 0;
  Driver driver(with_files(&differs_at));
  driver.app().carry_out(ask::CompareWith{"own"});
  testing::wait_for_work(&driver);
  for (const uint64_t step : {uint64_t{0}, uint64_t{17}, driver.trace().size()}) {
    driver.seek(step);
    driver.settle();
    ASSERT_NE(driver.look().beside, nullptr);
    EXPECT_EQ(driver.look().beside->moment.number, step);
  }
  EXPECT_THAT(driver.words(), HasSubstr("They do the same"));
  EXPECT_FALSE(driver.run("first_difference"));
}

TEST(Comparing, WhatCannotBeOpenedIsSaidAndALiveProgramIsSavedFirst) {
  uint64_t differs_at = 0;
  Driver driver(with_files(&differs_at));
  driver.app().carry_out(ask::CompareWith{"broken"});
  testing::wait_for_work(&driver);
  EXPECT_EQ(driver.look().beside, nullptr);
  EXPECT_THAT(driver.look().notice.words, HasSubstr("is empty"));
  Driver live(Mode::live);
  live.app().carry_out(ask::CompareWith{"x.gltrace"});
  live.settle();
  EXPECT_EQ(live.look().beside, nullptr);
  EXPECT_THAT(live.look().notice.words, HasSubstr("Save the recording first"));
}

TEST(Comparing, TheCommandLineSaysWithWhich) {
  uint64_t differs_at = 0;
  AppOptions options = with_files(&differs_at);
  options.first.with = "other";
  Driver driver(std::move(options));
  testing::wait_for_work(&driver);
  ASSERT_NE(driver.look().beside, nullptr);
  EXPECT_TRUE(driver.look().first_difference.has_value());
}

TEST(Comparing, AFileIsChosenInTheListOfFiles) {
  Driver driver(Mode::replay);
  EXPECT_TRUE(driver.run("compare_recording"));
  driver.settle();
  EXPECT_EQ(driver.choices().overlay, "browser");
  EXPECT_EQ(driver.choices().browsing.use, FileUse::compare);
}

}  // namespace
}  // namespace greenlens::gui
