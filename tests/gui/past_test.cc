// Questions about the past, histories of numbers and breakpoints, as a person asks for them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/stopping.h"
#include "gui/views/program/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event.h"
#include "tracer/past/condition.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;

// The first step from `from` on of such an event.
template <typename F>
uint64_t step_of(const store::Trace& trace, uint64_t from = 1) {
  for (uint64_t n = from; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    if (facts::as<F>(&event) != nullptr) return n;
  }
  return 0;
}

void enter(Driver* driver, const std::string& words) {
  driver->type(words);
  driver->press({kKeyEnter, false, false});
  driver->settle();
  driver->frame();
}

TEST(Past, OfAPlaceThatIsTypedIsAnsweredAndLeadsThere) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.settle();
  const uint64_t saved = step_of<facts::SliceSaved>(driver.trace());
  const facts::Event event = driver.trace().event(saved);
  const auto* copy = facts::as<facts::SliceSaved>(&event);
  driver.seek(saved);
  driver.frame();
  ASSERT_TRUE(driver.run("ask_past"));
  driver.frame();
  const std::string name = state::name_of(driver.look().moment.after, copy->owner);
  enter(&driver, name + "+0x8");
  const std::string words = driver.words();
  EXPECT_THAT(words, HasSubstr(name + ", -0x"));
  EXPECT_THAT(words, HasSubstr("saved at step " + std::to_string(saved)));
  EXPECT_EQ(driver.choices().question.greenlet, copy->owner);
  // What comes next is a click away.
  uint64_t restored = step_of<facts::SliceRestored>(driver.trace(), saved);
  while (restored != 0 && facts::subject(driver.trace().event(restored).fact) != copy->owner) {
    restored = step_of<facts::SliceRestored>(driver.trace(), restored + 1);
  }
  const std::string next = "Step " + std::to_string(restored);
  ASSERT_TRUE(driver.sees(next)) << driver.labels();
  driver.click(next);
  EXPECT_EQ("Step " + std::to_string(driver.cursor()), next);
  EXPECT_THAT(driver.words(), HasSubstr("Asked at step")) << "the answer stays";
  // The events that touch the word come one after the other.
  driver.seek(0);
  ASSERT_TRUE(driver.run("next_of_word"));
  driver.settle();
  EXPECT_LE(driver.cursor(), saved);
  EXPECT_GT(driver.cursor(), 0u);
}

TEST(Past, OfWhatIsNoPlaceIsSaidInASentence) {
  Driver driver(Mode::replay);
  driver.run("ask_past");
  driver.frame();
  enter(&driver, "nowhere at all");
  EXPECT_THAT(driver.words(), HasSubstr("names no word"));
  EXPECT_EQ(driver.choices().question.about, PastQuestion::About::nothing);
}

TEST(Past, OfANumberIsAListThatLeadsToEachChange) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.settle();
  driver.app().carry_out(ask::Show{"greenlet"});
  driver.frame();
  ASSERT_TRUE(driver.sees("value stack_saved")) << driver.labels();
  driver.click("value stack_saved");
  driver.settle();
  driver.frame();
  EXPECT_THAT(driver.words(), HasSubstr("History of"));
  const facts::GreenletId id = driver.choices().question.greenlet;
  uint64_t changed = 0;
  for (uint64_t n = 1; n <= driver.trace().size() && changed == 0; ++n) {
    const state::Moment moment = driver.trace().at(n);
    const auto *was = state::find(moment.before, id), *is = state::find(moment.after, id);
    if (was != nullptr && was->stack_saved != is->stack_saved) changed = n;
  }
  ASSERT_NE(changed, 0u);
  const std::string row = "change " + std::to_string(changed);
  ASSERT_TRUE(driver.sees(row)) << driver.labels();
  driver.click(row);
  EXPECT_EQ(driver.cursor(), changed);
}

