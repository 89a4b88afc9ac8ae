// Every deed that is offered, at every line of every scenario, is really done: the run is the same
// up to there, tells of the deed, and goes on as the engine and the rules have it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "tests/tracer/what_if/another_run.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"
#include "tracer/what_if/moment.h"

namespace greenlens::what_if {
namespace {

using facts::Deed;
using facts::FaultKind;
using testing::another_run;
using testing::AnotherRun;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::handles_of;
using ::testing::HasSubstr;

const scenarios::Scenario& test1_test2() { return *scenarios::find("test1_test2"); }

std::vector<Place> places_of(const store::Trace& trace) {
  std::vector<Place> all;
  for (auto place = place_behind(trace, 0); place; place = place_behind(trace, place->step)) {
    all.push_back(*place);
  }
  return all;
}

std::string text(const scenarios::Scenario& scenario, const store::WhatIf& way) {
  return std::string(scenario.id) + " " + order_text(way);
}

// Somebody asks for more, again and again, of one that is dead and whose parent answers at once.
const std::set<std::string> kEndless = {"generator 59/8: throw counter"};

// What has to be so of every one.
void expect_gone(const scenarios::Scenario& scenario, const store::Trace& as_it_was,
                 const store::WhatIf& way, const AnotherRun& run) {
  SCOPED_TRACE(text(scenario, way));
  const bool goes_round = kEndless.count(text(scenario, way)) > 0;
  ASSERT_TRUE(run.status == 0 || run.endless) << run.status;
  EXPECT_EQ(run.endless, goes_round);
  const store::Trace& trace = run.trace;
  // Two that hold each other stay, as in Python, with all that lies on their stacks: that they have
  // not ended, the recording tells.
  const state::State end = trace.state(trace.size());
  const auto is_waiting = [&](facts::GreenletId id) {
    const state::GreenletState* one = find(end, id);
    return one != nullptr && one->body_entered && !one->finished && !one->freed;
  };
  EXPECT_TRUE(run.left.empty() || std::ranges::any_of(run.left, is_waiting));
  EXPECT_EQ(common_beginning(as_it_was, trace, way.step), way.step);
  ASSERT_GT(trace.size(), way.step);
  const facts::Event event = trace.event(way.step + 1);
  const auto* told = std::get_if<facts::WentAnotherWay>(&event.fact);
  ASSERT_NE(told, nullptr) << facts::fact_name(event.fact);
  EXPECT_EQ(told->deed, way.deed);
  EXPECT_EQ(state::name_of(trace.state(way.step), told->target), way.greenlet);
  EXPECT_EQ(told->greenlet, place_at(as_it_was, way.step)->runs);
  EXPECT_THAT(trace.contradicted(), ::testing::IsEmpty());
  EXPECT_TRUE(trace.state(trace.size()).program_finished);
}

// How many deeds were done. Of long ones some lines are left out.
size_t try_everything(const scenarios::Scenario& scenario, size_t every) {
  const AnotherRun as_it_was = another_run(scenario, {});
  size_t done = 0, place_number = 0;
  for (const Place& place : places_of(as_it_was.trace)) {
    if (place_number++ % every != 0) continue;
    const state::State state = as_it_was.trace.state(place.step);
    for (const store::WhatIf& way : offers(state, place, handles_of(scenario))) {
      expect_gone(scenario, as_it_was.trace, way, another_run(scenario, {way}));
      ++done;
      if (::testing::Test::HasFatalFailure()) return done;
    }
  }
  return done;
}

TEST(Deeds, OfTest1Test2CanAllBeDoneAtEveryLine) {
  EXPECT_GT(try_everything(test1_test2(), 1), 60u);
}

TEST(Deeds, OfEveryScenarioCanBeDone) {
  const bool all = std::getenv("GREENLENS_ALL_TESTS") != nullptr;
  size_t done = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    if (scenario->threads_at_once || scenario == &test1_test2()) continue;
    const std::string id = scenario->id;
    const bool is_long =
        id == "ping_pong" || id == "same_bytes" || id == "generator" || id == "round_robin";
    done += try_everything(*scenario, all || !is_long ? 1 : 7);
  }
  EXPECT_GT(done, 300u);
}

// --- what comes of one, in test1/test2

class Test1Test2 : public ::testing::Test {
 protected:
  AnotherRun as_it_was_ = another_run(test1_test2(), {});
  // From where its body prints first.
  store::WhatIf way(uint64_t nth_line, Deed deed, const char* greenlet, const char* value = "") {
    const std::vector<Place> places = places_of(as_it_was_.trace);
    EXPECT_GT(places.size(), nth_line);
    return {places[nth_line].step, places[nth_line].line, deed, greenlet, value};
  }
  // The last place at which main stands before gr1 is started.
  size_t before_gr1() const {
    const std::vector<Place> places = places_of(as_it_was_.trace);
    for (size_t i = 0; i < places.size(); ++i) {
      const state::State state = as_it_was_.trace.state(places[i].step);
      if (state::name_of(state, places[i].runs) == "gr1") return i - 1;
    }
    return 0;
  }
  static std::vector<std::string> printed(const store::Trace& trace) {
    std::vector<std::string> lines;
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      const facts::Event event = trace.event(n);
      if (const auto* line = std::get_if<facts::Printed>(&event.fact)) lines.push_back(line->text);
    }
    return lines;
  }
};

