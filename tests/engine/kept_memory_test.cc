// What a thread keeps for its next switches, when others gave it back.
#include <gtest/gtest.h>

#include <thread>
#include <utility>
#include <vector>

#include "engine/core/allocate.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/scarce_memory.h"

namespace greenlens::engine {
namespace {

// Suspended with `bytes` more on its stack.
__attribute__((noinline)) void wait_with(size_t bytes) {
  volatile char* room = static_cast<volatile char*>(__builtin_alloca(bytes));
  room[0] = 1;
  room[bytes - 1] = 1;
  main_greenlet().switch_to();
}

TEST(MemoryThatIsKept, IsBoundedAfterAPeakOfAllSizes) {
  std::thread([] {
    main_greenlet();
    long before = bytes_in_use();
    {
      std::vector<Greenlet> suspended;
      for (size_t bytes = 16; bytes < (size_t{1} << 20); bytes += bytes / 20 + 16) {
        for (int i = 0; i < 3; ++i) {
          suspended.emplace_back("g", [bytes](const Arguments&) -> Value {
            wait_with(bytes);
            return {};
          });
          suspended.back().switch_to();
        }
      }
      EXPECT_GT(bytes_in_use() - before, 50 << 20);
    }
    // And what malloc rounds up.
    constexpr size_t kMost = core::CopyBlocks::kMostKept + core::CopyBlocks::kMostKept / 4;
    EXPECT_LE(bytes_in_use() - before, static_cast<long>(kMost));
    EXPECT_GT(bytes_in_use(), before) << "nothing is kept";
  }).join();
}

TEST(MemoryThatIsKept, IsEnoughForTwoThatAlternateWhateverWasBefore) {
  core::CopyBlocks blocks;
  // A peak of all sizes, of each as much as is kept.
  for (size_t bytes = 16; bytes <= core::CopyBlocks::kMostKept; bytes += bytes / 20 + 16) {
    char* two[] = {blocks.take(bytes, nullptr), blocks.take(bytes, nullptr)};
    for (char* block : two) blocks.give(block, bytes);
  }
  constexpr size_t kSizes[] = {100, 1000, 10'000, 100'000, core::CopyBlocks::kMostKept / 2 - 64};
  for (size_t one : kSizes) {
    for (size_t other : kSizes) {
      char* copy = blocks.take(one, nullptr);
      for (int i = 0; i < 10; ++i) {
        if (i == 2) lack_memory(1, true);
        char* next = blocks.take(i % 2 == 0 ? other : one, nullptr);
        ASSERT_NE(next, nullptr) << one << " and " << other;
        blocks.give(std::exchange(copy, next), i % 2 == 0 ? one : other);
      }
      enough_memory();
      blocks.give(copy, one);
    }
  }
}

}  // namespace
}  // namespace greenlens::engine
