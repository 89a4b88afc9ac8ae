// Names by patterns and switches by lists of them: held against the plainest way to decide it.
#include "tracer/expect/order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tracer/expect/pattern.h"

namespace greenlens::expect {
namespace {

using Problem = OrderResult::Problem;
using Switches = std::vector<std::pair<std::string, std::string>>;

// What a pattern means, letter by letter.
bool fits_plainly(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return fits_plainly(pattern.substr(1), text) ||
           (!text.empty() && fits_plainly(pattern, text.substr(1)));
  }
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         fits_plainly(pattern.substr(1), text.substr(1));
}

std::string random_text(std::mt19937* random, const std::string& letters, size_t most) {
  std::string text((*random)() % (most + 1), ' ');
  for (char& c : text) c = letters[(*random)() % letters.size()];
  return text;
}

TEST(Pattern, FitsWhatItSays) {
  std::mt19937 random(1);
  size_t fitting = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string pattern = random_text(&random, "ab*?", 7),
                      text = random_text(&random, "ab", 9);
    ASSERT_EQ(fits(pattern, text), fits_plainly(pattern, text)) << pattern << " and " << text;
    fitting += fits(pattern, text) ? 1 : 0;
  }
  EXPECT_GT(fitting, 1000u);
}

TEST(Pattern, NamesAThreadsGreenletsWithItOrWithoutIt) {
  const compare::Who who{7, "gr", 2, {"worker", 3}};
  for (const char* pattern : {"gr #2", "gr*", "worker #3/gr #2", "worker*/*"}) {
    EXPECT_TRUE(fits(pattern, who)) << pattern;
  }
  for (const char* pattern : {"gr", "main/gr #2", "worker/gr #2"}) {
    EXPECT_FALSE(fits(pattern, who)) << pattern;
  }
  EXPECT_TRUE(fits("main/gr", compare::Who{7, "gr", 1, {}}));
}

OrderRule rule_of(const std::vector<std::string>& entries) {
  OrderRule rule{"main", {}};
  for (const std::string& entry : entries) {
    if (entry == "...") {
      rule.entries.push_back({true, "", ""});
    } else {
      rule.entries.push_back({false, entry.substr(0, 1), entry.substr(1)});
    }
  }
  return rule;
}

OrderResult watched(const OrderRule& rule, const Switches& switches) {
  OrderWatch watch(rule);
  uint64_t step = 0;
  for (const auto& [from, to] : switches) {
    compare::StoryEvent event;
    event.kind = compare::Kind::switched;
    event.actor = {1, from, 1, {}}, event.other = {2, to, 1, {}};
    event.step = step += 10;
    watch.see(event);
  }
  return watch.finish();
}

bool comes_plainly(const OrderRule& rule, size_t entry, const Switches& switches, size_t at) {
  if (entry == rule.entries.size()) return at == switches.size();
  const OrderEntry& wanted = rule.entries[entry];
  if (wanted.gap) {
    for (size_t next = at; next <= switches.size(); ++next) {
      if (comes_plainly(rule, entry + 1, switches, next)) return true;
    }
    return false;
  }
  return at < switches.size() && fits_plainly(wanted.from, switches[at].first) &&
         fits_plainly(wanted.to, switches[at].second) &&
         comes_plainly(rule, entry + 1, switches, at + 1);
}

TEST(Order, ComesWhereThereIsAWayToReadItSo) {
  std::mt19937 random(2);
  size_t kept = 0;
  for (int i = 0; i < 40000; ++i) {
    std::vector<std::string> entries;
    for (size_t n = random() % 7; n > 0; --n) {
      const bool gap = random() % 3 == 0 && (entries.empty() || entries.back() != "...");
      entries.push_back(
          gap ? "..." : random_text(&random, "ab?", 0) + "ab?"[random() % 3] + "ab?"[random() % 3]);
    }
    Switches switches(random() % 8);
    for (auto& [from, to] : switches) from = "ab"[random() % 2], to = "ab"[random() % 2];
    const OrderRule rule = rule_of(entries);
    const bool comes = watched(rule, switches).problem == Problem::none;
    ASSERT_EQ(comes, comes_plainly(rule, 0, switches, 0))
        << ::testing::PrintToString(entries) << " " << ::testing::PrintToString(switches);
    kept += comes ? 1 : 0;
  }
  EXPECT_GT(kept, 2000u);
}

TEST(Order, SaysWhatIsOtherwiseAndWhere) {
  const Switches ring = {{"m", "a"}, {"a", "b"}, {"b", "m"}};
  const OrderResult other = watched(rule_of({"ma", "am"}), ring);
  EXPECT_EQ(other.problem, Problem::other);
  EXPECT_EQ(other.number, 2u);
  EXPECT_EQ(other.expected, "a -> m");
  EXPECT_EQ(other.found, "a -> b");
  EXPECT_EQ(other.step, 20u);
  const OrderResult missing = watched(rule_of({"ma", "ab", "bm", "ma"}), ring);
  EXPECT_EQ(missing.problem, Problem::missing);
  EXPECT_EQ(missing.number, 4u);
  EXPECT_EQ(missing.expected, "m -> a");
  const OrderResult more = watched(rule_of({"ma", "ab"}), ring);
  EXPECT_EQ(more.problem, Problem::more);
  EXPECT_EQ(more.found, "b -> m");
  const OrderResult not_found = watched(rule_of({"ma", "...", "bb", "..."}), ring);
  EXPECT_EQ(not_found.problem, Problem::not_found);
  EXPECT_EQ(not_found.number, 1u);
  const OrderResult end = watched(rule_of({"...", "ab", "ba"}), ring);
  EXPECT_EQ(end.problem, Problem::other_end);
  EXPECT_EQ(end.number, 3u);
  EXPECT_EQ(end.found, "b -> m");
}

}  // namespace
}  // namespace greenlens::expect
