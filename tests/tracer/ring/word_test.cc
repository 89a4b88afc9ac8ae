// Numbers that lie the other way round than this CPU has them: as on one with the other order.
#include "tracer/ring/word.h"

#include <gtest/gtest.h>
#include <linux/futex.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "tracer/ring/futex.h"
#include "tracer/ring/watched.h"

namespace greenlens::ring {
namespace {

using internal::Turned;
using internal::turned;
using internal::TurnedWord;

template <typename T>
std::string bytes_of(const T& value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

TEST(Word, ThatIsTurnedHasItsBytesTheOtherWayRound) {
  const uint64_t number = 0x0102030405060708;
  std::string bytes = bytes_of(number);
  std::reverse(bytes.begin(), bytes.end());
  EXPECT_EQ(bytes_of(Turned<uint64_t>(number)), bytes);
  EXPECT_EQ(bytes_of(TurnedWord<uint64_t>(number)), bytes);
  EXPECT_EQ(uint64_t{Turned<uint64_t>(number)}, number);
  EXPECT_EQ(turned(uint16_t{0x0102}), 0x0201);
  EXPECT_EQ(turned(uint32_t{1}), 0x01000000u);
  EXPECT_EQ(int32_t{Turned<int32_t>(-2)}, -2);
  enum class Letter : uint8_t { a, b };
  EXPECT_EQ(bytes_of(Turned<Letter>(Letter::b)), std::string(1, '\1')) << "a byte has no order";
  EXPECT_EQ(bytes_of(in_order(uint32_t{1})), std::string("\1\0\0\0", 4)) << "on every CPU";
}

TEST(Word, ThatIsTurnedCountsAsOthersDo) {
  TurnedWord<uint32_t> word(0xfe);
  EXPECT_EQ(word.fetch_add(3), 0xfeu);
  EXPECT_EQ(word.load(), 0x101u);
  EXPECT_EQ(++word, 0x102u);
  EXPECT_EQ(word.exchange(7), 0x102u);
  uint32_t expected = 6;
  EXPECT_FALSE(word.compare_exchange_strong(expected, 8));
  EXPECT_EQ(expected, 7u);
  EXPECT_TRUE(word.compare_exchange_strong(expected, 8));
  EXPECT_EQ(uint32_t{word}, 8u);
  Turned<uint32_t> plain = 255;
  EXPECT_EQ(plain++, 255u);
  EXPECT_EQ(uint32_t{plain}, 256u);
}

TEST(Word, ThatIsTurnedLosesNothingAmongThreads) {
  TurnedWord<uint64_t> word(0);
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i) {
    all.emplace_back([&] {
      for (int k = 0; k < 20000; ++k) word.fetch_add(1);
    });
  }
  for (std::thread& one : all) one.join();
  EXPECT_EQ(word.load(), 80000u);
}

// It would come back at once if the system saw another number there.
TEST(Word, ThatIsTurnedIsWaitedFor) {
  TurnedWord<uint32_t> word(1);
  std::thread changes([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    word.store(2);
    wake_all(word);
  });
  const auto began = std::chrono::steady_clock::now();
  int rounds = 0;
  for (; word.load() == 1; ++rounds) wait_on(word, 1, std::chrono::milliseconds(10000));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(9)) << "it was woken";
  EXPECT_LT(rounds, 100);
  changes.join();
}

TEST(Word, ARecordersDeathIsSeenInEitherOrder) {
  for (const bool other_order : {false, true}) {
    HolderWord word{0};
    const Watched watched(word, nullptr, other_order);
    word.store(other_order ? turned<uint32_t>(4711) : 4711);
    EXPECT_TRUE(watched.still());
    const uint32_t died = FUTEX_OWNER_DIED | 4711;
    word.store(other_order ? turned(died) : died);
    EXPECT_FALSE(watched.still());
  }
}

}  // namespace
}  // namespace greenlens::ring
