// Long chains: what hangs on what, as long as memory lasts, must not cost stack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "engine/cpp/greenlet.h"

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

}  // namespace
}  // namespace greenlens::engine
