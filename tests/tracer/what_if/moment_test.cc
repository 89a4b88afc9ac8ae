// The same moment in another run.
#include "tracer/what_if/moment.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "scenarios/parameter.h"
#include "tests/tracer/record/recording_of.h"
#include "tests/tracer/what_if/another_run.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::what_if {
namespace {

store::Timeline run_with(const char* id, const scenarios::Settings& settings) {
  const scenarios::InForce in_force(settings);
  return testing::loaded(testing::recording_of(*scenarios::find(id)));
}

TEST(SameMoment, OfTheSameRunIsTheSameStep) {
  const store::Timeline run = run_with("test1_test2", {}), again = run_with("test1_test2", {});
  for (uint64_t step = 0; step <= run.size(); ++step) {
    EXPECT_EQ(same_moment(run, step, again), (SameMoment{step, step}));
  }
}

// deep is left at the bottom of its calls, whose number is what was changed.
TEST(SameMoment, IsFoundBehindAnotherNumberOfCalls) {
  const store::Timeline shallow = run_with("deep_recursion", {{"depth", 4}});
  const store::Timeline deep = run_with("deep_recursion", {{"depth", 40}});
  size_t tried = 0;
  for (uint64_t step = 1; step <= shallow.size(); ++step) {
    const facts::Event event = shallow.event(step);
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (saved == nullptr) continue;
    const SameMoment same = same_moment(shallow, step, deep);
    EXPECT_EQ(same.of, step);
    const facts::Event there = deep.event(same.step);
    const auto* saved_there = std::get_if<facts::SliceSaved>(&there.fact);
    ASSERT_NE(saved_there, nullptr);
    EXPECT_EQ(state::name_of(deep.state(same.step), saved_there->owner),
              state::name_of(shallow.state(step), saved->owner));
    ++tried;
  }
  EXPECT_GT(tried, 2u);
}

TEST(SameMoment, ThatIsNotThereIsTheNearestBefore) {
  const store::Timeline three = run_with("generator", {{"numbers", 3}});
  const store::Timeline one = run_with("generator", {{"numbers", 1}});
  for (uint64_t step = 1; step <= three.size(); ++step) {
    const facts::Event event = three.event(step);
    const auto* printed = std::get_if<facts::Printed>(&event.fact);
    if (printed == nullptr || printed->text != "main got 2") continue;
    const SameMoment same = same_moment(three, step, one);
    EXPECT_LT(same.of, step);
    EXPECT_GT(same.of, 0u);
    EXPECT_EQ(facts::fact_name(three.event(same.of).fact),
              std::string(facts::fact_name(one.event(same.step).fact)));
    return;
  }
  ADD_FAILURE() << "it prints something else";
}

TEST(SameMoment, CommonBeginningsEndWhereSomethingElseIsTold) {
  const store::Timeline three = run_with("generator", {{"numbers", 3}});
  const store::Timeline one = run_with("generator", {{"numbers", 1}});
  const uint64_t common = common_beginning(three, one, three.size());
  EXPECT_GT(common, 5u);
  EXPECT_LT(common, one.size());
  EXPECT_EQ(common_beginning(three, three, three.size()), three.size());
  EXPECT_EQ(common_beginning(three, one, 4), 4u);
}

}  // namespace
}  // namespace greenlens::what_if
