// The same program on slices and on separate stacks, for real.
#include "scenarios/turns/turns.h"

#include <gtest/gtest.h>

namespace greenlens::turns {
namespace {

TEST(Turns, BothStrategiesDoTheSameSwitchesInTheSameOrder) {
  for (const size_t greenlets : {1, 2, 3, 7, 40}) {
    for (const size_t bytes : {0, 100, 5000, 70000}) {
      Order order;
      order.greenlets = greenlets;
      order.bytes = bytes;
      order.switches = 101;
      order.times = 2;
      order.notes = true;
      const Outcome slices = on_slices(order), stacks = on_stacks(order);
      ASSERT_EQ(slices.ran.size(), 202u);
      EXPECT_EQ(slices.ran, stacks.ran) << greenlets << " of " << bytes;
      for (size_t i = 0; i < 101; ++i) ASSERT_EQ(slices.ran[i], i % greenlets);
    }
  }
}

TEST(Turns, OnSlicesAsManyBytesAreCopiedAsWaitAndOnStacksNone) {
  Order order;
  order.greenlets = 5;
  order.bytes = 3000;
  const Outcome slices = on_slices(order), stacks = on_stacks(order);
  EXPECT_GE(slices.slice, order.bytes);
  EXPECT_LE(slices.slice, order.bytes + 2048) << "with the frames of the switch";
  EXPECT_EQ(slices.copied, 2 * slices.slice);
  EXPECT_EQ(slices.held, 5 * slices.slice);
  EXPECT_EQ(stacks.copied, 0u);
  EXPECT_GE(stacks.slice, order.bytes);
  EXPECT_GE(stacks.held, 5 * stacks.slice);
  EXPECT_EQ(stacks.held % 5, 0u);
  EXPECT_EQ(slices.seconds.size(), 1u);
}

TEST(Turns, LocalsAreTheirOwnAllTheTime) {
  // A second run in the same process finds nothing of the first.
  Order order;
  order.greenlets = 20;
  order.bytes = 1000;
  order.notes = true;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(on_slices(order).ran, on_stacks(order).ran);
}

TEST(Turns, AStackHasRoomForWhatItIsFor) {
  for (const size_t bytes : {size_t{0}, size_t{100}, size_t{65536}, size_t{1} << 20}) {
    EXPECT_GE(stack_bytes(bytes), bytes + 8192);
    EXPECT_EQ(stack_bytes(bytes) % 4096, 0u);
  }
}

}  // namespace
}  // namespace greenlens::turns
