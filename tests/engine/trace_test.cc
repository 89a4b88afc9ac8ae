// Trace functions, the original's settrace: what they hear, and what becomes of their errors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>

#include "engine/core/core.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

// Notes every event in a list that no greenlet's stack holds.
class Trace : public testing::Test {
 protected:
  void TearDown() override { set_trace({}); }

  TraceFunction noting() {
    return [log = log_](TraceEvent event, const Greenlet& origin, const Greenlet& target) {
      EXPECT_EQ(current(), target);
      log->push_back((event == TraceEvent::switched ? "switch " : "throw ") + origin.name() +
                     " -> " + target.name());
    };
  }
  Lines& log() { return *log_; }

 private:
  std::shared_ptr<Lines> log_ = std::make_shared<Lines>();
};

TEST_F(Trace, HearsOfEveryStartSwitchAndEnd) {
  set_trace(noting());
  Greenlet first("first", to_main), second("second", nothing);
  first.switch_to();
  second.switch_to();
  first.switch_to();
  EXPECT_THAT(log(),
              ElementsAre("switch main -> first", "switch first -> main", "switch main -> second",
                          "switch second -> main", "switch main -> first", "switch first -> main"));
}

TEST_F(Trace, CallsItAThrowWhenTheTargetIsAboutToRaise) {
  set_trace(noting());
  Greenlet fails("fails", [](const Arguments&) -> Value { throw SomeError("x"); });
  Greenlet waits("waits", to_main), fresh("fresh", nothing), exits("exits", to_main);
  EXPECT_THROW(fails.switch_to(), SomeError);
  EXPECT_THAT(log(), ElementsAre("switch main -> fails", "throw fails -> main"));
  log().clear();
  waits.switch_to();
  EXPECT_THROW(waits.throw_error(SomeError("x")), SomeError);
  EXPECT_THAT(log(), ElementsAre("switch main -> waits", "switch waits -> main",
                                 "throw main -> waits", "throw waits -> main"));
  log().clear();
  EXPECT_THROW(fresh.throw_error(SomeError("x")), SomeError);
  EXPECT_THAT(log(), ElementsAre("throw main -> fresh", "throw fresh -> main"));
  log().clear();
  exits.switch_to();
  exits.throw_in();  // what comes back is a value
  EXPECT_THAT(log(), ElementsAre("switch main -> exits", "switch exits -> main",
                                 "throw main -> exits", "switch exits -> main"));
}

TEST_F(Trace, HearsNothingOfASwitchThatIsRefused) {
  set_trace(noting());
  EXPECT_EQ(refusal([] { Greenlet("empty", nullptr).switch_to(); }), "run");
  EXPECT_THAT(log(), ElementsAre());
}

TEST_F(Trace, MayBeSetTwiceReadAndTakenAway) {
  EXPECT_FALSE(get_trace());
  EXPECT_FALSE(set_trace(noting()));
  EXPECT_TRUE(set_trace(noting()));
  EXPECT_TRUE(get_trace());
  Greenlet("g", nothing).switch_to();
  EXPECT_EQ(log().size(), 2u);
  EXPECT_TRUE(set_trace({}));
  EXPECT_FALSE(get_trace());
  Greenlet("g", nothing).switch_to();
  EXPECT_EQ(log().size(), 2u);
}

TEST_F(Trace, ThatFailsIsTakenAwayAndItsErrorIsThrownInTheTargetInsteadOfTheValue) {
  bool ran = false;
  Greenlet g("g", [&](const Arguments&) -> Value { return ran = true; });
  set_trace([](TraceEvent, const Greenlet&, const Greenlet&) { throw SomeError("of the trace"); });
  EXPECT_THROW(g.switch_to(), SomeError);  // through g, which it ended before it ran
  EXPECT_FALSE(ran);
  EXPECT_TRUE(g.dead());
  EXPECT_FALSE(get_trace());

  Greenlet catches("catches", [](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const SomeError& error) {
      return error.what();
    }
    return {};
  });
  catches.switch_to();
  set_trace([](TraceEvent, const Greenlet&, const Greenlet&) { throw SomeError("into a switch"); });
  EXPECT_EQ(catches.switch_to("never arrives"), Value("into a switch"));
}

TEST_F(Trace, ThatFailsReplacesAnErrorThatWasOnItsWay) {
  Greenlet g("g", [](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const SomeError& error) {
      return error.what();
    }
    return {};
  });
  g.switch_to();
  set_trace([](TraceEvent, const Greenlet&, const Greenlet&) { throw SomeError("of the trace"); });
  EXPECT_EQ(g.throw_error(std::logic_error("on its way")), Value("of the trace"));
}

