// The C interface: what its claims in C say, and where it meets C++ and threads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "c_api_claims.h"
#include "engine/c/api.h"
#include "engine/c/bridge.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/weak.h"

namespace greenlens::engine {
namespace {

#define CLAIM_IN_C(name, claim) \
  TEST(CApi, name) { EXPECT_STREQ(claim(), nullptr); }

CLAIM_IN_C(ABodyRunsOnTheFirstSwitchAndContinuesAfterEachOther,
           a_body_runs_on_the_first_switch_and_continues_after_each_other)
CLAIM_IN_C(SwitchingWithNothingReturnsWhatTheBodyReturns,
           switching_with_nothing_returns_what_the_body_returns)
CLAIM_IN_C(ArgumentsAndKeywordsArrive, arguments_and_keywords_arrive)
CLAIM_IN_C(WhatASwitchHandsOverFollowsTheRuleOfSingleResult,
           what_a_switch_hands_over_follows_the_rule_of_single_result)
CLAIM_IN_C(TheRunningGreenletIsActiveAndIsTheParentOfANewOne,
           the_running_greenlet_is_active_and_is_the_parent_of_a_new_one)
CLAIM_IN_C(StatesFollowTheLifeOfAGreenlet, states_follow_the_life_of_a_greenlet)
CLAIM_IN_C(ANewParentGetsTheFinalSwitch, a_new_parent_gets_the_final_switch)
CLAIM_IN_C(ParentsMakeNoCycleAndMainHasNone, parents_make_no_cycle_and_main_has_none)
CLAIM_IN_C(AnErrorThrownInComesBackWhenTheBodyPassesItOn,
           an_error_thrown_in_comes_back_when_the_body_passes_it_on)
CLAIM_IN_C(AnErrorThrownInCanBeDealtWith, an_error_thrown_in_can_be_dealt_with)
CLAIM_IN_C(ThrowingChecksWhatIsThrown, throwing_checks_what_is_thrown)
CLAIM_IN_C(GreenletExitIsAValueForTheParent, greenlet_exit_is_a_value_for_the_parent)
CLAIM_IN_C(ReleasingTheLastHandleThrowsGreenletExit, releasing_the_last_handle_throws_greenlet_exit)
CLAIM_IN_C(EachGreenletHasItsOwnPendingError, each_greenlet_has_its_own_pending_error)
CLAIM_IN_C(AStatusWithoutAnErrorIsAnError, a_status_without_an_error_is_an_error)
CLAIM_IN_C(AGreenletWithoutABodyRefuses, a_greenlet_without_a_body_refuses)
CLAIM_IN_C(NullHandlesAndWrongKeywordsAreErrors, null_handles_and_wrong_keywords_are_errors)
CLAIM_IN_C(NullsAreRefusedInASentence, nulls_are_refused_in_a_sentence)
CLAIM_IN_C(WhatCouldNotBeMadeIsNoNone, what_could_not_be_made_is_no_none)
CLAIM_IN_C(WhatIsNestedDeepIsBuiltAndFreed, what_is_nested_deep_is_built_and_freed)
CLAIM_IN_C(NamesCanBeChosenAndChanged, names_can_be_chosen_and_changed)
CLAIM_IN_C(ValuesAreBuiltAndTakenApart, values_are_built_and_taken_apart)
CLAIM_IN_C(WhatCannotBeTakenApartIsTold, what_cannot_be_taken_apart_is_told)

// A greenlet made in C, as C++ holds it.
Greenlet in_c(greenlens_function run, void* self = nullptr) {
  greenlens_greenlet* made = greenlens_new("in C", run, self, nullptr);
  Greenlet greenlet = from_c(made);
  greenlens_release(made);
  return greenlet;
}

TEST(CMeetsCpp, AnErrorMadeInCIsAnExceptionForACppParent) {
  Greenlet g = in_c(fail_with_value_error);
  try {
    g.switch_to();
    FAIL() << "no error";
  } catch (const CError& error) {
    EXPECT_EQ(error.kind(), "ValueError");
    EXPECT_STREQ(error.what(), "take that sucka!");
  }
  EXPECT_TRUE(g.dead());
}

TEST(CMeetsCpp, AnExceptionOfACppChildIsAStatusInCAndPassesThroughItUnchanged) {
  struct Special : std::runtime_error {
    using std::runtime_error::runtime_error;
    int detail = 7;
  };
  Greenlet child("child", [](const Arguments&) -> Value { throw Special("boom"); });
  Greenlet g = in_c(switch_to_self, to_c(child));
  child.set_parent(g);
  try {
    g.switch_to();
    FAIL() << "no error";
  } catch (const Special& error) {
    EXPECT_STREQ(error.what(), "boom");
    EXPECT_EQ(error.detail, 7);
  }
}

TEST(CMeetsCpp, ExceptionsAreNamedByTheirClass) {
  Greenlet with_message("m", [](const Arguments&) -> Value { throw std::out_of_range("far"); });
  EXPECT_EQ((greenlens_switch)(to_c(with_message), nullptr, nullptr, nullptr), GREENLENS_ERROR);
  EXPECT_STREQ(greenlens_error_kind(), "out_of_range");
  EXPECT_STREQ(greenlens_error_text(), "far");
  struct NoMessage {};
  Greenlet without("w", [](const Arguments&) -> Value { throw NoMessage(); });
  EXPECT_EQ((greenlens_switch)(to_c(without), nullptr, nullptr, nullptr), GREENLENS_ERROR);
  EXPECT_STREQ(greenlens_error_kind(), "NoMessage");
  EXPECT_STREQ(greenlens_error_text(), "NoMessage()");
  greenlens_clear_error();
}

TEST(CMeetsCpp, WhatCppThrowsIntoCGoesOnToTheParentWhenItsStatusIsReturned) {
  Greenlet g = in_c(wait_in_parent);
  g.switch_to();
  EXPECT_THROW(g.throw_error(std::out_of_range("k")), std::out_of_range);
  Greenlet exits = in_c(wait_in_parent);
  exits.switch_to();
  EXPECT_EQ(exits.throw_in().repr(), "GreenletExit()");
}

TEST(CMeetsCpp, ValuesArriveAsTheyWereGiven) {
  Greenlet g = in_c(wait_in_parent);
  EXPECT_EQ(g.switch_to().repr(), "()");
  EXPECT_EQ(g.switch_to(1, "two", kw("x", 0.5)).repr(), "((1, 'two'), {'x': 0.5})");
  int place = 0;
  EXPECT_EQ(as_pointer(pointer_value(&place)), &place);
  EXPECT_EQ(as_pointer(Value(1)), nullptr);
  EXPECT_EQ(as_greenlet(greenlet_value(g)), g);
}

TEST(CMeetsCpp, AHundredSwitchesLeakNoValueNoErrorAndNoGreenlet) {
  auto counted = std::make_shared<int>(0);
  struct Holder : std::runtime_error {
    explicit Holder(std::shared_ptr<int> h) : std::runtime_error("held"), held(std::move(h)) {}
    std::shared_ptr<int> held;
  };
  for (int i = 0; i < 100; ++i) {
    Value value = Value::object(counted, "counted");
    Greenlet g = in_c(wait_in_parent);
    g.switch_to(value);
    EXPECT_EQ(g.switch_to(value), value);
    Greenlet fails("fails", [&](const Arguments&) -> Value { throw Holder(counted); });
    greenlens_value* result = nullptr;
    EXPECT_EQ(greenlens_switch(to_c(fails), give(value), nullptr, &result), GREENLENS_ERROR);
    EXPECT_EQ(result, nullptr);
    Greenlet suspended = in_c(wait_in_parent);
    greenlens_switch(to_c(suspended), give(value), give(Value::dict({{"k", value}})), nullptr);
    greenlens_throw(to_c(suspended), GREENLENS_GREENLET_ERROR, "x", nullptr);
  }
  greenlens_clear_error();
  EXPECT_EQ(counted.use_count(), 1);
}

TEST(CMeetsCpp, ObserversHearTheLinesOfC) {
  struct : NullObserver {
    void line_reached(Where, const Core&, Where program, const char*) override {
      if (std::string(program.file).ends_with("c_api_claims.c")) line = program.line;
      function = program.function;
    }
    int line = 0;
    std::string function;
  } observer;
  set_observer(&observer);
  int line = switch_on_a_known_line();
  set_observer(nullptr);
  EXPECT_EQ(observer.line, line);
  EXPECT_EQ(observer.function, "switch_on_a_known_line");
}

TEST(CThreads, AnotherThreadsGreenletIsRefused) {
  Greenlet g = in_c(wait_in_parent);
  std::thread([&] {
    EXPECT_EQ(greenlens_switch(to_c(g), nullptr, nullptr, nullptr), GREENLENS_ERROR);
    EXPECT_STREQ(greenlens_error_kind(), "GreenletError");
    EXPECT_THAT(greenlens_error_text(), testing::StartsWith("cannot switch to a different thread"));
    EXPECT_NE(greenlens_main(), nullptr);
    EXPECT_EQ(greenlens_new("child", wait_in_parent, nullptr, to_c(g)), nullptr);
    EXPECT_STREQ(greenlens_error_text(), "parent cannot be on a different thread");
    EXPECT_NE(greenlens_main(), to_c(g.parent()));
  }).join();
}

int note_exit(void* self, const greenlens_value*, const greenlens_value*, greenlens_value**) {
  int status = greenlens_switch(greenlens_parent(greenlens_current()), nullptr, nullptr, nullptr);
  *static_cast<std::atomic<int>*>(self) = status;
  return status;
}

TEST(CThreads, AHandleReleasedElsewhereIsKilledByItsOwnThread) {
  std::atomic<int> status{-1};
  greenlens_greenlet* g = greenlens_new("g", note_exit, &status, nullptr);
  ASSERT_EQ(greenlens_switch(g, nullptr, nullptr, nullptr), GREENLENS_OK);
  std::thread([&] { greenlens_release(g); }).join();
  EXPECT_EQ(status, -1);
  greenlens_current();
  EXPECT_EQ(status, GREENLENS_EXIT);
}

TEST(CThreads, SuspendedBodiesEndWithTheirThread) {
  std::atomic<int> status{-1};
  greenlens_greenlet* left = nullptr;
  std::thread([&] {
    left = greenlens_new("left", note_exit, &status, nullptr);
    ASSERT_EQ(greenlens_switch(left, nullptr, nullptr, nullptr), GREENLENS_OK);
  }).join();
  EXPECT_EQ(status, GREENLENS_EXIT);
  EXPECT_EQ(greenlens_throw(left, nullptr, nullptr, nullptr), GREENLENS_ERROR);
  EXPECT_STREQ(greenlens_error_text(),
               "cannot switch to a different thread (which happens to have exited)");
  greenlens_clear_error();
  greenlens_release(left);
}

int name_itself_at_the_end(void* self, const greenlens_value*, const greenlens_value*,
                           greenlens_value**) {
  int status = greenlens_switch(greenlens_main(), nullptr, nullptr, nullptr);
  *static_cast<std::string*>(self) = greenlens_name(greenlens_current());
  return status;
}

TEST(CThreads, NamesCanBeAskedWhileTheirThreadEnds) {
  std::string named, unnamed, number;
  std::vector<greenlens_greenlet*> made;
  std::thread([&] {
    greenlens_greenlet* a =
        greenlens_new("a name that is longer than others", name_itself_at_the_end, &named, nullptr);
    greenlens_greenlet* b = greenlens_new(nullptr, name_itself_at_the_end, &unnamed, nullptr);
    number = greenlens_name(b);
    for (greenlens_greenlet* g : {a, b}) greenlens_switch(g, nullptr, nullptr, nullptr);
    made = {a, b};
  }).join();
  for (greenlens_greenlet* g : made) greenlens_release(g);
  EXPECT_EQ(named, "a name that is longer than others");
  EXPECT_EQ(unnamed, number);
}

TEST(CThreads, TheFirstCallOfAThreadMayBeARefusedSwitch) {
  greenlens_greenlet* g = greenlens_new("g", note_exit, nullptr, nullptr);
  std::thread([&] {
    EXPECT_EQ((greenlens_switch)(g, nullptr, nullptr, nullptr), GREENLENS_ERROR);
    EXPECT_STREQ(greenlens_error_text(), "cannot switch to a different thread");
    greenlens_clear_error();
  }).join();
  greenlens_release(g);
}

TEST(CMeetsCpp, BuildTakesValuesOverEvenWhenItFails) {
  WeakGreenlet weak;
  greenlens_value* value = nullptr;
  {
    Greenlet g("g", Greenlet::Body());
    weak = g;
    value = greenlens_build("G", to_c(g));
  }
  EXPECT_FALSE(weak.expired());
  EXPECT_EQ(greenlens_build("GN", static_cast<greenlens_greenlet*>(nullptr), value), nullptr);
  greenlens_clear_error();
  EXPECT_TRUE(weak.expired());
}

// Destructors of a thread's keys run after those of its variables, the engine's among them.
TEST(CThreads, AThreadThatHasEndedItsGreenletsHasNoCurrentOne) {
  static std::string seen;
  pthread_key_t key;
  ASSERT_EQ(pthread_key_create(&key,
                               [](void*) {
                                 seen = greenlens_current() ? "a greenlet" : greenlens_error_text();
                                 if (greenlens_new("late", nullptr, nullptr, nullptr)) seen = "new";
                                 greenlens_set_error("ValueError", "is dropped");
                                 greenlens_clear_error();
                               }),
            0);
  std::thread([&] {
    EXPECT_NE(greenlens_current(), nullptr);
    pthread_setspecific(key, &seen);
  }).join();
  pthread_key_delete(key);
  EXPECT_EQ(seen, "greenlet is being finalized");
}

}  // namespace
}  // namespace greenlens::engine
