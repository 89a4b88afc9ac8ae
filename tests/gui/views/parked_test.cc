// Who is parked where, and what looks wrong, in the window: what is clicked is opened, chosen and
// gone to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/layouts.h"
#include "gui/moved.h"
#include "gui/views/found/model.h"
#include "gui/views/parked/model.h"
#include "gui/views/view.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/support/english.h"
#include "tests/support/parked_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/findings/findings_text.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lints_text.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::gui::parked {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using testing::Driver;
using testing::english;
using ::testing::HasSubstr;
using testing::HeldSource;
using ::testing::Not;
using testing::parked_timeline;

std::vector<Line> lines_of(int consumers, const std::string& filter = "",
                           const std::set<std::string>& opened = {}) {
  const store::Timeline timeline = parked_timeline(consumers);
  const uint64_t size = timeline.size();
  const auto counted = store::count_steps(timeline, 0, size);
  const state::State state = timeline.state(size);
  return lines(english(), state, findings::parked(state, *counted), timeline.event(size).time_ns,
               filter, opened);
}

TEST(ParkedLines, AGroupSaysItsPlaceHowManyAndWhatForAndThenWho) {
  const std::vector<Line> all = lines_of(3);
  ASSERT_GE(all.size(), 4u);
  EXPECT_EQ(all[0].is, LineIs::group);
  EXPECT_EQ(all[0].what, "q.get()  app.py:16");
  EXPECT_EQ(all[0].shorter, "q.get() :16");
  EXPECT_EQ(all[0].count, "×3");
  EXPECT_EQ(all[0].waits, "an item");
  EXPECT_EQ(all[0].bytes, "1.50 KiB");
  EXPECT_EQ(all[1].what, "consumer-3");
  EXPECT_EQ(all[1].greenlet, 3u);
  EXPECT_THAT(all[1].since, HasSubstr("µs"));
  EXPECT_THAT(all[1].tip, AllOf(HasSubstr("suspended"), HasSubstr("app.py:12")));
}

TEST(ParkedLines, OfManyTheFirstFewAreSeenUntilTheyAreOpened) {
  const std::vector<Line> few = lines_of(20);
  ASSERT_EQ(few[kFew + 1].is, LineIs::more);
  EXPECT_EQ(few[kFew + 1].what, "17 more");
  const std::vector<Line> all = lines_of(20, "", {few[0].group});
  EXPECT_EQ(all[20].greenlet, 22u);
  EXPECT_EQ(all[21].is, LineIs::more);
  EXPECT_EQ(all[21].what, english().text("ui.parked.fewer"));
}

TEST(ParkedLines, AFilterLooksAtPlacesNamesAndWaits) {
  const auto greenlets = [](const std::string& filter) {
    std::vector<facts::GreenletId> found;
    for (const Line& line : lines_of(3, filter)) {
      if (line.is == LineIs::greenlet) found.push_back(line.greenlet);
    }
    return found;
  };
  EXPECT_EQ(greenlets("q.get"), (std::vector<facts::GreenletId>{3, 4, 5}));
  EXPECT_EQ(greenlets("consumer-4"), (std::vector<facts::GreenletId>{4}));
  EXPECT_EQ(greenlets("a lock"), (std::vector<facts::GreenletId>{6}));
  EXPECT_EQ(greenlets("LOCK.ACQUIRE app.py:30"), (std::vector<facts::GreenletId>{6}))
      << "its own line, and not the library's";
  EXPECT_TRUE(greenlets("nobody").empty());
}

TEST(Parked, AClickOpensAGroupAndChoosesAGreenlet) {
  Driver driver(std::make_unique<HeldSource>(parked_timeline(20)));
  driver.app().carry_out(ask::Show{"parked"});
  driver.seek(driver.trace().size());
  driver.settle();
  driver.click("parked 3");
  EXPECT_EQ(driver.choices().selected, 3u);
  EXPECT_FALSE(driver.sees("parked 10"));
  const std::vector<Line> all = lines_of(20);
  driver.click("more " + all[0].group);
  driver.settle();
  EXPECT_TRUE(driver.sees("parked 6"));
  driver.click("group " + all[0].group);
  driver.settle();
  EXPECT_TRUE(driver.sees("more " + all[0].group));
}

TEST(Parked, IsThatOfTheStepThatIsShown) {
  Driver driver(std::make_unique<HeldSource>(parked_timeline(3)));
  driver.app().carry_out(ask::Show{"parked"});
  driver.seek(2);
  driver.settle();
  EXPECT_TRUE(driver.sees("parked 1"));
  EXPECT_FALSE(driver.sees("parked 3"));
  driver.seek(driver.trace().size());
  driver.settle();
  EXPECT_TRUE(driver.sees("parked 3"));
}