TEST_F(Trace, MaySwitchItselfBetweenTwoAndThreeGreenlets) {
  struct Shared {
    Greenlet helper, another;
    int helped = 0;
    bool inside = false;
  };
  auto shared = std::make_shared<Shared>();
  auto helps = [shared](const Arguments&) -> Value {
    for (;;) {
      ++shared->helped;
      current().parent().switch_to();
    }
  };
  shared->helper = Greenlet("helper", helps);
  shared->another = Greenlet("another", helps, shared->helper);
  set_trace([shared](TraceEvent, const Greenlet&, const Greenlet& target) {
    if (shared->inside) return;
    shared->inside = true;
    shared->helper.set_parent(target);
    shared->helper.switch_to();
    shared->another.set_parent(target);
    shared->another.switch_to();
    shared->inside = false;
  });
  for (int i = 0; i < 50; ++i) {
    Greenlet g("g", [](const Arguments& arguments) -> Value {
      return Value::tuple({arguments[0], main_greenlet().switch_to("half")});
    });
    EXPECT_EQ(g.switch_to(i), Value("half"));
    EXPECT_EQ(g.switch_to("end"), Value::tuple({i, "end"}));
  }
  set_trace({});
  EXPECT_EQ(shared->helped, 50 * 4 * 2);
  shared->helper.set_parent(main_greenlet());
  shared->another.set_parent(main_greenlet());
  shared->helper = shared->another = {};
}

TEST_F(Trace, MaySetAnotherWhichHearsTheNextSwitch) {
  set_trace([this](TraceEvent, const Greenlet&, const Greenlet&) { set_trace(noting()); });
  Greenlet("g", nothing).switch_to();
  EXPECT_THAT(log(), ElementsAre("switch g -> main"));
}

TEST_F(Trace, IsItsThreadsOwn) {
  set_trace(noting());
  std::thread([] {
    EXPECT_FALSE(get_trace());
    Greenlet("theirs", nothing).switch_to();
  }).join();
  EXPECT_THAT(log(), ElementsAre());
  EXPECT_TRUE(get_trace());
}

TEST_F(Trace, NamesAnOriginWhoseLastHandleIsGone) {
  set_trace(noting());
  std::unique_ptr<Greenlet> g;
  g = std::make_unique<Greenlet>("g", [&g](const Arguments&) -> Value {
    g.reset();
    return "end";
  });
  EXPECT_EQ(g->switch_to(), Value("end"));
  EXPECT_THAT(log(), ElementsAre("switch main -> g", "switch g -> main"));
}

TEST_F(Trace, OfAKilledGreenletHearsTheThrow) {
  Greenlet g("g", to_main);
  g.switch_to();
  set_trace(noting());
  g = {};
  EXPECT_THAT(log(), ElementsAre("throw main -> g", "switch g -> main"));
}

// Values that count themselves: none may be left behind, whichever way the switch fails.
TEST_F(Trace, AndEveryOtherWayToFailLetsGoOfTheArguments) {
  auto held = std::make_shared<int>(0);
  auto value = [&] { return Value::object(held, "held"); };
  Greenlet waits("waits", to_main), empty("empty", nullptr), dead("dead", nothing);
  waits.switch_to(), dead.switch_to();
  std::thread([&] {
    EXPECT_EQ(refusal([&] { waits.switch_to(value(), kw("named", value())); }),
              "cannot switch to a different thread");
  }).join();
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_EQ(refusal([&] { empty.switch_to(value()); }), "run");
  Greenlet fails =
      Greenlet::with_lookup("fails", []() -> Greenlet::Body { throw SomeError("no body"); });
  EXPECT_THROW(fails.switch_to(value()), SomeError);
  EXPECT_EQ(held.use_count(), 1);
  dead.switch_to(value());
  EXPECT_EQ(held.use_count(), 1);
  set_trace([](TraceEvent, const Greenlet&, const Greenlet&) { throw SomeError("of the trace"); });
  EXPECT_THROW(waits.switch_to(value()), SomeError);
  EXPECT_EQ(held.use_count(), 1);
  Greenlet raises("raises", [](const Arguments& got) -> Value {
    EXPECT_FALSE(got[0].is_none());
    throw SomeError("of the body");
  });
  EXPECT_THROW(raises.switch_to(value()), SomeError);
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace greenlens::engine