TEST_F(Test1Test2, StartsGr2FirstAndThatSwitchesToGr1WhichSwitchesBack) {
  const AnotherRun run = another_run(test1_test2(), {way(before_gr1(), Deed::switch_to, "gr2")});
  // gr2 starts gr1, gr1 goes back to gr2, which ends: to main, whose own line starts gr1 once more,
  // where it waits.
  const std::vector<std::string> lines = printed(run.trace);
  ASSERT_GE(lines.size(), 3u);
  EXPECT_EQ(lines[0], "[gr2] test1 -> test2");
  EXPECT_EQ(lines[1], "[gr1] main  -> test1");
  EXPECT_EQ(lines[2], "This is never printed.") << "it is, this way";
}

TEST_F(Test1Test2, AnErrorThatNobodyCatchesEndsTheProgramWithIt) {
  const AnotherRun run =
      another_run(test1_test2(), {way(before_gr1(), Deed::throw_in, "gr2", "trouble")});
  const state::State end = run.trace.state(run.trace.size());
  EXPECT_EQ(end.end, facts::End::raised);
  EXPECT_EQ(end.end_text, "runtime_error('trouble')");
}

TEST_F(Test1Test2, ADroppedHandleNamesNobodyInTheLineThatUsesIt) {
  const AnotherRun run = another_run(test1_test2(), {way(before_gr1(), Deed::drop, "gr1")});
  const state::State end = run.trace.state(run.trace.size());
  EXPECT_EQ(end.end, facts::End::raised);
  EXPECT_THAT(end.end_text, HasSubstr("names no greenlet"));
}

TEST_F(Test1Test2, GoesSeveralOtherWaysOneAfterTheOther) {
  const store::WhatIf first = way(before_gr1(), Deed::switch_to, "gr2");
  const AnotherRun once = another_run(test1_test2(), {first});
  const auto later = place_behind(once.trace, first.step + 1);
  ASSERT_TRUE(later);
  const std::vector<store::WhatIf> offered =
      offers(once.trace.state(later->step), *later, handles_of(test1_test2()));
  ASSERT_FALSE(offered.empty());
  const AnotherRun twice = another_run(test1_test2(), {first, offered.front()});
  ASSERT_EQ(twice.status, 0);
  EXPECT_EQ(common_beginning(once.trace, twice.trace, later->step), later->step);
  const facts::Event event = twice.trace.event(later->step + 1);
  EXPECT_TRUE(std::holds_alternative<facts::WentAnotherWay>(event.fact));
}

// --- what cannot be done

