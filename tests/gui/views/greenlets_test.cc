// All greenlets as a table: in any order, with a filter, and what is clicked is chosen everywhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/show_picture.h"
#include "gui/views/greenlets/model.h"
#include "tests/gui/driver.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::greenlets {
namespace {

using ::testing::ElementsAre;
using testing::english;

std::vector<std::string> names(const std::vector<Row>& rows) {
  std::vector<std::string> all;
  for (const Row& row : rows) all.push_back(row.name);
  return all;
}

state::State some() {
  state::State state;
  const auto add = [&](facts::GreenletId id, const char* name, uint64_t saved, uint32_t line) {
    state::GreenletState& g = state.greenlets[id];
    g.id = id, g.name = name, g.body_entered = true;
    g.stack_stop = -0x100, g.stack_start = -0x1000, g.stack_saved = saved;
    g.at = {"/src/pool.cc", "work", line};
  };
  add(1, "worker-10", 300, 12);
  add(2, "worker-9", 20, 7);
  add(3, "boss", 1000, 12);
  return state;
}

TEST(GreenletTable, NumbersInNamesAreNumbers) {
  EXPECT_THAT(names(rows(english(), some(), nullptr, "", {Column::name, false})),
              ElementsAre("boss", "worker-9", "worker-10"));
  EXPECT_THAT(names(rows(english(), some(), nullptr, "", {Column::where, false})),
              ElementsAre("worker-9", "worker-10", "boss"));
}

TEST(GreenletTable, BeginsWithTheLargestNumberAndTurnsRound) {
  const Order order = clicked({}, Column::in_heap);
  EXPECT_EQ(order, (Order{Column::in_heap, true}));
  EXPECT_THAT(names(rows(english(), some(), nullptr, "", order)),
              ElementsAre("boss", "worker-10", "worker-9"));
  EXPECT_THAT(names(rows(english(), some(), nullptr, "", clicked(order, Column::in_heap))),
              ElementsAre("worker-9", "worker-10", "boss"));
  EXPECT_EQ(clicked(order, Column::name), (Order{Column::name, false}));
}

TEST(GreenletTable, HasThoseThatHaveAllWordsOfTheFilter) {
  EXPECT_THAT(names(rows(english(), some(), nullptr, "WORKER pool.cc:7", {})),
              ElementsAre("worker-9"));
  EXPECT_THAT(names(rows(english(), some(), nullptr, "nobody", {})), ElementsAre());
}

TEST(GreenletTable, SaysSwitchesAndSinceWhenOnceTheyAreKnown) {
  state::State state = some();
  state.step = 50;
  for (const Row& row : rows(english(), state, nullptr, "", {})) {
    EXPECT_EQ(cell(row, Column::switches), "…");
    EXPECT_EQ(cell(row, Column::since), "…");
  }
  store::Moves moves;
  facts::Event made, came;
  made.fact = facts::GreenletCreated{2, "worker-9", 1, facts::kNull, facts::kNull};
  came.fact = facts::Delivered{1, 2, facts::Payload::value, ""};
  state::State then = state;
  then.step = 20, moves.see(made, then);
  then.step = 30, moves.see(came, then);
  for (const Row& row : rows(english(), state, &moves, "", {})) {
    EXPECT_EQ(cell(row, Column::switches), row.id == 2 ? "1" : "0");
    EXPECT_EQ(cell(row, Column::since), row.id == 2 ? "step 20, 30 ago" : "");
  }
  EXPECT_EQ(rows(english(), state, &moves, "", clicked({}, Column::switches))[0].id, 2u);
}

TEST(GreenletTable, SaysWhatTheStateSays) {
  const store::Timeline timeline = testing::sample_timeline();
  for (uint64_t step = 0; step <= timeline.size(); ++step) {
    const state::State state = timeline.state(step);
    for (const Row& row : rows(english(), state, nullptr, "", {})) {
      const state::GreenletState& g = *state::find(state, row.id);
      EXPECT_EQ(row.in_heap, g.stack_saved);
      EXPECT_EQ(row.on_stack, bytes_on_stack(state, g));
      EXPECT_EQ(row.standing,
                english().text(std::string("scene.life.") + state::standing(state, g)));
    }
  }
}

TEST(GreenletTable, AClickChoosesAndOneOnATitleSorts) {
  testing::Driver driver(testing::Mode::replay);
  driver.app().carry_out(ask::Show{"greenlets"});
  driver.seek(driver.trace().size());
  driver.settle();
  driver.click("greenlet 2");
  EXPECT_EQ(driver.choices().selected, 2u);
  driver.click("greenlet 2");
  EXPECT_EQ(driver.choices().selected, 0u);
  const auto above = [&](const char* a, const char* b) {
    driver.frame();
    return driver.place(a).y < driver.place(b).y;
  };
  EXPECT_TRUE(above("greenlet 2", "greenlet 3"));
  driver.click("sort name");
  EXPECT_TRUE(above("greenlet 3", "greenlet 2"));
  driver.click("sort in_heap");  // gr2 leaves a copy, and gr1 does not
  EXPECT_TRUE(above("greenlet 3", "greenlet 2"));
}

TEST(GreenletTable, OpensWhereTheTreeSaysThatThereAreMore) {
  testing::Driver driver(testing::Mode::replay);
  scene::Item item;
  item.id = "tree.more";
  Requests asked;
  click(driver.look(), item, &asked);
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(std::get<ask::Show>(asked[0]).view, "greenlets");
}

TEST(GreenletTable, HidesWhatOneDoesNotLookFor) {
  testing::Driver driver(testing::Mode::replay);
  driver.seek(30);
  driver.app().carry_out(ask::Show{"greenlets"});
  driver.settle();
  EXPECT_FALSE(driver.sees(driver.text("ui.greenlets.only")));
  driver.type("gr2");
  driver.settle();
  driver.click(driver.text("ui.greenlets.only"));
  EXPECT_EQ(driver.choices().hidden, (std::vector<facts::GreenletId>{1, 2}));
  driver.click(driver.text("ui.greenlets.all"));
  EXPECT_TRUE(driver.choices().hidden.empty());
}

TEST(GreenletTable, KeysHideAndShow) {
  testing::Driver driver(testing::Mode::replay);
  driver.seek(driver.trace().size());
  driver.app().carry_out(ask::Select{3});
  driver.settle();
  driver.press({'H', false, false});
  EXPECT_EQ(driver.choices().hidden, (std::vector<facts::GreenletId>{3}));
  driver.press({'H', false, false});
  EXPECT_TRUE(driver.choices().hidden.empty());
  EXPECT_FALSE(driver.run("show_all"));
  driver.press({'H', true, false});
  EXPECT_EQ(driver.choices().hidden, (std::vector<facts::GreenletId>{1, 2}));
  ASSERT_TRUE(driver.run("show_all"));
  EXPECT_TRUE(driver.choices().hidden.empty());
}

}  // namespace
}  // namespace greenlens::gui::greenlets
