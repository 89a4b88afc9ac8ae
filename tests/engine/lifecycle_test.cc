// From creation to the end: starting, running, what may happen on the way in, dying.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/version.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

TEST(Lifecycle, TwoSiblingsKeepTheirOwnPlacesAndDieAtTheirEnds) {
  Lines seen;
  auto body = [&](const Arguments& arguments) -> Value {
    for (int step = 1; step <= 2; ++step) {
      seen.push_back(arguments[0].str() + std::to_string(step));
      main_greenlet().switch_to();
    }
    return {};
  };
  Greenlet a("a", body), b("b", body);
  a.switch_to("a"), b.switch_to("b"), a.switch_to(), b.switch_to();
  EXPECT_THAT(seen, ElementsAre("a1", "b1", "a2", "b2"));
  EXPECT_FALSE(a.dead());
  a.switch_to(), b.switch_to();
  EXPECT_TRUE(a.dead() && b.dead());
}

TEST(Lifecycle, AGreenletMayCreateAndRunAnotherAndTheBodyIsLetGo) {
  auto held = std::make_shared<int>(7);
  {
    Greenlet outer("outer", [held](const Arguments&) -> Value {
      Greenlet inner("inner", [held](const Arguments&) -> Value { return *held; });
      return inner.switch_to();
    });
    EXPECT_EQ(held.use_count(), 2);
    EXPECT_EQ(outer.switch_to(), Value(7));
    EXPECT_EQ(held.use_count(), 1);  // also while the dead greenlet is still named
  }
}

TEST(Lifecycle, ABodyMayBeLeftOutAndSetBeforeTheStart) {
  Greenlet g("g", nullptr);
  EXPECT_EQ(refusal([&] { g.run(); }), "run");
  g.set_run([](const Arguments&) -> Value { return "late"; });
  EXPECT_TRUE(g.run());
  EXPECT_EQ(g.switch_to(), Value("late"));
}

TEST(Lifecycle, RunIsGoneOnceItRunsAndMainNeverHasOne) {
  Greenlet g("g", to_main);
  EXPECT_TRUE(g.run());
  g.switch_to();
  for (int dead = 0; dead < 2; ++dead) {
    EXPECT_EQ(refusal([&] { g.run(); }), "run");
    EXPECT_EQ(refusal([&] { g.set_run(nothing); }),
              "run cannot be set after the start of the greenlet");
    if (!dead) g.switch_to();
  }
  EXPECT_EQ(refusal([] { main_greenlet().run(); }), "run");
  EXPECT_EQ(refusal([] { main_greenlet().set_run(nothing); }),
            "Main greenlets do not have a run attribute.");
}

TEST(Lifecycle, TruthMeansActive) {
  Greenlet g("g", [](const Arguments&) -> Value {
    EXPECT_TRUE(current());
    return main_greenlet().switch_to();
  });
  EXPECT_FALSE(g);
  g.switch_to();
  EXPECT_TRUE(g);
  g.switch_to();
  EXPECT_FALSE(g);
  EXPECT_TRUE(main_greenlet());
  EXPECT_FALSE(Greenlet());
}

TEST(Lifecycle, AnyDeadChainIsSkippedToTheNearestThatLives) {
  Greenlet living("living", [](const Arguments&) -> Value {
    Value got = main_greenlet().switch_to();
    return Value::tuple({"living", got});
  });
  Greenlet one("one", nothing), two("two", nothing);
  one.switch_to(), two.switch_to(), living.switch_to();
  one.set_parent(living);
  two.set_parent(one);
  EXPECT_EQ(two.switch_to(25).repr(), "('living', 25)");
}

TEST(Lifecycle, AnUnstartedParentGetsTheValueAsItsArguments) {
  Greenlet parent("parent", [](const Arguments& arguments) -> Value {
    EXPECT_EQ(arguments.size(), 1u);
    return Value::tuple({arguments[0], 24});
  });
  Greenlet child(
      "child", [](const Arguments&) -> Value { return 42; }, parent);
  EXPECT_EQ(child.switch_to().repr(), "(42, 24)");
  EXPECT_TRUE(parent.dead());
}

TEST(Lifecycle, ADeadOneBelowAnUnstartedOneStartsItWithNoArguments) {
  size_t got = 1;
  Greenlet fresh("fresh", [&](const Arguments& arguments) -> Value {
    got = arguments.size();
    return {};
  });
  Greenlet dead("dead", nothing);
  dead.switch_to();
  dead.set_parent(fresh);
  EXPECT_TRUE(dead.switch_to().is_none());
  EXPECT_EQ(got, 0u);
}

