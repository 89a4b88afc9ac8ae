// What the original's own tests and the printed rules say, rule by rule.
#include "engine/cpp/greenlet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

TEST(Greenlet, RunsOnFirstSwitchAndContinuesAfterEachOther) {
  std::vector<int> seen;
  Greenlet g("g", [&](const Arguments&) -> Value {
    seen.push_back(1);
    current().parent().switch_to();
    seen.push_back(3);
    return {};
  });
  EXPECT_FALSE(g);
  seen.push_back(0);
  g.switch_to();
  EXPECT_TRUE(g.active());
  seen.push_back(2);
  g.switch_to();
  seen.push_back(4);
  EXPECT_THAT(seen, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_TRUE(g.dead());
  EXPECT_FALSE(g);
}

TEST(Greenlet, CarriesValuesBothWays) {
  Greenlet g("g", [](const Arguments& first) -> Value {
    EXPECT_EQ(single_result(first).repr(), "((4,), {'b': 2})");
    Value got = current().parent().switch_to("up");
    return Value::tuple({got, 9});
  });
  EXPECT_EQ(g.switch_to(4, kw("b", 2)).repr(), "'up'");
  EXPECT_EQ(g.switch_to(kw("a", 1)).repr(), "({'a': 1}, 9)");  // a tuple stays one value
}

TEST(Greenlet, ADeadOneHandsTheValueToItsNearestLivingAncestor) {
  Greenlet d("d", nothing);
  d.switch_to();
  EXPECT_EQ(d.switch_to("into dead").repr(), "'into dead'");
  EXPECT_EQ(d.switch_to(1, 2).repr(), "(1, 2)");
  EXPECT_EQ(d.switch_to().repr(), "()");
}

TEST(Greenlet, FallingOffTheEndStartsAParentThatNeverRan) {
  Value got;
  Greenlet parent("parent", [&](const Arguments& a) -> Value {
    got = a[0];
    return 24;
  });
  Greenlet child(
      "child", [](const Arguments&) -> Value { return 42; }, parent);
  EXPECT_EQ(child.switch_to(), Value(24));
  EXPECT_EQ(got, Value(42));
}

TEST(Greenlet, ADeadOneWithANewParentStartsIt) {
  Greenlet d("d", nothing);
  d.switch_to();
  Greenlet fresh("fresh", [](const Arguments&) -> Value { return "ran"; });
  d.set_parent(fresh);
  EXPECT_EQ(d.switch_to(), Value("ran"));
}

TEST(Greenlet, WithoutABodyItRefusesEveryTime) {
  Greenlet empty("empty", nullptr);
  EXPECT_EQ(refusal([&] { empty.switch_to(); }), "run");
  EXPECT_EQ(refusal([&] { empty.throw_error(std::runtime_error("x")); }), "run");
  Greenlet child("child", nothing, empty);
  EXPECT_EQ(refusal([&] { child.switch_to(); }), "run");  // its return value has nowhere to go
  EXPECT_TRUE(child.dead());
}

TEST(Greenlet, UncaughtErrorsReachTheParent) {
  Greenlet g("g", [](const Arguments&) -> Value { throw std::runtime_error("boom"); });
  EXPECT_THROW(g.switch_to(), std::runtime_error);
  EXPECT_TRUE(g.dead());
}

TEST(Greenlet, GreenletExitBecomesTheValue) {
  Greenlet g("g", [](const Arguments&) -> Value { throw GreenletExit({"bye"}); });
  EXPECT_EQ(g.switch_to().repr(), "GreenletExit('bye')");
  EXPECT_TRUE(g.dead());
}

TEST(ThrowIn, RaisesWhereTheGreenletWaits) {
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      current().parent().switch_to("ready");
    } catch (const std::out_of_range& e) {
      return std::string("caught ") + e.what();
    }
    return "not thrown";
  });
  EXPECT_EQ(g.switch_to(), Value("ready"));
  EXPECT_EQ(g.throw_error(std::out_of_range("k")), Value("caught k"));
}

TEST(ThrowIn, ReachesTheParentOfOneThatCannotCatch) {
  Greenlet fresh("fresh", nothing);
  EXPECT_THROW(fresh.throw_error(std::out_of_range("t")), std::out_of_range);
  EXPECT_TRUE(fresh.dead());
  EXPECT_THROW(fresh.throw_error(std::out_of_range("dead")), std::out_of_range);
  EXPECT_EQ(fresh.throw_in().repr(), "GreenletExit()");  // dead: a value at once
  Greenlet other("other", nothing);
  EXPECT_EQ(other.throw_in().repr(), "GreenletExit()");
  EXPECT_TRUE(other.dead());
  EXPECT_THROW(current().throw_error(std::out_of_range("me")), std::out_of_range);
}

