// One call of the switch and its returns.
#include "tracer/words/switch_call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::words {
namespace {

using ::testing::HasSubstr;

CallStory at(const store::Timeline& trace, uint64_t step, facts::GreenletId otherwise = 0) {
  return call_story(Messages::of("en"), trace, step, otherwise);
}

// The first event of this kind about that greenlet, behind another step.
template <typename Fact, typename Is>
uint64_t step_of(const store::Timeline& trace, Is&& is, uint64_t behind = 0) {
  for (uint64_t n = behind + 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    const auto* fact = std::get_if<Fact>(&event.fact);
    if (fact != nullptr && is(*fact)) return n;
  }
  ADD_FAILURE() << "there is none";
  return 0;
}

// In the sample main (1) starts gr1 (2), which starts gr2 (3), which goes back to gr1.
TEST(CallStory, OfWhoStartsSomebodyHasTwoReturns) {
  const store::Timeline trace = testing::sample_timeline();
  const uint64_t suspended =
      step_of<facts::StackStartSet>(trace, [](const auto& fact) { return fact.origin == 2; });
  EXPECT_EQ(at(trace, suspended - 1).headline, "") << "it has not been made yet";
  EXPECT_EQ(at(trace, suspended).rows.size(), 2u) << "nobody has been started yet";
  const uint64_t first =
      step_of<facts::ReturnedTwice>(trace, [](const auto& fact) { return fact.target == 3; });
  const CallStory story = at(trace, first);
  EXPECT_EQ(story.headline, "One call, two returns");
  ASSERT_EQ(story.rows.size(), 3u);
  EXPECT_EQ(story.rows[0].who, "gr1");
  EXPECT_EQ(story.rows[1].who, "gr2");
  EXPECT_EQ(story.rows[1].returns, "1");
  EXPECT_TRUE(story.rows[1].now);
  EXPECT_EQ(story.rows[2].who, "gr1");
  EXPECT_EQ(story.rows[2].when, "when it is resumed");
  EXPECT_FALSE(story.rows[2].done);
  const state::State state = trace.state(first);
  EXPECT_EQ(story.sp, facts::format_address(state.greenlets.at(2).stack_start +
                                            trace.info().arch.frame_size));
  EXPECT_THAT(call_text(story), HasSubstr("> first return"));
}

TEST(CallStory, SaysTheSecondReturnWhenItComesAndThenNoMore) {
  const store::Timeline trace = testing::sample_timeline();
  const uint64_t comes = step_of<facts::TargetFound>(
      trace, [](const auto& fact) { return fact.origin == 3 && fact.target == 2; });
  CallStory story = at(trace, comes);
  ASSERT_EQ(story.rows.size(), 3u);
  EXPECT_TRUE(story.rows[2].now);
  EXPECT_FALSE(story.rows[2].done);
  const uint64_t back = step_of<facts::RegistersRestored>(
      trace, [](const auto& fact) { return fact.target == 2; }, comes);
  story = at(trace, back);
  ASSERT_EQ(story.rows.size(), 3u);
  EXPECT_TRUE(story.rows[2].now);
  EXPECT_TRUE(story.rows[2].done);
  EXPECT_EQ(story.rows[2].returns, "0");
  const uint64_t over = step_of<facts::Delivered>(
      trace, [](const auto& fact) { return fact.origin == 3; }, back);
  EXPECT_EQ(at(trace, over, 2).headline, "") << "gr1 has left that call behind";
  // gr2's own call, which started nobody.
  story = at(trace, over, 3);
  EXPECT_EQ(story.headline, "One call, one return");
  ASSERT_EQ(story.rows.size(), 2u);
  EXPECT_EQ(story.rows[1].when, "when it is resumed");
  EXPECT_EQ(at(trace, trace.size(), 3).rows.back().when, "never");
}

TEST(CallStory, OfWhoNeverCalledIsNone) {
  const store::Timeline trace = testing::sample_timeline();
  EXPECT_EQ(at(trace, 0).headline, "");
  EXPECT_EQ(at(trace, 1, 1).headline, "");
  EXPECT_EQ(at(trace, 1, 99).headline, "");
  EXPECT_EQ(call_text({}), "");
}

}  // namespace
}  // namespace greenlens::words
