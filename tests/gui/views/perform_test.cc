// You are the switch, in the window: by buttons, by what is typed, by clicks in the picture.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "gui/performing.h"
#include "gui/show_picture.h"
#include "gui/views/perform/model.h"
#include "gui/views/stack/point.h"
#include "tests/gui/driver.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/roleplay/move_text.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/state/queries.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/transcript.h"

namespace greenlens::gui::perform {
namespace {

using roleplay::MoveKind;
using testing::Driver;
using testing::english;
using ::testing::HasSubstr;
using testing::Mode;

constexpr uint64_t kIntoSwitch = 38;  // gr2 switches back to gr1

void begin(Driver* driver, uint64_t step = kIntoSwitch) {
  driver->seek(step);
  driver->run("perform_switch");
  driver->app().carry_out(ask::ChooseLayout{LayoutChoice::diagram});  // room for all buttons
  driver->app().carry_out(ask::Show{"perform"});
  driver->settle();
}
const Performing& performing(const Driver& driver) { return *driver.look().performing; }

// How it stands, as words.
std::string drawn(const state::State& state) {
  const state::Thread& thread = thread_in(state, 1);
  return words::stack_diagram(english(), state, thread) +
         words::greenlet_table(english(), state, thread);
}

void click_parts(Driver* driver, const roleplay::Move& move) {
  driver->click(english().text(std::string("ui.perform.") + facts::enum_name(move.kind)));
  driver->settle();
  const state::State& state = performing(*driver).stage().state;
  if (needs_greenlet(move.kind)) driver->click(name_of(state, move.greenlet));
  driver->settle();
  if (needs_address(move.kind)) {
    for (const Place& place : places(performing(*driver))) {
      if (place.address == move.address) driver->click(place.words);
    }
  }
  if (needs_other(move.kind)) {
    driver->click(english().text(
        "ui.perform.above", {{"name", move.other == 0 ? english().text("question.nobody")
                                                      : std::string(name_of(state, move.other))}}));
  }
  driver->settle();
  driver->click(move_text(english(), performing(*driver).stage(), move));
  driver->settle();
}

TEST(Perform, EverySwitchIsDoneByButtons) {
  const store::Timeline trace = testing::sample_timeline();
  std::set<uint64_t> done;
  for (uint64_t step = 0; step < trace.size(); ++step) {
    const auto stage = roleplay::stage_at(trace, step);
    if (!stage || !done.insert(stage->step).second) continue;
    Driver driver(Mode::replay);
    begin(&driver, step);
    EXPECT_EQ(driver.cursor(), stage->step);
    for (const roleplay::Move& move : stage->right) {
      ASSERT_TRUE(driver.look().performs());
      click_parts(&driver, move);
      ASSERT_FALSE(performing(driver).tried().empty());
      EXPECT_TRUE(performing(driver).tried().back().verdict.is_right()) << typed_move(*stage, move);
    }
    EXPECT_FALSE(driver.look().performs());
    EXPECT_EQ(performing(driver).refused(), 0u);
    EXPECT_EQ(drawn(performing(driver).moment().after),
              drawn(roleplay::state_after(*stage, stage->right)));
  }
  EXPECT_GE(done.size(), 4u);
}

TEST(Perform, IsTypedAndARefusedMoveChangesNothingAndSaysWhy) {
  Driver driver(Mode::replay);
  begin(&driver);
  const std::string before = drawn(performing(driver).moment().after);
  driver.click("move");
  driver.type("run gr1");
  driver.press({kKeyEnter});
  ASSERT_EQ(performing(driver).tried().size(), 1u);
  EXPECT_FALSE(performing(driver).tried()[0].verdict.is_right());
  EXPECT_EQ(drawn(performing(driver).moment().after), before);
  EXPECT_THAT(driver.words(), HasSubstr(verdict_text(english(), performing(driver).stage(),
                                                     performing(driver).tried()[0].verdict)));
  driver.app().carry_out(ask::InPerformance{
      deed::Type{typed_move(performing(driver).stage(), performing(driver).stage().right[0])}});
  driver.settle();
  EXPECT_TRUE(performing(driver).tried()[1].verdict.is_right());
  driver.app().carry_out(ask::InPerformance{deed::Type{"what"}});
  driver.settle();
  EXPECT_EQ(performing(driver).tried().size(), 2u);
  EXPECT_THAT(driver.words(), HasSubstr("“what” is no move."));
}

TEST(Perform, AnAddressIsClickedOnTheStack) {
  Driver driver(Mode::replay);
  driver.seek(kIntoSwitch);
  driver.run("perform_switch");
  driver.settle();
  const ImVec4 place = driver.place("stack");
  const scene::Scene scene = scene::stack_scene(
      english(), performing(driver).moment(),
      room(driver.look(), {{place.x, place.y}, {place.z - place.x, place.w - place.y}}));
  ASSERT_EQ(scene.stacks.size(), 1u);
  for (const scene::ShownStack::Edge& edge : scene.stacks[0].edges) {
    driver.click_at({place.x + scene.stacks[0].column.x + 30, place.y + edge.y + 0.5f});
    EXPECT_EQ(performing(driver).pointed(), edge.address);
  }
}

TEST(Perform, HintsSayWhatComesNextAndAreCounted) {
  Driver driver(Mode::replay);
  begin(&driver);
  driver.click(english().text("ui.perform.hint"));
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr(hint_text(english(), performing(driver).stage(), {},
                                                  roleplay::HintDepth::general)));
  driver.click(english().text("ui.perform.tell"));
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr(hint_text(english(), performing(driver).stage(), {},
                                                  roleplay::HintDepth::exact)));
  EXPECT_EQ(performing(driver).attempt().hints, 2u);
}