TEST(Breakpoints, StopBothWaysInAReplay) {
  Driver driver(Mode::replay, {1280, 1400});
  driver.run("last");
  driver.settle();
  const uint64_t first = step_of<facts::SliceSaved>(driver.trace());
  const uint64_t second = step_of<facts::SliceSaved>(driver.trace(), first + 1);
  driver.seek(0);
  driver.run("breakpoints");
  driver.frame();
  enter(&driver, "slice_saved");
  ASSERT_EQ(driver.choices().stops.size(), 1u);
  ASSERT_NE(driver.look().stops, nullptr);
  EXPECT_EQ(driver.look().stops->read, driver.trace().size());
  EXPECT_EQ(driver.look().stops->steps.front(), first);
  for (const uint64_t step : {first, second}) {
    ASSERT_TRUE(driver.run("next_stop"));
    driver.settle();
    EXPECT_EQ(driver.cursor(), step);
  }
  driver.frame();
  EXPECT_THAT(driver.words(), HasSubstr("2 of "));
  driver.run("previous_stop");
  driver.settle();
  EXPECT_EQ(driver.cursor(), first);
  driver.run("previous_stop");
  driver.settle();
  EXPECT_EQ(driver.cursor(), first);
  EXPECT_THAT(driver.look().notice.words, HasSubstr("before this step"));
  driver.click("Remove");
  EXPECT_TRUE(driver.choices().stops.empty());
  EXPECT_EQ(driver.look().stops, nullptr);
}

TEST(Breakpoints, LetAProgramThatIsAliveRunOnToThem) {
  Driver driver(Mode::live);
  driver.settle();
  driver.app().carry_out(ask::SetStops{{"bytes_copied > 0", "no condition"}});
  const uint64_t before = driver.trace().size();
  ASSERT_TRUE(driver.run("next_stop"));
  for (int i = 0; i < 100 && driver.cursor() <= before; ++i) driver.settle();
  for (int i = 0; i < 100; ++i) driver.frame();
  const auto* saved = facts::as<facts::SliceSaved>(driver.look().moment.event);
  ASSERT_NE(saved, nullptr) << driver.cursor() << " of " << driver.trace().size();
  EXPECT_EQ(driver.cursor(), step_of<facts::SliceSaved>(driver.trace()));
  EXPECT_EQ(driver.trace().size(), driver.cursor()) << "the program stands there";
  EXPECT_TRUE(driver.look().live);
}

TEST(Breakpoints, AtALineAreConditionsThatAreRead) {
  for (const char* file : {"a/b.cc", "with blanks.cc", "b:c.cc"}) {
    store::SourceText source;
    source.file = file;
    EXPECT_TRUE(past::parse_condition(program::stop_at(source, 20)).condition) << file;
  }
  const store::Timeline trace = testing::sample_timeline();
  const store::SourceText* source = program::program_source(trace.info());
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::SetStops{{program::stop_at(*source, 11)}});
  driver.seek(0);
  driver.run("next_stop");
  driver.settle();
  const auto* reached = facts::as<facts::LineReached>(driver.look().moment.event);
  ASSERT_NE(reached, nullptr);
  EXPECT_EQ(reached->at.line, 11u);
}

TEST(Breakpoints, ThatAreNoConditionsAreRefusedInASentence) {
  Driver driver(Mode::replay);
  driver.run("breakpoints");
  driver.frame();
  enter(&driver, "bytes_copied = 3");
  EXPECT_TRUE(driver.choices().stops.empty());
  EXPECT_THAT(driver.words(), HasSubstr("compared with =="));
}

TEST(Past, EventsOfOneKindComeOneAfterTheOther) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.settle();
  const uint64_t first = step_of<facts::Delivered>(driver.trace());
  const uint64_t second = step_of<facts::Delivered>(driver.trace(), first + 1);
  driver.seek(first);
  ASSERT_TRUE(driver.run("next_of_kind"));
  driver.settle();
  EXPECT_EQ(driver.cursor(), second);
  ASSERT_TRUE(driver.run("previous_of_kind"));
  driver.settle();
  EXPECT_EQ(driver.cursor(), first);
}

}  // namespace
}  // namespace greenlens::gui