TEST_F(Test1Test2, WhatCannotBeDoneIsRefused) {
  const what_if::Handles handles = handles_of(test1_test2());
  const std::vector<Place> places = places_of(as_it_was_.trace);
  const auto refusal = [&](size_t which, Deed deed, const char* greenlet) {
    const Place& place = places[which];
    return refused(as_it_was_.trace.state(place.step), place, handles,
                   {place.step, place.line, deed, greenlet, ""});
  };
  const size_t start = before_gr1(), last = places.size() - 1;
  EXPECT_EQ(refusal(start, Deed::switch_to, "gr2").kind, FaultKind::none);
  EXPECT_EQ(refusal(start, Deed::switch_to, "main").kind, FaultKind::deed_to_itself);
  EXPECT_EQ(refusal(start, Deed::throw_in, "main").kind, FaultKind::deed_to_itself);
  EXPECT_EQ(refusal(start, Deed::switch_to, "gr3").kind, FaultKind::no_such_one);
  EXPECT_EQ(refusal(start, Deed::switch_to, "gr3").details, "main, gr1, gr2");
  EXPECT_EQ(refusal(start, Deed::drop, "main").kind, FaultKind::no_handle_of_it);
  EXPECT_EQ(refusal(last, Deed::switch_to, "gr1").kind, FaultKind::deed_to_dead);
  EXPECT_EQ(refusal(last, Deed::throw_in, "gr1").kind, FaultKind::deed_to_dead);
  EXPECT_EQ(refusal(last, Deed::drop, "gr1").kind, FaultKind::none) << "it is freed then";
}

TEST_F(Test1Test2, AStepThatIsNoLineNamesThoseAroundIt) {
  const std::vector<Place> places = places_of(as_it_was_.trace);
  const auto between = place_at(as_it_was_.trace, places[1].step + 1);
  ASSERT_FALSE(between);
  EXPECT_EQ(between.fault().kind, FaultKind::no_place_for_it);
  EXPECT_EQ(between.fault().at, places[1].step);
  EXPECT_EQ(between.fault().usable, places[2].step);
  EXPECT_EQ(place_at(as_it_was_.trace, 0).fault().usable, places[0].step);
  EXPECT_EQ(place_at(as_it_was_.trace, as_it_was_.trace.size()).fault().usable, 0u);
}

TEST(Deeds, FromAnotherStackNobodyIsSwitchedTo) {
  const scenarios::Scenario& scenario = *scenarios::find("other_stack");
  const AnotherRun run = another_run(scenario, {});
  size_t elsewhere = 0;
  for (const Place& place : places_of(run.trace)) {
    const state::State state = run.trace.state(place.step);
    if (thread_in(state, kFirstThread).stack == 0) continue;
    ++elsewhere;
    const facts::Fault fault = refused(state, place, {}, {0, 0, Deed::switch_to, "main", ""});
    EXPECT_EQ(fault.kind, FaultKind::deed_elsewhere);
  }
  EXPECT_GT(elsewhere, 0u);
}

// Someone who asks for an item again and again gets none, once the hub cannot be reached.
TEST(Deeds, AWayThatGoesRoundInACircleIsEnded) {
  const scenarios::Scenario& scenario = *scenarios::find("generator");
  const AnotherRun as_it_was = another_run(scenario, {});
  const std::vector<Place> places = places_of(as_it_was.trace);
  // The counter is told to count up to a number that nobody comes to.
  for (const Place& place : places) {
    const state::State state = as_it_was.trace.state(place.step);
    const facts::GreenletId counter = called(state, "counter");
    if (counter == 0 || state.greenlets.at(counter).body_entered) continue;
    const store::WhatIf way{place.step, place.line, Deed::switch_to, "counter", "1000000000"};
    const AnotherRun run = another_run(scenario, {way});
    EXPECT_TRUE(run.endless);
    EXPECT_EQ(common_beginning(as_it_was.trace, run.trace, place.step), place.step);
    return;
  }
  ADD_FAILURE() << "it is always running";
}

}  // namespace
}  // namespace greenlens::what_if