TEST(Lookup, FindsTheBodyWhenItIsStartedAndItsErrorReachesTheSwitcherEveryTime) {
  int asked = 0;
  Greenlet g = Greenlet::with_lookup("g", [&]() -> Greenlet::Body {
    if (++asked < 3) throw SomeError("not yet");
    return [](const Arguments& arguments) -> Value { return arguments[0]; };
  });
  EXPECT_EQ(asked, 0);
  EXPECT_THROW(g.switch_to(1), SomeError);
  EXPECT_THROW(g.switch_to(2), SomeError);
  EXPECT_FALSE(g.dead());
  EXPECT_EQ(g.switch_to(3), Value(3));
}

TEST(Lookup, OfAParentThatFailsReachesWhoSwitchedToTheChild) {
  Greenlet parent =
      Greenlet::with_lookup("parent", []() -> Greenlet::Body { throw SomeError("no body"); });
  for (int time = 0; time < 2; ++time) {
    Greenlet child("child", nothing, parent);
    EXPECT_THROW(child.switch_to(), SomeError);
    EXPECT_TRUE(child.dead());
  }
}

TEST(Lookup, MayStartTheGreenletItselfAndTheOuterSwitchRetries) {
  Lines seen;
  Greenlet g;
  auto body = [&](const Arguments& arguments) -> Value {
    seen.push_back("started with " + arguments[0].repr());
    Value next = main_greenlet().switch_to(43);
    seen.push_back("resumed with " + next.repr());
    return "end";
  };
  bool inside = false;
  g = Greenlet::with_lookup("g", [&]() -> Greenlet::Body {
    if (!inside) {
      inside = true;
      seen.push_back("the inner switch returned " + g.switch_to("inner").repr());
    }
    return body;
  });
  EXPECT_EQ(g.switch_to("outer"), Value("end"));
  EXPECT_THAT(seen, ElementsAre("started with 'inner'", "the inner switch returned 43",
                                "resumed with 'outer'"));
}

// What three greenlets, each the child of the one before, share.
struct Chain {
  Lines seen;
  Greenlet a, b, c;
  bool inside_lookup = false;

  Greenlet::Body look_up_b() {
    if (!inside_lookup) {
      inside_lookup = true;
      seen.push_back("lookup of b, in " + current().name());
      b.switch_to();
      seen.push_back("lookup goes on, in " + current().name());
    }
    return [this](const Arguments& arguments) -> Value {
      seen.push_back("b begins with " + single_result(arguments).repr());
      main_greenlet().switch_to("from b");
      return {};
    };
  }
};

TEST(Lookup, ThatLosesTheRaceWhileItIsAwayStartsTheNextLivingParent) {
  auto chain = std::make_unique<Chain>();
  Chain& m = *chain;
  m.a = Greenlet("a", [&m](const Arguments& arguments) -> Value {
    m.seen.push_back("a begins with " + single_result(arguments).repr());
    return {};
  });
  m.b = Greenlet::with_lookup("b", [&m] { return m.look_up_b(); });
  m.b.set_parent(m.a);
  m.c = Greenlet(
      "c",
      [&m](const Arguments&) -> Value {
        m.seen.push_back("c begins");
        m.b.switch_to("from c");
        m.seen.push_back("c is done");
        return {};
      },
      m.b);
  m.seen.push_back("main got " + m.c.switch_to().repr());
  m.c.switch_to();
  EXPECT_TRUE(m.a.dead() && m.b.dead() && !m.c.dead());
  m.seen.push_back("main got " + m.c.switch_to().repr());
  EXPECT_TRUE(m.c.dead());
  EXPECT_THAT(m.seen, ElementsAre("c begins", "lookup of b, in c", "b begins with ()",
                                  "main got 'from b'", "lookup goes on, in c", "a begins with None",
                                  "c is done", "main got None"));
}

struct SwitchesWhenDestroyed {
  ~SwitchesWhenDestroyed() { main_greenlet().switch_to("from the destructor"); }
};

TEST(Lookup, MayHoldWhatSwitchesWhenItIsDestroyedBeforeTheBodyRuns) {
  Lines seen;
  Greenlet g;
  {
    auto held = std::make_shared<SwitchesWhenDestroyed>();
    g = Greenlet::with_lookup("g", [held, &seen]() -> Greenlet::Body {
      return [&seen](const Arguments& arguments) -> Value {
        seen.push_back("runs with " + arguments[0].repr());
        return "end";
      };
    });
  }
  seen.push_back(g.switch_to("first").str());
  seen.push_back(g.switch_to().str());
  EXPECT_THAT(seen, ElementsAre("from the destructor", "runs with 'first'", "end"));
}

