// Long chains: what hangs on what, as long as memory lasts, must not cost stack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <vector>

#include "engine/cpp/context.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/local.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

// Ends at main; the oldest first.
std::vector<Greenlet> unstarted_descendants(int count, const Greenlet::Body& body) {
  std::vector<Greenlet> chain;
  for (int i = 0; i < count; ++i) {
    chain.push_back(i == 0 ? Greenlet("oldest", body) : Greenlet("", body, chain.back()));
  }
  return chain;
}

TEST(Chains, ThirtyThousandUnstartedParentsEachRunInTheStackOfOne) {
  auto sum = std::make_unique<int64_t>(0);
  std::vector<Greenlet> chain =
      unstarted_descendants(30000, [sum = sum.get()](const Arguments& arguments) -> Value {
        *sum += 1;
        return *arguments[0].as_int() + 1;
      });
  Value last = chain.back().switch_to(0);
  EXPECT_EQ(last, Value(30000));
  EXPECT_EQ(*sum, 30000);
  EXPECT_TRUE(chain.front().dead());
}

TEST(Chains, AnErrorPassesThroughThirtyThousandUnstartedParents) {
  auto entered = std::make_unique<int>(0);
  std::vector<Greenlet> chain =
      unstarted_descendants(30000, [entered = entered.get()](const Arguments&) -> Value {
        ++*entered;
        return {};
      });
  EXPECT_THROW(chain.back().throw_error(std::runtime_error("passes")), std::runtime_error);
  EXPECT_EQ(*entered, 0);
  for (const Greenlet& greenlet : chain) EXPECT_TRUE(greenlet.dead());
}

// What begins in place of the dead is a greenlet like any other: it can be left and come back to.
TEST(Chains, AParentThatBeganInPlaceOfItsDeadChildKeepsItsBytesWhileItIsAway) {
  Greenlet main = main_greenlet();
  struct Shared {
    Greenlet main, parent;
  };
  auto shared = std::make_unique<Shared>();
  shared->main = main;
  shared->parent = Greenlet("parent", [shared = shared.get()](const Arguments& arguments) -> Value {
    int numbers[100];
    for (int i = 0; i < 100; ++i) numbers[i] = i + static_cast<int>(*arguments[0].as_int());
    Value got = shared->main.switch_to("suspended");
    for (int i = 0; i < 100; ++i) EXPECT_EQ(numbers[i], i + 7);
    return got;
  });
  Greenlet child(
      "child", [](const Arguments&) -> Value { return 7; }, shared->parent);
  EXPECT_EQ(child.switch_to(), Value("suspended"));
  EXPECT_TRUE(child.dead());
  EXPECT_GT(shared->parent.stack_saved(), sizeof(int[100]));
  Greenlet other("other", [](const Arguments&) -> Value {
    volatile char dirt[4000];
    for (volatile char& byte : dirt) byte = 0x55;
    return "dirty";
  });
  EXPECT_EQ(other.switch_to(), Value("dirty"));
  EXPECT_EQ(shared->parent.switch_to("back"), Value("back"));
  EXPECT_TRUE(shared->parent.dead());
}

constexpr int kMany = 100000;

struct Counted {
  static int alive;
  Counted() { ++alive; }
  Counted(const Counted&) { ++alive; }
  ~Counted() { --alive; }
};
int Counted::alive = 0;