TEST(Perform, WhatWasTriedIsGoneThroughOnceMoreAndKept) {
  Driver driver(Mode::replay);
  begin(&driver);
  const roleplay::Stage stage = performing(driver).stage();
  driver.app().carry_out(ask::InPerformance{deed::Try{stage.right.back()}});
  driver.app().carry_out(ask::InPerformance{deed::Try{stage.right[0]}});
  driver.app().carry_out(ask::InPerformance{deed::Try{stage.right[1]}});
  driver.settle();
  ASSERT_EQ(performing(driver).shown(), 3u);
  driver.click(english().text("ui.perform.earlier"));
  driver.settle();
  EXPECT_EQ(performing(driver).shown(), 2u);
  EXPECT_EQ(drawn(performing(driver).moment().after),
            drawn(roleplay::state_after(stage, std::vector{stage.right[0]})));
  driver.app().carry_out(ask::InPerformance{deed::Try{stage.right[2]}});
  driver.settle();
  EXPECT_EQ(performing(driver).tried().size(), 4u) << "one goes on where it was left";
  EXPECT_TRUE(performing(driver).tried().back().verdict.is_right());
  driver.app().carry_out(ask::InPerformance{deed::SaveAttempt{"attempt.json"}});
  for (int i = 0; i < 200 && !testing::written_texts().count("attempt.json"); ++i) driver.settle();
  const auto kept = roleplay::parse_attempt(testing::written_texts()["attempt.json"]);
  ASSERT_TRUE(kept);
  EXPECT_EQ(*kept, performing(driver).attempt());
  const store::Timeline whole = testing::sample_timeline();
  const auto again = roleplay::stage_at(whole, kept->step);
  ASSERT_TRUE(again);
  EXPECT_EQ(replay(*again, *kept).made.size(), 3u) << "it is the same switch";
}

TEST(Perform, WhatComesAfterIsNotSeenUntilItIsDoneOrLeft) {
  Driver driver(Mode::replay);
  const uint64_t size = driver.trace().size();
  begin(&driver);
  const uint64_t step = driver.cursor();
  driver.run("last");
  driver.app().carry_out(ask::Seek{size});
  driver.settle();
  EXPECT_EQ(driver.cursor(), step);
  EXPECT_THAT(driver.words(), HasSubstr(english().text("ui.perform.held")));
  driver.click(english().text("ui.perform.leave"));
  driver.settle();
  EXPECT_EQ(driver.look().performing, nullptr);
  driver.run("last");
  EXPECT_EQ(driver.cursor(), size);
}

TEST(Perform, SaysWhereThereIsNoSwitch) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.run("perform_switch");
  EXPECT_EQ(driver.look().performing, nullptr);
  EXPECT_FALSE(driver.look().notice.words.empty());
}

}  // namespace
}  // namespace greenlens::gui::perform