TEST(ThrowIn, GoesToTheTargetsParentNotToTheThrower) {
  Greenlet parent("parent", [](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const std::out_of_range&) {
      return "caught by the parent";
    }
    return "not thrown";
  });
  parent.switch_to();
  Greenlet child("child", nothing, parent);
  EXPECT_EQ(child.throw_error(std::out_of_range("x")), Value("caught by the parent"));
}

TEST(Parent, IsTheCreatorUnlessSaidOtherwise) {
  Greenlet inner;
  Greenlet outer("outer", [&](const Arguments&) -> Value {
    inner = Greenlet("inner", nothing);
    return {};
  });
  outer.switch_to();
  EXPECT_EQ(inner.parent(), outer);
  EXPECT_EQ(outer.parent(), main_greenlet());
  EXPECT_EQ(main_greenlet().parent(), Greenlet());
}

TEST(Parent, ChangesAreCheckedInTheOriginalsWords) {
  Greenlet a("a", nothing), b("b", nothing, a), c("c", nothing, b);
  EXPECT_EQ(refusal([&] { a.set_parent(a); }), "cyclic parent chain");
  EXPECT_EQ(refusal([&] { a.set_parent(c); }), "cyclic parent chain");
  EXPECT_EQ(refusal([&] { main_greenlet().set_parent(a); }),
            "cannot set the parent of a main greenlet");
  c.set_parent(a);
  EXPECT_EQ(c.parent(), a);
}

TEST(Handle, NamesNoneUntilItIsGivenOne) {
  EXPECT_EQ(refusal([] { Greenlet().switch_to(); }), "this handle names no greenlet");
}

TEST(Handle, DroppingTheLastThrowsGreenletExitIntoASuspendedGreenlet) {
  std::string seen;
  Greenlet parent_then;
  {
    Greenlet hub("hub", nothing);
    Greenlet g(
        "g",
        [&](const Arguments&) -> Value {
          try {
            main_greenlet().switch_to();
          } catch (const GreenletExit& exit) {
            seen = exit.repr();
            parent_then = current().parent();
            throw;
          }
          return {};
        },
        hub);
    g.switch_to();
    EXPECT_EQ(seen, "");
  }
  EXPECT_EQ(seen, "GreenletExit('Killing the greenlet because all references have vanished.')");
  EXPECT_EQ(parent_then, main_greenlet());  // the killer
}

TEST(Handle, AGreenletMayResurrectItself) {
  Greenlet saved;
  Greenlet hub("hub", [](const Arguments&) -> Value { return "hub"; });
  {
    Greenlet g(
        "g",
        [&](const Arguments&) -> Value {
          try {
            main_greenlet().switch_to();
          } catch (const GreenletExit&) {
            saved = current();
            main_greenlet().switch_to();
          }
          return {};
        },
        hub);
    g.switch_to();
  }
  ASSERT_TRUE(saved.active());
  EXPECT_EQ(saved.parent(), hub);
  EXPECT_EQ(saved.switch_to(), Value("hub"));  // its end goes to the parent that it had
  EXPECT_TRUE(saved.dead());
}

TEST(Handle, AnErrorOfAKilledGreenletIsReportedAndOneThatRefusesIsLeftAlone) {
  testing::internal::CaptureStderr();
  {
    Greenlet g("g", [](const Arguments&) -> Value {
      try {
        main_greenlet().switch_to();
      } catch (const GreenletExit&) {
        throw std::runtime_error("instead");
      }
      return {};
    });
    g.switch_to();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "Error ignored in greenlet g: runtime_error('instead')\n");
  // It is left to a thread's end, which cannot kill it either.
  constexpr char kRefuses[] = "GreenletExit did not kill greenlet stubborn\n";
  in_a_new_thread([&] {
    testing::internal::CaptureStderr();
    {
      Greenlet g("stubborn", [](const Arguments&) -> Value {
        for (;;) {
          try {
            main_greenlet().switch_to();
          } catch (const GreenletExit&) {
          }
        }
      });
      g.switch_to();
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), kRefuses);
    testing::internal::CaptureStderr();
  });
  EXPECT_EQ(testing::internal::GetCapturedStderr(), kRefuses);
}

TEST(Handle, ArgumentsSurviveTheDeathOfWhoSentThem) {
  auto value = std::make_shared<int>(42);
  {
    Greenlet g("g", [&](const Arguments&) -> Value {
      return current().parent().switch_to(Value::object(value, "42"));
    });
    Value got = g.switch_to();
    EXPECT_EQ(got.repr(), "42");
    EXPECT_GT(value.use_count(), 1);
  }
  EXPECT_EQ(value.use_count(), 1);
}

