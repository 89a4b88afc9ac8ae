// Variables as texts and rows show them, and pointers to bytes that are not where they point.
#include "tracer/words/variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/sample_trace.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/state/queries.h"
#include "tracer/words/fields.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

using facts::Address;
using facts::LocalValue;
using ::testing::HasSubstr;

constexpr facts::GreenletId kMainOne = 1, kFirst = 2, kSecond = 3;

LocalValue pointer(const std::string& name, Address to) {
  return testing::pointer_variable(name, -0x400, to);
}
LocalValue number(const std::string& name, const std::string& value) {
  LocalValue local;
  local.name = name, local.type = "int", local.value = value, local.bytes = 4;
  local.in_register = "rbx";
  return local;
}

// gr1 runs down to -0x340, gr2 begins at -0x2c0: while gr2 runs the part below that is in the heap.
class WhileGr2Runs : public ::testing::Test {
 protected:
  void show(const std::vector<LocalValue>& locals) {
    timeline_ = testing::timeline_with_lines(locals, &step_);
    state_ = timeline_.state(step_);
    ASSERT_EQ(told_by(state_).current, kSecond);
    ASSERT_TRUE(timeline_.contradicted().empty());
  }
  std::vector<VariableRow> rows(facts::GreenletId of = kSecond) const {
    return variable_rows(Messages::of("en"), state_, *find(state_, of));
  }
  store::Timeline timeline_;
  uint64_t step_ = 0;
  state::State state_;
};

TEST_F(WhileGr2Runs, APointerIntoWhatIsOnlyInTheHeapIsFlaggedWithWhoIsThere) {
  show({pointer("there", -0x300)});
  const std::optional<state::OnlyInHeap> found =
      state::only_in_heap(state_, *find(state_, kSecond), -0x300);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->owner, kFirst);
  EXPECT_EQ(found->variable, "box");
  EXPECT_EQ(found->there, kSecond);
  ASSERT_EQ(rows().size(), 1u);
  EXPECT_EQ(rows()[0].value, "→ -0x300");
  EXPECT_EQ(rows()[0].warning,
            "Points to gr1’s box, which is only in the heap now: gr2’s bytes lie there.");
}

TEST_F(WhileGr2Runs, TheEdgesAreThoseOfTheVariable) {
  show({});
  const state::GreenletState& holder = *find(state_, kSecond);
  EXPECT_FALSE(state::only_in_heap(state_, holder, -0x301));
  EXPECT_TRUE(state::only_in_heap(state_, holder, -0x300));
  EXPECT_TRUE(state::only_in_heap(state_, holder, -0x2fd));
  EXPECT_FALSE(state::only_in_heap(state_, holder, -0x2fc));
}

TEST_F(WhileGr2Runs, OthersAreNot) {
  // A variable that is in place, what is known of nobody, no stack at all.
  for (const Address to : {Address{-0x200}, Address{-0x400}, Address{64}, facts::kNull,
                           facts::kStarted, facts::kEverything}) {
    show({pointer("fine", to)});
    EXPECT_EQ(rows()[0].warning, "") << to;
  }
  // What it has there itself is meant then.
  show({pointer("own", -0x300), testing::variable_at("mine", -0x304),
        testing::variable_at("box", -0x300)});
  EXPECT_EQ(rows()[0].warning, "");
  // Whoever the bytes belong to has them back when it runs.
  EXPECT_FALSE(state::only_in_heap(state_, *find(state_, kFirst), -0x300));
}

TEST_F(WhileGr2Runs, TextsSayWhatEachHoldsAndWhere) {
  LocalValue gone;
  gone.name = "gone", gone.type = "double", gone.optimised_out = true;
  show({number("n", "7"), pointer("there", -0x300), pointer("heap", facts::kNull), gone});
  const std::string text = variables_text(Messages::of("en"), state_, kSecond);
  EXPECT_EQ(text,
            "Variables of gr2, as they were before line 31 of test2:\n"
            "  n      int     7                                 in rbx\n"
            "  there  int *   → -0x300                          at -0x400\n"
            "    ! Points to gr1’s box, which is only in the heap now: gr2’s bytes lie there.\n"
            "  heap   int *   an address outside of the stacks  at -0x400\n"
            "  gone   double  optimised out\n");
  EXPECT_THAT(variables_text(Messages::of("en"), state_, kMainOne), HasSubstr("--lines"));
  const Narration told = narrate(Messages::of("en"), timeline_.at(step_));
  EXPECT_EQ(told.headline, "gr2 comes to line 31 of test2.");
  EXPECT_THAT(told.detail, HasSubstr("there points to gr1’s box"));
  show({number("n", "7")});
  EXPECT_THAT(narrate(Messages::of("en"), timeline_.at(step_)).detail, HasSubstr("n = 7"));
}

TEST_F(WhileGr2Runs, FieldsHaveThemFirstBelowAHeading) {
  show({number("n", "7"), pointer("there", -0x300)});
  const std::vector<FieldRow> rows = fields_of(Messages::of("en"), timeline_.at(step_), kSecond);
  ASSERT_GT(rows.size(), 5u);
  const FieldRow& heading = rows[0];
  EXPECT_EQ(heading.kind, FieldKind::heading);
  EXPECT_EQ(heading.field, "line 31");
  EXPECT_EQ(rows[1].value, "7 (int, in rbx)");
  EXPECT_FALSE(rows[1].warns);
  EXPECT_TRUE(rows[2].warns);
  EXPECT_EQ(rows[2].value, "→ -0x300 ! only in gr1’s copy (int *, at -0x400)");
  EXPECT_EQ(rows[3].kind, FieldKind::heading);
  EXPECT_EQ(rows[4].field, "state");
}

TEST_F(WhileGr2Runs, TheyStayWithWhoIsSuspendedAndGoWithTheDead) {
  show({number("n", "7")});
  const state::State last = timeline_.last();
  for (const auto& [id, g] : last.greenlets) {
    if (!g.finished) continue;
    EXPECT_TRUE(variable_rows(Messages::of("en"), last, g).empty());
  }
  // A keyframe has them.
  for (uint64_t n = step_; n < timeline_.size(); ++n) {
    const state::State state = timeline_.state(n);
    const state::GreenletState* g = find(state, kSecond);
    if (g == nullptr || g->finished) continue;
    ASSERT_NE(g->line, nullptr);
    EXPECT_EQ(g->line->locals.front().value, "7");
  }
}

}  // namespace
}  // namespace greenlens::words
