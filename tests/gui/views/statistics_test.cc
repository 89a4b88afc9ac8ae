// A trace in numbers, in the window: counted beside it, drawn, and what is clicked is chosen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "gui/counting.h"
#include "gui/show_picture.h"
#include "gui/views/greenlets/model.h"
#include "gui/views/statistics/model.h"
#include "tests/gui/driver.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::statistics {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using testing::english;
using testing::Mode;

std::vector<store::GreenletNumbers> some() {
  std::vector<store::GreenletNumbers> all(3);
  all[0].id = 1, all[0].name = "main", all[0].ran_ns = 50, all[0].switches_to = 1;
  all[1].id = 2, all[1].name = "gr1", all[1].ran_ns = 70, all[1].switches_to = 9;
  all[2].id = 3, all[2].name = "gr2", all[2].ran_ns = 50, all[2].switches_to = 3;
  return all;
}

std::vector<std::string> names(const std::vector<store::GreenletNumbers>& all) {
  std::vector<std::string> names;
  for (const store::GreenletNumbers& g : all) names.push_back(g.name);
  return names;
}

TEST(NumbersTable, IsSortedByAnyColumn) {
  EXPECT_THAT(names(sorted(some(), {})), ElementsAre("gr1", "main", "gr2"));
  EXPECT_THAT(names(sorted(some(), clicked({}, Column::to))), ElementsAre("gr1", "gr2", "main"));
  EXPECT_THAT(names(sorted(some(), clicked({}, Column::ran))), ElementsAre("main", "gr2", "gr1"));
  EXPECT_THAT(names(sorted(some(), clicked({}, Column::name))), ElementsAre("gr1", "gr2", "main"));
  for (const Column column : kColumns) {
    EXPECT_TRUE(english().has(std::string("statistics.") + column_id(column)));
    EXPECT_NE(cell(english(), some()[0], column), "");
  }
}

// What the table of all greenlets says, against what the events say.
void expect_moves_at(const Driver& driver) {
  const store::Trace& trace = driver.trace();
  const store::Moves* moves = driver.look().moves;
  const uint64_t now = driver.look().moment.number;
  ASSERT_NE(moves, nullptr) << now;
  ASSERT_EQ(moves->step(), now);
  std::map<facts::GreenletId, uint64_t> to;
  for (uint64_t n = 1; n <= now; ++n) {
    const facts::Event event = trace.event(n);
    if (const auto* delivered = std::get_if<facts::Delivered>(&event.fact)) ++to[delivered->target];
  }
  for (const greenlets::Row& row :
       greenlets::rows(english(), driver.look().moment.after, moves, "", {})) {
    EXPECT_EQ(row.switches, to[row.id]) << row.name << " at " << now;
    EXPECT_LE(row.since_step, now);
  }
}

TEST(Numbers, OfTheTableAreThoseOfEachStepForwardsAndBackwards) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Show{"greenlets"});
  driver.settle();
  const uint64_t size = driver.trace().size();
  for (const uint64_t step : {size, size / 2, size / 2 + 1, size / 2 - 1, uint64_t{3}, size - 1}) {
    driver.seek(step);
    driver.frame();
    expect_moves_at(driver);
  }
}

TEST(Numbers, AreNotCountedForNobody) {
  Driver driver(Mode::replay);
  driver.settle();
  EXPECT_EQ(driver.look().numbers, nullptr);
  EXPECT_EQ(driver.look().moves, nullptr);
}

TEST(Numbers, AreShownByTheirKeyAndAClickOnABarChooses) {
  Driver driver(Mode::replay);
  driver.press(find_command("statistics")->key);
  driver.settle();
  ASSERT_NE(driver.look().numbers, nullptr);
  EXPECT_EQ(driver.look().numbers->sums.to(), driver.trace().size());
  EXPECT_TRUE(driver.sees("statistics"));
  driver.click("numbers of 2");
  EXPECT_EQ(driver.choices().selected, 2u);
  driver.click("numbers of 2");
  EXPECT_EQ(driver.choices().selected, 0u);
  scene::Item bar;
  bar.id = "statistics.time.3", bar.greenlet = 3;
  Requests asked;
  click(driver.look(), bar, &asked);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(std::get<ask::Select>(asked[0]).greenlet, 3u);
  scene::Item more;
  more.id = "statistics.time.more";
  asked.clear();
  click(driver.look(), more, &asked);
  EXPECT_EQ(std::get<ask::Show>(asked.at(0)).view, "greenlets");
}

TEST(Numbers, MarksAreFewHoweverManyStepsAndGreenletsThereAre) {
  const store::Timeline trace = testing::long_trace({.greenlets = 900, .switches = 4000});
  CountAll all;
  while (all.go_on(trace)) continue;
  EXPECT_EQ(all.counted(), trace.size());
  const Marks& marks = all.marks();
  EXPECT_GT(marks.size(), 5u);
  EXPECT_LE(marks.bytes(), size_t{16} << 20);
  EXPECT_EQ(marks.before(0), nullptr);
  for (uint64_t step = 1; step < trace.size(); step += trace.size() / 9) {
    const store::Moves* mark = marks.before(step);
    CountTo to(mark != nullptr ? std::optional(*mark) : std::nullopt, step);
    while (to.go_on(trace)) continue;
    store::Moves from_the_beginning;
    state::State state;
    while (state.step < step) trace.go_along(&state, step, &from_the_beginning);
    ASSERT_EQ(to.moves().step(), step);
    for (const auto& [id, greenlet] : state.greenlets) {
      ASSERT_EQ(to.moves().of(id).switches_to, from_the_beginning.of(id).switches_to) << step;
      ASSERT_EQ(to.moves().of(id).since, from_the_beginning.of(id).since) << step;
    }
  }
}

// A program that is alive is counted on, and not anew.
TEST(Numbers, GrowWithTheTrace) {
  const store::Timeline whole = testing::long_trace({.greenlets = 3, .switches = 300});
  store::Timeline trace;
  Counting counting;
  uint64_t n = 0;
  for (const uint64_t part : {whole.size() / 3, whole.size() / 2, whole.size()}) {
    while (n < part) trace.append(whole.event(++n));
    for (int i = 0; i < 20; ++i) counting.want(trace, n), counting.go_on(trace);
    ASSERT_NE(counting.numbers(), nullptr);
    EXPECT_EQ(counting.numbers()->sums.to(), n);
    EXPECT_EQ(counting.numbers()->sums.totals().switches, trace.switches());
    ASSERT_NE(counting.moves(), nullptr);
    EXPECT_EQ(counting.moves()->step(), n);
  }
  counting.leave();
  EXPECT_EQ(counting.numbers(), nullptr);
  EXPECT_EQ(counting.moves(), nullptr);
}

}  // namespace
}  // namespace greenlens::gui::statistics
