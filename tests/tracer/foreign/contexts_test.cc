// Who is who, by the stack pointer alone.
#include "tracer/foreign/contexts.h"

#include <gtest/gtest.h>

namespace greenlens::foreign {
namespace {

using facts::StackFoundBy;

constexpr uint64_t kMain = 0x7fff0000;

struct Two {
  Contexts contexts;
  Context& main =
      contexts.add_thread(1, {StackFoundBy::mapping, "", kMain - 0x10000, kMain}, "main");
  Context& a = contexts.add(1, {StackFoundBy::variable, "threads[1]", 0x1000, 0x2000});
  Context& b = contexts.add(1, {StackFoundBy::variable, "threads[2]", 0x2000, 0x3000});
};

void leave(Context* one, uint64_t lowest) {
  one->lowest = lowest;
  one->sp = lowest + 0x38;
  one->return_address = 0x555500;
}

TEST(Contexts, AreKnownByTheStackThatTheyHaveForThemselves) {
  Two two;
  leave(&two.a, 0x1f00), leave(&two.b, 0x2f00), leave(&two.main, kMain - 0x100);
  EXPECT_EQ(two.contexts.at(0x1f00), &two.a);
  EXPECT_EQ(two.contexts.at(0x1008), &two.a);  // deeper than ever
  EXPECT_EQ(two.contexts.at(0x2f10), &two.b);
  EXPECT_EQ(two.contexts.at(kMain - 0x100), &two.main);
  EXPECT_EQ(two.contexts.at(0x9000), nullptr);
}

TEST(Contexts, BeginAnewWhereSpIsBackAtTheBeginningOfAStackThatSomebodyLeft) {
  Two two;
  EXPECT_FALSE(Contexts::begins_anew(two.a, 0x1ff0));  // it has never been left: it is the first
  leave(&two.a, 0x1e00);
  EXPECT_FALSE(Contexts::begins_anew(two.a, 0x1e00));         // resumed
  EXPECT_FALSE(Contexts::begins_anew(two.a, 0x1e00 + 0x48));  // by a switch that is wrong
  EXPECT_TRUE(Contexts::begins_anew(two.a, 0x1fc0));
  leave(&two.main, kMain - 0x4000);
  EXPECT_FALSE(Contexts::begins_anew(two.main, kMain - 0x10));  // a thread's own has no heirs
}

TEST(Contexts, WhoeverBeginsOnAStackTakesItFromWhoHadIt) {
  Two two;
  leave(&two.a, 0x1e00);
  const facts::StackId stack = two.a.stack;
  Context& heir = two.contexts.add(1, {StackFoundBy::variable, "threads[1]", 0x1000, 0x2000});
  EXPECT_TRUE(two.a.gone);
  EXPECT_EQ(heir.stack, stack);
  EXPECT_NE(heir.id, two.a.id);
  EXPECT_EQ(two.contexts.at(0x1e00), &heir);
}

// As two blocks that an allocator has cut from one mapping.
TEST(Contexts, InOneMappingAreToldApartByWhereTheyWereLeft) {
  Contexts contexts;
  const StackPlace mapping{StackFoundBy::mapping, "", 0x100000, 0x200000};
  Context& first = contexts.add(1, mapping);
  leave(&first, 0x110000);
  EXPECT_TRUE(contexts.is_shared(mapping));
  EXPECT_EQ(contexts.at(0x180000), nullptr);  // far away: nobody that is known
  Context& second = contexts.add(1, {StackFoundBy::use, "", 0, 0x180100});
  leave(&second, 0x17ff00);
  EXPECT_FALSE(first.gone);
  EXPECT_NE(first.stack, second.stack);
  EXPECT_EQ(contexts.at(0x110000), &first);
  EXPECT_EQ(contexts.at(0x17ff08), &second);
}

TEST(Contexts, HaveNamesOfTheirOwn) {
  Two two;
  EXPECT_EQ(two.contexts.free_name("body"), "body");
  EXPECT_EQ(two.contexts.free_name("main"), "main 2");
  two.a.name = "main 2";
  EXPECT_EQ(two.contexts.free_name("main"), "main 3");
  EXPECT_EQ(two.contexts.count_on(1), 2u);
}

}  // namespace
}  // namespace greenlens::foreign