TEST(Found, AClickGoesToTheStep) {
  Driver driver(std::make_unique<HeldSource>(parked_timeline(6)));
  driver.app().carry_out(ask::Show{"found"});
  driver.settle();
  for (int i = 0; i < 50 && driver.look().findings == nullptr; ++i) driver.settle();
  ASSERT_NE(driver.look().findings, nullptr);
  ASSERT_EQ(driver.look().findings->size(), 1u);
  const findings::Finding finding = driver.look().findings->front();
  EXPECT_EQ(finding.kind, findings::Kind::never_woken);
  EXPECT_THAT(driver.words(), HasSubstr(findings::finding_text(english(), finding)));
  driver.click("finding 0");
  EXPECT_EQ(driver.cursor(), finding.step);
}

// test1/test2, of whose greenlets one never finishes.
TEST(Found, ALintLeadsToItsStepAndItsPageOpensBelowIt) {
  Driver driver(testing::Mode::replay);
  driver.app().carry_out(ask::Show{"found"});
  driver.settle();
  for (int i = 0; i < 50 && driver.look().lints == nullptr; ++i) driver.settle();
  ASSERT_NE(driver.look().lints, nullptr);
  ASSERT_EQ(driver.look().lints->size(), 1u);
  const lints::Fired fired = driver.look().lints->front();
  EXPECT_EQ(fired.lint, lints::Lint::never_finished);
  EXPECT_THAT(driver.words(), HasSubstr(lint_text(english(), fired)));
  driver.click("lint 0");
  EXPECT_EQ(driver.cursor(), fired.step);
  EXPECT_EQ(driver.look().choices.selected, fired.greenlet);
  const std::string why = english().text("lint.never_finished.why");
  EXPECT_THAT(driver.words(), Not(HasSubstr(why)));
  driver.click("page of lint 0");
  EXPECT_THAT(driver.words(), HasSubstr(why));
  driver.click("page of lint 0");
  EXPECT_THAT(driver.words(), Not(HasSubstr(why)));
}

TEST(Found, ACountBesideTheSentenceOpensTheList) {
  Driver driver(testing::Mode::replay);
  driver.settle();
  ASSERT_NE(driver.look().lints, nullptr) << "a short recording is looked through by itself";
  ASSERT_TRUE(driver.sees("one lint"));
  EXPECT_FALSE(driver.sees("lint 0"));
  driver.click("one lint");
  driver.settle();
  EXPECT_TRUE(driver.sees("lint 0"));
}

TEST(Found, SaysWhatIsALintAndAFindingOnce) {
  const store::Timeline timeline = testing::sample_timeline();
  const std::vector<lints::Fired> fired = *lints::find_all(timeline);
  ASSERT_EQ(fired.size(), 1u);
  ASSERT_TRUE(fired[0].finding);
  findings::Finding other = *fired[0].finding;
  other.kind = findings::Kind::error_ignored;
  const auto all = found::rows(english(), fired, {*fired[0].finding, other}, {});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].called, "lint 0");
  EXPECT_TRUE(all[0].page);
  EXPECT_EQ(all[1].called, "finding 0");
  EXPECT_FALSE(all[1].page);
  words::Notes notes;
  notes.others = R"("lints": {"allow": ["never-finished"]})";
  const auto left = found::rows(english(), fired, {*fired[0].finding, other}, notes);
  ASSERT_EQ(left.size(), 1u) << "what is silenced is no finding either";
  EXPECT_EQ(left[0].called, "finding 0");
}

TEST(Found, OfAProgramThatIsWellSaysSo) {
  store::Timeline well;
  well.append(
      {1, 1, 0, 0, facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything}});
  well.append({2, 1, 0, 0, facts::ProgramFinished{}});
  Driver driver(std::make_unique<HeldSource>(std::move(well)));
  driver.app().carry_out(ask::Show{"found"});
  driver.settle();
  for (int i = 0; i < 50 && driver.look().lints == nullptr; ++i) driver.settle();
  ASSERT_NE(driver.look().lints, nullptr);
  EXPECT_TRUE(driver.look().lints->empty());
  EXPECT_EQ(driver.look().lints->size(), 0u);
  EXPECT_THAT(driver.words(), HasSubstr(english().text("ui.found.none")));
}

TEST(Programs, ThatLayoutHasBothBesideThePicture) {
  Driver driver(std::make_unique<HeldSource>(parked_timeline(6)));
  driver.press({'6', false, true});
  EXPECT_EQ(driver.app().settings().layout, LayoutChoice::programs);
  driver.seek(driver.trace().size());
  driver.settle();
  EXPECT_TRUE(driver.sees("parked 3"));
  for (int i = 0; i < 50 && driver.look().findings == nullptr; ++i) driver.settle();
  driver.settle();
  EXPECT_TRUE(driver.sees("finding 0"));
  EXPECT_EQ(slot_of(driver.app().settings(), *find_view("parked")), Slot::right);
}

}  // namespace
}  // namespace greenlens::gui::parked
