// Stacks that were overwritten: a walk comes to an end, and reads nothing outside of its part.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <random>

#include "arch/arch.h"
#include "tests/tracer/callers/shapes.h"
#include "tracer/callers/walk.h"

namespace greenlens::callers {
namespace {

// A few pages that may be read, and some around them that may not.
class Pages {
 public:
  Pages() {
    const auto page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    bytes_ = kCount * page;
    around_ = static_cast<char*>(
        mmap(nullptr, bytes_ + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    low_ = around_ + page;
    mprotect(low_, bytes_, PROT_READ | PROT_WRITE);
  }
  ~Pages() { munmap(around_, bytes_ + 2 * static_cast<size_t>(sysconf(_SC_PAGESIZE))); }
  Pages(const Pages&) = delete;
  char* low() const { return low_; }
  char* high() const { return low_ + bytes_; }
  size_t bytes() const { return bytes_; }

 private:
  static constexpr size_t kCount = 4;
  char* around_;
  char* low_;
  size_t bytes_;
};

size_t steps(const arch_registers& from, const char* stop) {
  Walk walk(from, reinterpret_cast<uintptr_t>(stop));
  size_t count = 0;
  uint64_t last = 0;
  while (walk.step()) {
    EXPECT_GE(walk.sp(), last);
    last = walk.sp();
    ++count;
  }
  return count;
}

// Somewhere in code: in this program, in the runtime, in the C library.
uint64_t some_code(std::mt19937_64* random) {
  static const uint64_t kPlaces[] = {reinterpret_cast<uintptr_t>(arch_describe()->code),
                                     reinterpret_cast<uintptr_t>(shapes_O0),
                                     reinterpret_cast<uintptr_t>(shapes_O2),
                                     reinterpret_cast<uintptr_t>(std::qsort),
                                     reinterpret_cast<uintptr_t>(std::malloc),
                                     reinterpret_cast<uintptr_t>(std::abort)};
  return kPlaces[(*random)() % std::size(kPlaces)] + (*random)() % 4096;
}

TEST(HostileStack, RandomBytesEndAWalk) {
  std::mt19937_64 random(1);
  const Pages pages;
  size_t taken = 0;
  for (int round = 0; round < 20000; ++round) {
    for (char* at = pages.low(); round % 10 == 0 && at < pages.high(); at += sizeof(uintptr_t)) {
      // Words that lead on: into code, or to a place on this stack.
      uintptr_t word = static_cast<uintptr_t>(random());
      if (word % 3 == 0) word = static_cast<uintptr_t>(some_code(&random));
      if (word % 3 == 1) word = reinterpret_cast<uintptr_t>(pages.low()) + word % pages.bytes();
      std::memcpy(at, &word, sizeof word);
    }
    arch_registers from{};
    from.pc = random() % 8 == 0 ? random() : some_code(&random);
    from.known = UINT64_MAX;
    for (uint64_t& value : from.values) {
      value = reinterpret_cast<uintptr_t>(pages.low()) + random() % pages.bytes();
    }
    from.values[arch_this_cpus_walk.sp] =
        reinterpret_cast<uintptr_t>(pages.low()) + 512 + random() % (pages.bytes() - 512);
    const char* stop = pages.high() - (round % 2 == 0 ? 0 : random() % 512);
    taken += steps(from, stop);
  }
  if (arch_this_cpus_walk.has_unwind_information != 0) {
    EXPECT_GT(taken, 1000u);
  }
}

TEST(HostileStack, AStackPointerFromNowhereEndsAWalk) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 2000; ++round) {
    arch_registers from{};
    from.pc = some_code(&random);
    from.known = UINT64_MAX;
    for (uint64_t& value : from.values) value = random();
    // Nothing may be read.
    steps(from, reinterpret_cast<const char*>(
                    static_cast<uintptr_t>(from.values[arch_this_cpus_walk.sp])));
    steps(from, nullptr);
  }
}

// The part of the stack that a walk may read is cut off below its callers' frames.
const char* stop;
size_t count;
void walk_to_the_stop() {
  arch_from_here([](const arch_registers* here, void*) { count = steps(*here, stop); }, nullptr);
}

TEST(HostileStack, AWalkGoesNoFurtherThanItMay) {
  if (arch_this_cpus_walk.has_unwind_information == 0) GTEST_SKIP();
  stop = reinterpret_cast<const char*>(UINTPTR_MAX);
  shapes_O0(walk_to_the_stop);
  const size_t all = count;
  const auto* here = static_cast<const char*>(__builtin_frame_address(0));
  size_t last = 0;
  for (int below = 100000; below >= 0; below -= 100) {
    stop = here - below;
    shapes_O0(walk_to_the_stop);
    EXPECT_GE(count, last);
    EXPECT_LT(count, all);
    last = count;
  }
  EXPECT_GT(last, 5u);
}

}  // namespace
}  // namespace greenlens::callers
