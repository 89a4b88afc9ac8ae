// The shortest way from one story to another: held against the plain dynamic program, and along
// recordings that are longer than what is looked at at once.
#include "tracer/compare/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tests/support/sample_trace.h"
#include "tracer/compare/comparison.h"
#include "tracer/store/timeline.h"

namespace greenlens::compare {
namespace {

using Numbers = std::vector<int>;

// The length of the longest common part, by the textbook.
size_t longest_common(const Numbers& a, const Numbers& b) {
  std::vector<size_t> row(b.size() + 1, 0);
  for (const int x : a) {
    size_t diagonal = 0;
    for (size_t k = 1; k <= b.size(); ++k) {
      const size_t above = row[k];
      row[k] = x == b[k - 1] ? diagonal + 1 : std::max(row[k], row[k - 1]);
      diagonal = above;
    }
  }
  return row.back();
}

Numbers random_numbers(std::mt19937* random, size_t most, int kinds) {
  Numbers numbers((*random)() % (most + 1));
  for (int& n : numbers) n = static_cast<int>((*random)() % static_cast<unsigned>(kinds));
  return numbers;
}

// What lies between the gaps has to be the same, and as long as it can be.
void expect_shortest(const Numbers& a, const Numbers& b) {
  const auto same = [&](size_t i, size_t k) { return a[i] == b[k]; };
  size_t i = 0, k = 0, edits = 0;
  std::vector<Gap> all = gaps(a.size(), b.size(), same, 1000);
  all.push_back({a.size(), 0, b.size(), 0});
  for (const Gap& gap : all) {
    for (; i < gap.a_begin; ++i, ++k) {
      ASSERT_LT(k, b.size());
      ASSERT_EQ(a[i], b[k]);
    }
    ASSERT_EQ(k, gap.b_begin);
    i += gap.a_count, k += gap.b_count;
    edits += gap.a_count + gap.b_count;
  }
  ASSERT_EQ(edits, a.size() + b.size() - 2 * longest_common(a, b));
}

TEST(Align, FindsTheShortestWayBetweenTwoSequences) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000 && !::testing::Test::HasFatalFailure(); ++round) {
    const int kinds = 1 + round % 6;
    expect_shortest(random_numbers(&random, 30, kinds), random_numbers(&random, 30, kinds));
  }
}

TEST(Align, SaysOnlyThatAllDiffersWhereMoreEditsAreNeededThanItLooksFor) {
  const Numbers a = {1, 2, 3}, b = {4, 5, 6, 7};
  const auto same = [&](size_t i, size_t k) { return a[i] == b[k]; };
  EXPECT_EQ(gaps(3, 4, same, 6), (std::vector<Gap>{{0, 3, 0, 4}}));
  EXPECT_EQ(gaps(3, 4, same, 7), (std::vector<Gap>{{0, 3, 0, 4}}));
}

// main prints these lines, one after the other.
store::Timeline printing(const std::vector<std::string>& lines) {
  store::Timeline trace;
  trace.set_info(testing::sample_info());
  trace.append({1, 1, 0, 0, facts::GreenletCreated{1, "main", 0, facts::kStarted, -1}});
  for (const std::string& line : lines) trace.append({1, 1, 0, 0, facts::Printed{1, line}});
  return trace;
}

std::vector<std::string> lines(size_t count) {
  std::vector<std::string> all(count);
  for (size_t i = 0; i < count; ++i) all[i] = "line " + std::to_string(i);
  return all;
}

TEST(Align, FindsEveryDifferenceOfRecordingsThatAreLongerThanItLooksAhead) {
  std::vector<std::string> of_a = lines(30000), of_b = of_a;
  of_b[5000] = "another";                                  // one changed
  of_b.erase(of_b.begin() + 12000, of_b.begin() + 12700);  // 700 are missing
  of_b.insert(of_b.begin() + 20000, {"new", "newer"});     // two more
  const store::Timeline a = printing(of_a), b = printing(of_b);
  const std::optional<Comparison> compared = compare(a, b, {}, 10);
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->common, 30000u - 1 - 700);
  ASSERT_EQ(compared->differences, 3u);
  const Difference &changed = compared->first[0].difference,
                   &missing = compared->first[1].difference, &added = compared->first[2].difference;
  EXPECT_EQ(changed.after->text, "line 4999");
  EXPECT_EQ(changed.after->step, 5001u);  // behind main's creation, from 1
  EXPECT_EQ(changed.after_b_step, 5001u);
  EXPECT_EQ(changed.a_count, 1u);
  EXPECT_EQ(changed.a.front().text, "line 5000");
  EXPECT_EQ(changed.b.front().text, "another");
  EXPECT_EQ(missing.a_count, 700u);
  EXPECT_EQ(missing.b_count, 0u);
  EXPECT_EQ(missing.a.size(), kShown);
  EXPECT_EQ(missing.b_next->text, "line 12700");
  EXPECT_EQ(added.a_count, 0u);
  EXPECT_EQ(added.b_count, 2u);
  EXPECT_EQ(added.after->text, "line 20699");
}

