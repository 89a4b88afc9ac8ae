// Each way to move a slice moves it whole, wherever slice and copy lie, and touches nothing else.
#include "arch/bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace {

constexpr size_t kRoom = 8192, kMargin = 128;

class Bytes : public testing::Test {
 protected:
  // Calls `check(slice, copy, count)` for many sizes and places; both have random bytes, and a
  // margin on both sides.
  template <typename Check>
  void each(Check check) {
    std::mt19937 random(1);
    const size_t kOffsets[] = {0, 16, 32, 48, 8, 1};
    for (size_t count = 0; count < 6000; count += count < 420 ? 1 : 331) {
      for (auto* room : {&slices_, &copies_}) {
        room->resize(kRoom / sizeof(uint64_t));
        for (uint64_t& word : *room) word = random() * uint64_t{0x100000001};
      }
      for (size_t slice_offset : kOffsets) {
        for (size_t copy_offset : kOffsets) {
          char* slice = reinterpret_cast<char*>(slices_.data()) + kMargin + slice_offset;
          char* copy = reinterpret_cast<char*>(copies_.data()) + kMargin + copy_offset;
          ASSERT_NO_FATAL_FAILURE(check(slice, copy, count))
              << count << " bytes at " << slice_offset << " and " << copy_offset;
        }
      }
    }
  }
  // `place` and its margins.
  static std::vector<char> around(const char* place, size_t count) {
    return {place - kMargin, place + count + kMargin};
  }
  // The same with what lies between the margins of `other`.
  static std::vector<char> with(std::vector<char> around, const std::vector<char>& other) {
    std::copy(other.begin() + kMargin, other.end() - kMargin, around.begin() + kMargin);
    return around;
  }

 private:
  std::vector<uint64_t> slices_, copies_;
};

TEST_F(Bytes, OfASliceAreCopiedOut) {
  each([](char* slice, char* copy, size_t count) {
    const auto from = around(slice, count), before = around(copy, count);
    arch_copy_out(copy, slice, count);
    ASSERT_EQ(around(slice, count), from);
    ASSERT_EQ(around(copy, count), with(before, from));
  });
}

TEST_F(Bytes, OfACopyAreCopiedIn) {
  each([](char* slice, char* copy, size_t count) {
    const auto from = around(copy, count), before = around(slice, count);
    arch_copy_in(slice, copy, count);
    ASSERT_EQ(around(copy, count), from);
    ASSERT_EQ(around(slice, count), with(before, from));
  });
}

TEST_F(Bytes, OfBothAreExchanged) {
  each([](char* slice, char* copy, size_t count) {
    const auto ours = around(slice, count), theirs = around(copy, count);
    arch_exchange(slice, copy, count);
    ASSERT_EQ(around(slice, count), with(ours, theirs));
    ASSERT_EQ(around(copy, count), with(theirs, ours));
  });
}

}  // namespace
