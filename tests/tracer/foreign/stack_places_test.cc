// Where stacks end, by what the system and the C library say of memory.
#include "tracer/foreign/stack_places.h"

#include <gtest/gtest.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>

namespace greenlens::foreign {
namespace {

// Of this process: addresses are believed where it has memory.
bool read_own(uint64_t address, uint64_t* word) {
  std::memcpy(word, reinterpret_cast<const void*>(address), sizeof *word);
  return true;
}

TEST(StackPlaces, AHeapsBlocksAreFoundByTheirSizes) {
  // Sizes with flags; a block reaches into the first word of the next one.
  std::map<uint64_t, uint64_t> memory = {
      {0x1008, 0x291}, {0x1298, 0x101}, {0x1398, 0x4011}, {0x53a8, 0x21}};
  const ReadWord read = [&](uint64_t address, uint64_t* word) {
    const auto found = memory.find(address);
    return found != memory.end() && (*word = found->second, true);
  };
  const auto block = heap_block(0x1000, 0x6000, 0x2000, read);
  ASSERT_TRUE(block);
  EXPECT_EQ(block->low, 0x13a0u);
  EXPECT_EQ(block->high, 0x53a0u);  // whole pairs of words: 0x53a8 is the next one's size
  // No heap: a size that is none, or one that reaches beyond the end.
  memory[0x1298] = 7;
  EXPECT_FALSE(heap_block(0x1000, 0x6000, 0x2000, read));
  memory[0x1298] = 0x9000;
  EXPECT_FALSE(heap_block(0x1000, 0x6000, 0x2000, read));
}

TEST(StackPlaces, ABlockOfThisProcessesHeapIsTheOneThatMallocGave) {
  // Small enough to come from the heap.
  const std::unique_ptr<void, decltype(&std::free)> mine(std::malloc(50000), std::free);
  const auto at = reinterpret_cast<uint64_t>(mine.get());
  for (const drain::Mapped& one : drain::parse_maps(drain::maps_of(getpid()))) {
    if (one.path != "[heap]" || at < one.low || at >= one.high) continue;
    const auto block = heap_block(one.low, one.high, at + 1000, read_own);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->low, at);
    EXPECT_GE(block->high, at + 50000);
    EXPECT_LE(block->high, at + malloc_usable_size(mine.get()) + 8);
    return;
  }
  GTEST_SKIP() << "this C library's heap is no [heap]";
}

TEST(StackPlaces, TheFirstThreadsStackMayGrowToItsLimit) {
  const std::vector<drain::Mapped> maps = {{0x1000, 0x2000, 0, 0, true, ""},
                                           {0x7ff00000, 0x7ff21000, 0, 0, true, "[stack]"}};
  const auto stack = thread_stack(maps, true, 0x7ff20000, 8 << 20);
  ASSERT_TRUE(stack);
  EXPECT_EQ(stack->high, 0x7ff21000u);
  EXPECT_EQ(stack->low, 0x7ff21000u - (8 << 20));
  EXPECT_FALSE(thread_stack(maps, true, 0x1800, 8 << 20));  // it stands somewhere else
  const auto others = thread_stack(maps, false, 0x1800, 8 << 20);
  ASSERT_TRUE(others);
  EXPECT_EQ(others->low, 0x1000u);
}

TEST(StackPlaces, TheLimitIsTheSystems) {
  EXPECT_EQ(stack_limit("Limit  Soft Limit\nMax stack size  1048576  unlimited  bytes\n"),
            1048576u);
  EXPECT_EQ(stack_limit("Max stack size  unlimited  unlimited  bytes\n"), uint64_t{8} << 20);
  EXPECT_EQ(stack_limit(""), uint64_t{8} << 20);
}

}  // namespace
}  // namespace greenlens::foreign