TEST(Exceptions, BelongToTheGreenletThatHandlesThem) {
  auto body = [](const Arguments& a) -> Value {
    int mine = static_cast<int>(*a[0].as_int());
    try {
      throw mine;
    } catch (int) {
      main_greenlet().switch_to();
      try {
        throw;  // its own, not the one that was thrown last
      } catch (int again) {
        return again;
      }
    }
  };
  Greenlet g1("g1", body), g2("g2", body);
  g1.switch_to(1);
  EXPECT_EQ(std::current_exception(), nullptr);
  g2.switch_to(2);
  EXPECT_EQ(g1.switch_to(), Value(1));
  EXPECT_EQ(g2.switch_to(), Value(2));
}

TEST(Exceptions, InFlightOnesAreCountedPerGreenlet) {
  struct SwitchesWhileUnwinding {
    ~SwitchesWhileUnwinding() {
      EXPECT_EQ(std::uncaught_exceptions(), 1);
      main_greenlet().switch_to();
      EXPECT_EQ(std::uncaught_exceptions(), 1);
    }
  };
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      SwitchesWhileUnwinding guard;
      throw std::runtime_error("x");
    } catch (const std::runtime_error&) {
    }
    return std::uncaught_exceptions();
  });
  g.switch_to();
  EXPECT_EQ(std::uncaught_exceptions(), 0);
  EXPECT_EQ(g.switch_to(), Value(0));
}

// Not inlined: the exception passes this frame on its way to another one.
__attribute__((noinline)) void throw_past_a_switch(const Value& value) {
  struct SwitchesWhileUnwinding {
    ~SwitchesWhileUnwinding() { main_greenlet().switch_to(); }
  };
  SwitchesWhileUnwinding guard;
  throw value;
}

TEST(Exceptions, InFlightOnesOfTwoGreenletsLandInAnyOrder) {
  auto body = [](const Arguments& arguments) -> Value {
    try {
      throw_past_a_switch(arguments[0]);
      return "not thrown";
    } catch (const Value& caught) {
      return caught;
    }
  };
  Greenlet first("first", body), second("second", body);
  first.switch_to(1);
  second.switch_to(2);
  EXPECT_EQ(first.switch_to(), Value(1));
  EXPECT_EQ(second.switch_to(), Value(2));
}

TEST(Threads, HaveTheirOwnMainAndRefuseOthersGreenlets) {
  Greenlet started("started",
                   [](const Arguments&) -> Value { return main_greenlet().switch_to(); });
  started.switch_to();
  Greenlet fresh("fresh", nothing);
  std::vector<std::string> said;
  Greenlet left_behind;
  std::thread([&] {
    said.push_back(refusal([&] { started.switch_to(); }));
    said.push_back(refusal([&] { fresh.switch_to(); }));
    said.push_back(refusal([&] { Greenlet("x", nothing, fresh); }));
    EXPECT_FALSE(main_greenlet() == started.parent());
    left_behind =
        Greenlet("left", [](const Arguments&) -> Value { return main_greenlet().switch_to(); });
    left_behind.switch_to();
  }).join();
  EXPECT_THAT(said, ElementsAre("cannot switch to a different thread",
                                "cannot switch to a different thread",
                                "parent cannot be on a different thread"));
  EXPECT_EQ(refusal([&] { left_behind.switch_to(); }),
            "cannot switch to a different thread (which happens to have exited)");
}

TEST(Threads, AHandleDroppedElsewhereIsKilledByItsOwnThread) {
  bool exited = false;
  auto g = std::make_unique<Greenlet>("g", [&](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      exited = true;
      throw;
    }
    return {};
  });
  g->switch_to();
  std::thread([&] { g.reset(); }).join();
  EXPECT_FALSE(exited);
  current();
  EXPECT_TRUE(exited);
}

TEST(Repr, NamesTheState) {
  Greenlet p("p", [](const Arguments&) -> Value { return main_greenlet().switch_to(); });
  EXPECT_EQ(p.repr(), "<greenlet p pending>");
  p.switch_to();
  EXPECT_EQ(p.repr(), "<greenlet p suspended active started>");
  EXPECT_GT(p.stack_saved() + 1, 0u);
  p.switch_to();
  EXPECT_EQ(p.repr(), "<greenlet p dead>");
  EXPECT_EQ(p.stack_saved(), 0u);
  EXPECT_EQ(main_greenlet().repr(), "<greenlet main current active started main>");
}

}  // namespace
}  // namespace greenlens::engine
