// Every scenario fires exactly the lints that its text speaks of, and each lint that a scenario of
// the engine can show has one that fires it alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "scenarios/lab/lab.h"
#include "scenarios/scenario.h"
#include "tests/support/english.h"
#include "tests/tracer/record/recording_of.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lints_text.h"

namespace greenlens::lints {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// "never-finished gr2": the lint, and whom it is about where one is.
using Expected = std::vector<std::string>;
const std::map<std::string, Expected> kExpected = {
    {"test1_test2", {"never-finished gr2"}},
    {"am_i_main", {}},
    {"arguments", {"never-finished gr2"}},
    {"nested_parent", {}},
    {"sibling_parent", {"never-finished gr1", "surprising-parent gr2"}},
    {"jump", {"never-finished gr2"}},
    {"deep_recursion", {"deep-stack deep"}},
    {"three_overlapping", {"never-finished low", "never-finished lowest"}},
    {"round_robin", {}},
    {"dying_greenlet", {"switch-to-dead dying"}},
    {"throw_and_exit", {}},
    {"generator", {}},
    {"parent_chain", {}},
    {"two_threads", {"never-finished gr2"}},
    {"other_threads_greenlet", {"cross-thread gr1"}},
    {"dropped_elsewhere", {}},
    {"thread_ends", {}},
    {"other_stack", {}},
    {"borrowed_pointer", {}},  // dangling-into-slice where lines are recorded: cli/lint_test.cc
    {"forgotten_start", {"never-started forgotten"}},
    {"large_variable", {"big-copy reader"}},
    {"same_bytes", {"copy-churn idle"}},
    {"ping_pong", {"switch-storm asking"}},
    {"switch_to_self", {"self-switch gr1"}},
    {"parent_circle", {"parent-cycle gr1"}},
    {"result_elsewhere", {"surprising-parent answering"}},
    {"nobody_wakes", {"lost-wakeup"}},
    {"lab", {"never-finished down", "never-finished low"}},
};

std::vector<Fired> fired_of(const scenarios::Scenario& scenario) {
  return *find_all(testing::loaded(testing::recording_of(scenario)));
}

Expected named(const std::vector<Fired>& all) {
  Expected names;
  for (const Fired& one : all) {
    names.push_back(std::string(id_of(one.lint)) + (one.name.empty() ? "" : " " + one.name));
  }
  return names;
}

std::vector<const scenarios::Scenario*> scenarios_and_the_labs() {
  static const scenarios::Scenario lab = scenarios::lab::scenario();
  std::vector<const scenarios::Scenario*> all(scenarios::catalog().begin(),
                                              scenarios::catalog().end());
  all.push_back(&lab);
  return all;
}

TEST(EveryScenario, FiresTheLintsThatItsTextSpeaksOfAndNoOther) {
  std::set<std::string> seen;
  for (const scenarios::Scenario* scenario : scenarios_and_the_labs()) {
    seen.insert(scenario->id);
    const auto expected = kExpected.find(scenario->id);
    ASSERT_NE(expected, kExpected.end()) << scenario->id << ": say in the table what it fires";
    EXPECT_EQ(named(fired_of(*scenario)), expected->second) << scenario->id;
  }
  for (const auto& [id, expected] : kExpected) EXPECT_EQ(seen.count(id), 1u) << id << " is none";
}

TEST(EachLint, ThatAScenarioCanShowHasOneThatFiresItAlone) {
  std::set<std::string> alone;
  for (const auto& [id, expected] : kExpected) {
    if (expected.size() == 1) alone.insert(expected[0].substr(0, expected[0].find(' ')));
  }
  const std::set<Lint> of_other_recordings = {
      Lint::hub_blocked,          // only an interpreter's recorder says who was ready
      Lint::dangling_into_slice,  // lines
      Lint::clobbered_register,  Lint::misaligned_sp, Lint::slice_invariant,  // the lab
      Lint::trace_loss};
  for (const Lint lint : all_lints()) {
    EXPECT_NE(alone.count(id_of(lint)), of_other_recordings.count(lint)) << id_of(lint);
  }
}

// With the bytes that stay in the heap, at the step at which it was left for good.
TEST(NeverFinished, OfTest1Test2SaysHowManyBytesGr2StillHas) {
  const store::Timeline timeline =
      testing::loaded(testing::recording_of(*scenarios::find("test1_test2")));
  const std::vector<Fired> all = *find_all(timeline);
  ASSERT_EQ(all.size(), 1u);
  const state::State end = timeline.state(timeline.size());
  EXPECT_EQ(all[0].name, "gr2");
  EXPECT_GT(all[0].bytes, 0u);
  EXPECT_EQ(all[0].bytes, end.greenlets.at(all[0].greenlet).stack_saved);
  EXPECT_THAT(lint_text(testing::english(), all[0]), HasSubstr("gr2, made at test1_test2.cc:"));
  const state::State there = timeline.state(all[0].step);
  EXPECT_EQ(there.greenlets.at(all[0].greenlet).stack_start,
            end.greenlets.at(all[0].greenlet).stack_start);
}

// While it goes on, nobody has been forgotten yet.
TEST(NeverFinished, IsSilentUntilTheProgramHasEnded) {
  const store::Timeline whole =
      testing::loaded(testing::recording_of(*scenarios::find("test1_test2")));
  store::Timeline growing;
  growing.set_info(whole.info());
  for (uint64_t n = 1; n < whole.size(); ++n) growing.append(whole.event(n));
  EXPECT_THAT(*find_all(growing, {}, Ends::later), IsEmpty());
  const std::vector<Fired> cut = *find_all(growing, {}, Ends::here);
  EXPECT_THAT(named(cut), ElementsAre("trace-loss")) << "whose end is missing";
}

}  // namespace
}  // namespace greenlens::lints
