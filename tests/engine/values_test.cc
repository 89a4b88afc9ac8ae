// What travels with a switch, and that it arrives.
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

// Every combination of arguments, as it goes down to a body, on to a suspended greenlet, and up.
struct Combination {
  Arguments arguments;
  const char* arrives_as;
};
const std::vector<Combination>& combinations() {
  static const std::vector<Combination> all = {
      {{{}, {}}, "()"},
      {{{1}, {}}, "1"},
      {{{Value()}, {}}, "None"},
      {{{1, 2}, {}}, "(1, 2)"},
      {{{Value::tuple({1})}, {}}, "(1,)"},
      {{{}, {{"a", 1}}}, "{'a': 1}"},
      {{{2}, {{"x", 3}}}, "((2,), {'x': 3})"},
      {{{1, 2}, {{"x", 3}, {"y", 4}}}, "((1, 2), {'x': 3, 'y': 4})"},
  };
  return all;
}

TEST(Values, OfTheFirstSwitchAreTheBodysArguments) {
  for (const Combination& combination : combinations()) {
    Greenlet g("g", [&](const Arguments& arguments) -> Value {
      EXPECT_EQ(arguments.size(), combination.arguments.positional.size());
      EXPECT_EQ(Value::dict(arguments.keywords), Value::dict(combination.arguments.keywords));
      return single_result(arguments);
    });
    EXPECT_EQ(g.switch_with(combination.arguments).repr(), combination.arrives_as);
  }
}

TEST(Values, OfLaterSwitchesArriveInBothDirections) {
  for (const Combination& combination : combinations()) {
    Greenlet g("g", [&](const Arguments&) -> Value {
      Value down = main_greenlet().switch_to();
      EXPECT_EQ(down.repr(), combination.arrives_as);
      main_greenlet().switch_with(combination.arguments);
      return {};
    });
    g.switch_to();
    EXPECT_EQ(g.switch_with(combination.arguments).repr(), combination.arrives_as);
  }
}

TEST(Values, ThatABodyReturnsAreOneValueEvenATuple) {
  for (const Value& value : {Value(), Value::tuple({}), Value::tuple({3, 9}), Value(5)}) {
    Greenlet g("g", [&](const Arguments&) { return value; });
    EXPECT_EQ(g.switch_to().repr(), value.repr());
  }
}

// The worker drops all that names it and switches away: it is killed inside its own switch, by the
// greenlet that gets the value.
struct DyingSender {
  Greenlet worker, initiator;
  bool worker_was_killed = false;
  bool worker_names_itself = false;

  Value work(const Arguments&) {
    Greenlet parent = current().parent();
    Value value = parent.switch_to();
    worker = {};
    initiator.set_parent(parent);
    try {
      parent.switch_to(value);
    } catch (const GreenletExit&) {
      worker_was_killed = true;
      worker_names_itself = current().name() == "worker";
      throw;
    }
    return {};
  }
};

TEST(Values, ArriveWhenTheLastHandleOfTheirSenderVanishesDuringTheSwitch) {
  auto module = std::make_unique<DyingSender>();
  DyingSender& m = *module;
  m.worker = Greenlet("worker", [&m](const Arguments& arguments) { return m.work(arguments); });
  m.worker.switch_to();
  m.initiator = Greenlet(
      "initiator", [](const Arguments&) -> Value { return 42; }, m.worker);
  EXPECT_EQ(m.initiator.switch_to(), Value(42));
  EXPECT_TRUE(m.worker_was_killed);
  EXPECT_TRUE(m.worker_names_itself);
}

TEST(Values, AreLetGoByAHundredSwitches) {
  auto held = std::make_shared<int>(1);
  Value positional = Value::object(held, "held");
  Greenlet g("g", [](const Arguments&) -> Value {
    for (;;) main_greenlet().switch_to();
  });
  long before = held.use_count();
  for (int i = 0; i < 100; ++i) g.switch_to(positional, kw("named", positional));
  EXPECT_EQ(held.use_count(), before);
}

// Runs `action` when the last copy goes.
struct AtEnd {
  std::function<void()> action;
  ~AtEnd() {
    if (action) action();
  }
};

TEST(Values, MaySwitchWhileTheyAreLetGo) {
  auto other_ran = std::make_shared<int>(0);
  auto other = std::make_shared<Greenlet>("other", [other_ran](const Arguments&) -> Value {
    for (;;) {
      ++*other_ran;
      current().parent().switch_to();
    }
  });
  Greenlet g("g", [](const Arguments&) -> Value {
    for (int i = 0; i < 3; ++i) main_greenlet().switch_to(i);
    return "end";
  });
  auto payload = [&] {
    auto at_end = std::make_shared<AtEnd>(AtEnd{});
    at_end->action = [other] {
      other->set_parent(current());
      other->switch_to();
    };
    return Value::object(std::move(at_end), "switches when it goes");
  };
  EXPECT_EQ(g.switch_to(payload()), Value(0));
  for (int i = 1; i < 3; ++i) EXPECT_EQ(g.switch_to(payload()), Value(i));
  EXPECT_EQ(*other_ran, 2);  // the body keeps its arguments until its end
  EXPECT_EQ(g.switch_to(payload()), Value("end"));
  EXPECT_EQ(*other_ran, 4);
}

TEST(Values, TravelBetweenAllPairsOfGreenlets) {
  constexpr int kGreenlets = 6;
  auto all = std::make_unique<std::vector<Greenlet>>();
  std::vector<Greenlet>& peers = *all;
  int arrived = 0;
  // Each says where the value goes next: a tuple of (path..., main).
  auto body = [&](const Arguments& arguments) -> Value {
    Value path = arguments[0];
    for (;;) {
      ++arrived;
      Tuple rest = *path.as_tuple();
      if (rest.empty()) {
        path = main_greenlet().switch_to("done");
        continue;
      }
      size_t next = static_cast<size_t>(*rest.front().as_int());
      rest.erase(rest.begin());
      path = peers[next].switch_to(Value::tuple(std::move(rest)));
    }
  };
  for (int i = 0; i < kGreenlets; ++i) peers.emplace_back("peer", body);
  int pairs = 0;
  for (int from = 0; from < kGreenlets; ++from) {
    for (int to = 0; to < kGreenlets; ++to) {
      if (from == to) continue;
      ++pairs;
      Greenlet& first = peers[static_cast<size_t>(from)];
      EXPECT_EQ(first.switch_to(Value::tuple({to})), Value("done"));
      EXPECT_EQ(arrived, 2 * pairs);
    }
  }
  EXPECT_EQ(pairs, 30);
}

TEST(Values, APlainSwitchIsTheOnlyWayToLoseTheProcessor) {
  bool other_ran = false;
  Greenlet other("other", [&](const Arguments&) -> Value {
    other_ran = true;
    return {};
  });
  Greenlet spins("spins", [&](const Arguments&) -> Value {
    volatile int64_t work = 0;
    for (int i = 0; i < 5'000'000; ++i) work = work + i;
    return other_ran;
  });
  EXPECT_EQ(spins.switch_to(), Value(false));
  other.switch_to();
  EXPECT_TRUE(other_ran);
}

}  // namespace
}  // namespace greenlens::engine