TEST(Align, ListsTheFirstDifferencesAndCountsTheOthers) {
  std::vector<std::string> of_a = lines(9000), of_b = of_a;
  for (size_t i = 10; i < of_b.size(); i += 100) of_b[i] = "another";
  const store::Timeline a = printing(of_a), b = printing(of_b);
  const std::optional<Comparison> compared = compare(a, b, {}, 4);
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->differences, 90u);
  EXPECT_EQ(compared->first.size(), 4u);
  EXPECT_EQ(compared->common, 9000u - 90);
}

TEST(Align, ComesToTheEndOfStoriesThatHaveNothingInCommon) {
  std::vector<std::string> of_b = lines(20000);
  for (std::string& line : of_b) line += " of b";
  const store::Timeline a = printing(lines(10000)), b = printing(of_b);
  const std::optional<Comparison> compared = compare(a, b, {}, 4);
  ASSERT_TRUE(compared);
  EXPECT_FALSE(compared->same());
  EXPECT_EQ(compared->common, 0u);
  ASSERT_EQ(compared->differences, 1u);
  EXPECT_FALSE(compared->first.front().difference.after);
  EXPECT_EQ(compared->first.front().difference.a_count, 10000u);
  EXPECT_EQ(compared->first.front().difference.b_count, 20000u);
}

TEST(Align, SaysWhereAStoryEndsEarlier) {
  const store::Timeline a = printing(lines(20000)), b = printing(lines(60));
  for (const bool swapped : {false, true}) {
    const std::optional<Comparison> compared =
        swapped ? compare(b, a, {}, 4) : compare(a, b, {}, 4);
    ASSERT_EQ(compared->differences, 1u);
    const Difference& ended = compared->first.front().difference;
    EXPECT_EQ(swapped ? ended.b_count : ended.a_count, 20000u - 60);
    EXPECT_EQ(swapped ? ended.a_count : ended.b_count, 0u);
    EXPECT_FALSE(swapped ? ended.a_next : ended.b_next);
  }
}

// Whatever is missing or more: what both have is found, and only that.
TEST(Align, CountsEachEventOnce) {
  std::mt19937 random(3);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::string> of_a, of_b;
    for (size_t i = 0; i < 12000; ++i) {
      const std::string line = "line " + std::to_string(random() % 50);
      if (random() % 40 > 0) of_a.push_back(line);
      if (random() % 40 > 0) of_b.push_back(line);
    }
    const store::Timeline a = printing(of_a), b = printing(of_b);
    const std::optional<Comparison> compared = compare(a, b, {}, 100000);
    size_t of_a_alone = 0, of_b_alone = 0;
    for (const ThreadDifference& differs : compared->first) {
      of_a_alone += differs.difference.a_count, of_b_alone += differs.difference.b_count;
    }
    EXPECT_EQ(compared->common + of_a_alone, of_a.size());
    EXPECT_EQ(compared->common + of_b_alone, of_b.size());
    EXPECT_GT(compared->common, 11000u);
    EXPECT_EQ(compared->first.size(), compared->differences);
  }
}

TEST(Align, EndsWhenNobodyWaitsForIt) {
  const store::Timeline a = printing(lines(9000)), b = printing(lines(8000));
  uint64_t calls = 0;
  EXPECT_FALSE(compare(a, b, {}, 4, [&](uint64_t, uint64_t) { return ++calls < 2; }));
  EXPECT_EQ(calls, 2u);
}

}  // namespace
}  // namespace greenlens::compare