TEST(Chains, AHundredThousandBodiesThatEachHoldTheNextGreenletGoWithTheFirstHandle) {
  Greenlet first;
  for (int i = 0; i < kMany; ++i) {
    first = Greenlet("", [next = first, counted = Counted()](const Arguments&) { return Value(); });
  }
  EXPECT_EQ(Counted::alive, kMany);
  first = Greenlet();
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Chains, AHundredThousandAttributesThatEachHoldTheNextGreenletGoWithTheFirstHandle) {
  Greenlet first;
  for (int i = 0; i < kMany; ++i) {
    Greenlet greenlet("", nothing);
    greenlet.set_attribute("counted", Value::object(Counted(), "counted"));
    greenlet.set_attribute("next", Value::tuple({Value::object(first, "next")}));
    first = greenlet;
  }
  first = Greenlet();
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Chains, AHundredThousandContextsThatEachHoldTheNextGreenletGoWithTheFirstHandle) {
  static const ContextVariable next("next");
  Greenlet first;
  for (int i = 0; i < kMany; ++i) {
    Context context;
    context.run([&] { return next.set(Value::object(first, "next")), Value(); });
    Greenlet greenlet("", [counted = Counted()](const Arguments&) { return Value(); });
    greenlet.set_context(context);
    first = greenlet;
  }
  first = Greenlet();
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Chains, AHundredThousandLocalsThatEachHoldTheNextGreenletGoWithTheFirstHandle) {
  struct Shared {
    GreenletLocal<Greenlet> next;
    GreenletLocal<Counted> counted;
    Greenlet first;
  };
  auto shared = std::make_unique<Shared>();
  for (int i = 0; i < kMany; ++i) {
    Greenlet greenlet("", [shared = shared.get()](const Arguments&) -> Value {
      *shared->next = shared->first;
      static_cast<void>(*shared->counted);
      return {};
    });
    greenlet.switch_to();
    shared->first = greenlet;
  }
  EXPECT_EQ(Counted::alive, kMany);
  shared->first = Greenlet();
  EXPECT_EQ(Counted::alive, 0);
}

TEST(Chains, WhoHoldsAHundredThousandGreenletsFreesThemInTheirOrder) {
  auto freed = std::make_unique<std::vector<int>>();
  struct Noted {
    std::vector<int>* freed;
    int number;
    ~Noted() { freed->push_back(number); }
  };
  std::vector<Greenlet> held;
  for (int i = 0; i < kMany; ++i) {
    held.emplace_back("", [noted = std::make_shared<Noted>(Noted{freed.get(), i})](
                              const Arguments&) { return Value(); });
  }
  freed->clear();
  Greenlet holder("", [held](const Arguments&) { return Value(); });
  held.clear();
  EXPECT_TRUE(freed->empty());
  holder = Greenlet();
  ASSERT_EQ(freed->size(), static_cast<size_t>(kMany));
  EXPECT_TRUE(std::is_sorted(freed->begin(), freed->end()));
}

// A destructor can switch while the engine frees: every greenlet frees its own, and none waits for
// another.
TEST(Chains, AGreenletThatRunsInADestructorFreesWhatItDrops) {
  struct Switches {
    explicit Switches(Greenlet other) : to(std::move(other)) {}
    ~Switches() {
      if (to) to.switch_to();
    }
    Greenlet to;
  };
  auto alive_meanwhile = std::make_unique<int>(-1);
  Greenlet other("other", [alive = alive_meanwhile.get()](const Arguments&) -> Value {
    main_greenlet().switch_to();
    Greenlet dropped("", [counted = Counted()](const Arguments&) { return Value(); });
    dropped = Greenlet();
    *alive = Counted::alive;
    return {};
  });
  other.switch_to();
  auto switches = std::make_shared<Switches>(other);
  Greenlet held("", [counted = Counted()](const Arguments&) { return Value(); });
  Greenlet first("", [held, switches](const Arguments&) { return Value(); });
  held = Greenlet();
  switches.reset();
  ASSERT_EQ(Counted::alive, 1);
  first = Greenlet();
  EXPECT_EQ(Counted::alive, 0);
  EXPECT_EQ(*alive_meanwhile, 1);  // only the one that `first` holds
}

TEST(Chains, AHundredThousandGreenletsOfAThreadThatHasEndedGoWithTheFirstHandle) {
  Greenlet first;
  std::thread([&] {
    for (int i = 0; i < kMany; ++i) {
      first =
          Greenlet("", [next = first, counted = Counted()](const Arguments&) { return Value(); });
    }
  }).join();
  EXPECT_EQ(Counted::alive, kMany);
  first = Greenlet();
  EXPECT_EQ(Counted::alive, 0);
}

}  // namespace
}  // namespace greenlens::engine
