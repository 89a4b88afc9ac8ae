// A trace in numbers, in the window: counted beside it, drawn, and what is clicked is chosen.
#include "tracer/words/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "gui/counting.h"
#include "gui/show_picture.h"
#include "gui/views/greenlets/model.h"
#include "gui/views/statistics/model.h"
#include "tests/gui/driver.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/store/long_trace.h"
#include "tests/tracer/store/passed_on.h"
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
  scene::Item left_out;
  left_out.id = "statistics.left_out";
  asked.clear();
  click(driver.look(), left_out, &asked);
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(std::get<ask::ChooseTab>(asked[0]).view, "statistics");
  EXPECT_EQ(std::get<ask::ChooseLayout>(asked[1]).layout, LayoutChoice::diagram);
}

// All that the command's table says.
std::string in_words(const store::Numbers& numbers) {
  return words::statistics_text(english(), numbers, numbers.greenlets);
}

void expect_counted(const Driver& driver, uint64_t from, uint64_t to) {
  const auto numbers = driver.look().numbers;
  ASSERT_NE(numbers, nullptr);
  EXPECT_EQ(in_words(*numbers), in_words(*store::count_steps(driver.trace(), from, to)));
}

TEST(Numbers, AreOfTheStepsThatAreChosenInTheTimelineOrThatItShows) {
  Driver driver(Mode::replay);
  driver.run("statistics");
  driver.settle();
  const uint64_t size = driver.trace().size();
  expect_counted(driver, 0, size);
  EXPECT_FALSE(driver.sees(driver.text("ui.statistics.all"))) << "all are counted";
  const ImVec4 timeline = driver.place("timeline");
  const float y = timeline.y + (timeline.w - timeline.y) * 0.4f;
  const float width = timeline.z - timeline.x;
  driver.drag({timeline.x + width * 0.4f, y}, {timeline.x + width * 0.7f, y});
  driver.settle();
  const scene::Steps marked = driver.choices().timeline.marked;
  ASSERT_GT(marked.from, 0u);
  ASSERT_LT(marked.from, marked.to);
  expect_counted(driver, marked.from, marked.to);
  const std::string said = "Steps " + std::to_string(marked.from) + " to " +
                           std::to_string(marked.to) + " of " + std::to_string(size);
  EXPECT_NE(driver.words().find(said), std::string::npos) << driver.words();
  driver.app().carry_out(ask::MarkSteps{});
  driver.app().carry_out(ask::ShowSteps{{20, 50}});
  driver.settle();
  expect_counted(driver, 20, 50);
  driver.app().carry_out(ask::MarkSteps{{30, 40}});
  driver.settle();
  expect_counted(driver, 30, 40);
  driver.app().carry_out(ask::MarkSteps{{30, 30}});
  driver.settle();
  expect_counted(driver, 20, 50);
  driver.click(driver.text("ui.statistics.all"));
  driver.settle();
  expect_counted(driver, 0, size);
  EXPECT_TRUE(driver.choices().timeline.steps.all());
  EXPECT_FALSE(driver.sees(driver.text("ui.statistics.all")));
}

// Whichever part, and beside all of them.
TEST(Numbers, OfAPartAreThoseOfTheCommand) {
  const store::Timeline trace = testing::long_trace({.greenlets = 40, .switches = 3000});
  const uint64_t size = trace.size();
  for (const scene::Steps part : {scene::Steps{1, size}, scene::Steps{size / 3, size / 2},
                                  scene::Steps{size - 1, size + 9}, scene::Steps{0, 7}}) {
    Counting counting;
    counting.want(trace, 0, part);
    while (counting.busy()) counting.go_on(trace);
    ASSERT_NE(counting.numbers(), nullptr);
    EXPECT_EQ(in_words(*counting.numbers()),
              in_words(*store::count_steps(trace, part.from, part.to)));
    counting.want(trace, 0);
    EXPECT_EQ(counting.numbers()->sums.to(), size) << "all were counted meanwhile";
    counting.want(trace, 0, part);
    while (counting.busy()) counting.go_on(trace);
    EXPECT_EQ(counting.numbers()->sums.from(), part.from);
    counting.leave();
    EXPECT_EQ(counting.numbers(), nullptr);
  }
}

// Goes one step at a time, and takes longer for each than a part of a frame.
class SlowTrace final : public testing::PassedOn {
 public:
  using PassedOn::PassedOn;
  void go_along(state::State* state, uint64_t to, store::Onlooker* onlooker) const override {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    trace_.go_along(state, std::min(to, state->step + 1), onlooker);
  }
};

// Who calls it off keeps the numbers that there are, and what they say of themselves.
TEST(Numbers, OfAPartThatIsCalledOffAreNotBegunAgain) {
  const store::Timeline trace = testing::sample_timeline();
  const SlowTrace slow(trace);
  Counting counting;
  counting.want(trace, 0);
  while (counting.busy()) counting.go_on(trace);
  const auto all = counting.numbers();
  const scene::Steps part{1, trace.size()};
  counting.want(slow, 0, part);
  ASSERT_TRUE(counting.busy()) << "it takes more than a moment";
  counting.cancel();
  for (int i = 0; i < 3; ++i) counting.want(slow, 0, part), counting.go_on(slow);
  EXPECT_FALSE(counting.busy());
  EXPECT_EQ(counting.numbers(), all);
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