TEST(Lifecycle, ABodyMayHoldWhatSwitchesWhenItIsDestroyed) {
  auto held = std::make_shared<SwitchesWhenDestroyed>();
  Greenlet g("g", [held](const Arguments&) -> Value { return "end"; });
  held.reset();
  EXPECT_EQ(g.switch_to(), Value("from the destructor"));
  EXPECT_FALSE(g.dead());
  EXPECT_EQ(g.switch_to(), Value("end"));
  EXPECT_TRUE(g.dead());
}

// The counterpart of a subclass: a program's own type that is a greenlet and has more.
class Counting : public Greenlet {
 public:
  explicit Counting(std::shared_ptr<int> count)
      : Greenlet("counting", [count](const Arguments&) -> Value { return ++*count; }),
        count_(std::move(count)) {}
  int count() const { return *count_; }

 private:
  std::shared_ptr<int> count_;
};

TEST(Lifecycle, AProgramMayDeriveItsOwnGreenlets) {
  Counting counting(std::make_shared<int>(4));
  EXPECT_EQ(counting.switch_to(), Value(5));
  EXPECT_EQ(counting.count(), 5);
  EXPECT_TRUE(counting.dead());
}

TEST(Lifecycle, HandlesAreCopiedAndGreenletsAreNot) {
  static_assert(!std::is_copy_constructible_v<Core> && !std::is_copy_assignable_v<Core>);
  Greenlet g("g", to_main);
  Greenlet copy = g;
  EXPECT_EQ(copy, g);
  copy.switch_to();
  EXPECT_TRUE(g.active());
  g.switch_to();
}

TEST(Lifecycle, TheTwoPointersTellTheThreeStates) {
  Greenlet g("g", [](const Arguments&) -> Value {
    EXPECT_EQ(current().core()->stack_start(), reinterpret_cast<char*>(1));  // running
    return main_greenlet().switch_to();
  });
  const Core& core = *g.core();
  EXPECT_TRUE(core.stack_start() == nullptr && core.stack_stop() == nullptr);
  EXPECT_FALSE(core.started() || core.active() || core.dead());
  g.switch_to();
  EXPECT_TRUE(core.stack_start() > reinterpret_cast<char*>(1) &&
              core.stack_stop() > core.stack_start());
  EXPECT_TRUE(core.started() && core.active() && !core.dead());
  EXPECT_EQ(core.stack_copy() != nullptr, core.stack_saved() > 0);
  g.switch_to();
  EXPECT_TRUE(core.stack_start() == nullptr && core.stack_stop() != nullptr);
  EXPECT_TRUE(core.started() && !core.active() && core.dead());
  EXPECT_TRUE(core.stack_copy() == nullptr && core.stack_saved() == 0);
}

// The articles' ts_passaround, ts_target and ts_origin.
TEST(Lifecycle, WhatTravelsIsInTheThreadOnlyDuringTheSwitch) {
  struct Looks : NullObserver {
    void registers_saved(Where, const Core& origin, const Core& target, const char*) override {
      core::ThreadState& thread = core::thread_state();
      EXPECT_EQ(thread.current, &origin);
      EXPECT_EQ(thread.target, &target);
      EXPECT_NE(thread.delivery.carried, nullptr);
      ++looked;
    }
    void delivered(Where, const Core&, const Core& target, DeliveryKind,
                   std::string_view) override {
      core::ThreadState& thread = core::thread_state();
      EXPECT_EQ(thread.current, &target);
      EXPECT_EQ(thread.target, nullptr);
      EXPECT_EQ(thread.origin, nullptr);
      EXPECT_EQ(thread.delivery.carried, nullptr);
      ++looked;
    }
    int looked = 0;
  };
  auto looks = std::make_unique<Looks>();
  set_observer(looks.get());
  Greenlet("g", nothing).switch_to(1, kw("two", 2));
  set_observer(nullptr);
  EXPECT_EQ(looks->looked, 4);
}

TEST(Lifecycle, TheVersionIsTheProjects) { EXPECT_STREQ(kVersion, GREENLENS_PROJECT_VERSION); }

TEST(Lifecycle, MainSpansTheWholeStackAndIsNeverDead) {
  std::thread([] {
    const Core& main = *main_greenlet().core();
    EXPECT_EQ(main.stack_start(), reinterpret_cast<char*>(1));
    EXPECT_EQ(main.stack_stop(), reinterpret_cast<char*>(-1));
    EXPECT_TRUE(main.is_main() && main.active() && !main.dead());
    EXPECT_EQ(main.parent(), nullptr);
    EXPECT_EQ(current(), main_greenlet());
    Greenlet g("g", to_main);
    g.switch_to();
    EXPECT_LT(g.core()->stack_stop(), main.stack_stop());
    EXPECT_EQ(main_greenlet().switch_to(5), Value(5));
    EXPECT_FALSE(main.dead());
  }).join();
}

}  // namespace
}  // namespace greenlens::engine
