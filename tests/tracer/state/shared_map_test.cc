// The map of which copies share what they have in common, and footprints.
#include "tracer/state/shared_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tracer/state/footprint.h"

namespace greenlens::state {
namespace {

using Map = SharedMap<uint32_t, std::string>;
using Model = std::map<uint32_t, std::string>;

void expect_same(const Map& map, const Model& model) {
  ASSERT_EQ(map.size(), model.size());
  ASSERT_EQ(map.empty(), model.empty());
  auto at = map.begin();
  for (const auto& [key, value] : model) {
    ASSERT_NE(at, map.end());
    ASSERT_EQ(at->first, key);
    ASSERT_EQ(at->second, value);
    ASSERT_EQ(map.find(key), at);
    ASSERT_EQ(map.at(key), value);
    ++at;
  }
  ASSERT_EQ(at, map.end());
}

TEST(SharedMap, IsAMapAndCopiesGoTheirOwnWays) {
  std::mt19937 random(1);
  const auto dice = [&](uint32_t sides) { return static_cast<uint32_t>(random() % sides); };
  std::vector<std::pair<Map, Model>> all(4);
  for (int i = 0; i < 20'000; ++i) {
    auto& [map, model] = all[dice(4)];
    // Close together, and far from each other.
    const uint32_t key = dice(3) == 0 ? dice(100) * 1'000'003 : 20 + dice(200);
    switch (dice(6)) {
      case 0:
        ASSERT_EQ(map.erase(key), model.erase(key));
        break;
      case 1:
        if (std::string* value = map.change(key)) {
          *value += "+";
          model.at(key) += "+";
        } else {
          ASSERT_EQ(model.count(key), 0u);
        }
        break;
      case 2:
        if (dice(20) == 0) all[dice(4)] = std::pair(map, model);
        break;
      default:
        map[key] += std::to_string(i % 10);
        model[key] += std::to_string(i % 10);
    }
    ASSERT_EQ(map.contains(key), model.count(key) == 1);
    if (i % 50 != 0) continue;
    for (const auto& [each, expected] : all) expect_same(each, expected);
    if (HasFatalFailure()) return;
  }
}

TEST(SharedMap, ACopySharesWhatNobodyChanges) {
  Map map;
  for (uint32_t key = 1; key <= 100; ++key) map[key] = "x";
  Map copy = map;
  *copy.change(50) = "y";
  EXPECT_EQ(map.at(50), "x");
  for (uint32_t key = 1; key <= 100; ++key) {
    EXPECT_EQ(map.get(key) == copy.get(key), key != 50) << key;
  }
}

// Each word of a small stack, and who wrote there last.
TEST(Footprints, SayWhoWroteWhereLast) {
  std::mt19937 random(2);
  const auto dice = [&](uint32_t sides) { return static_cast<uint32_t>(random() % sides); };
  for (int round = 0; round < 200; ++round) {
    Stack stack;
    std::vector<facts::GreenletId> model(64, 0);
    for (int i = 0; i < 100; ++i) {
      const facts::GreenletId who = 1 + dice(4);
      const uint32_t from = dice(64), to = from + dice(20);
      leave_footprint(&stack, who, 8 * (facts::Address{from} - 64), 8 * (facts::Address{to} - 64));
      for (uint32_t at = from; at < std::min(to, 64u); ++at) model[at] = who;
      std::vector<facts::GreenletId> told(64, 0);
      const Footprint* before = nullptr;
      for (const Footprint& print : stack.footprints) {
        ASSERT_LT(print.low, print.high);
        if (before != nullptr) {
          ASSERT_LE(before->high, print.low);
          ASSERT_FALSE(before->high == print.low && before->greenlet == print.greenlet);
        }
        before = &print;
        for (facts::Address at = print.low; at < print.high; at += 8) {
          told[static_cast<size_t>(at / 8 + 64)] = print.greenlet;
        }
      }
      ASSERT_EQ(told, model);
    }
  }
}

}  // namespace
}  // namespace greenlens::state
