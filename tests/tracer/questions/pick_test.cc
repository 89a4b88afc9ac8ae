// Which questions are picked of a recording.
#include "tracer/questions/pick.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/questions/traces.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question_text.h"

namespace greenlens::questions {
namespace {

// All of a question that a class sees.
std::string seen(const Question& question) {
  std::string all = std::to_string(question.step) + ' ' +
                    std::to_string(static_cast<int>(question.kind)) + ' ' +
                    text(testing::english(), question.prompt);
  for (const Choice& choice : question.choices) {
    all += '|' + text(testing::english(), choice.says);
  }
  return all;
}
std::vector<std::string> seen(const std::vector<Question>& questions) {
  std::vector<std::string> all;
  for (const Question& one : questions) all.push_back(seen(one));
  return all;
}

TEST(Picking, TheSameSeedGivesAClassTheSameQuestions) {
  const store::Timeline once = testing::sample_timeline(), again = testing::sample_timeline();
  for (const uint64_t seed : {1, 2, 77}) {
    const Picking picking{{seed, Level::mechanism}, 8};
    EXPECT_EQ(seen(questions_of(once, picking)), seen(questions_of(again, picking)));
  }
  EXPECT_NE(seen(questions_of(once, {{1, Level::mechanism}, 8})),
            seen(questions_of(once, {{2, Level::mechanism}, 8})));
}

TEST(Picking, HasAllKindsThatThereAreBeforeAnyIsThereManyTimes) {
  for (const auto& [id, trace] : testing::scenario_traces()) {
    const std::vector<Question> all = questions_of(trace, {{1, Level::mechanism}, 16});
    std::map<Kind, size_t> counts;
    std::set<std::pair<uint64_t, Kind>> places;
    for (const Question& one : all) {
      ++counts[one.kind];
      EXPECT_TRUE(places.insert({one.step, one.kind}).second) << id << ", a step twice";
    }
    EXPECT_LE(all.size(), 16u);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const auto& a, const auto& b) { return a.step < b.step; }));
    if (trace.count(facts::Grain::switch_) > 2) {
      EXPECT_GE(counts.size(), 4u) << id;
    }
  }
  std::map<Kind, size_t> counts;
  for (const Question& one : questions_of(testing::sample_timeline(), {{}, 8})) ++counts[one.kind];
  EXPECT_EQ(counts.size(), kMade.size()) << "test1/test2 has one of each";
}

TEST(Picking, KeepsToTheKindsAndTheCount) {
  const store::Timeline trace = testing::sample_timeline();
  for (const Kind kind : kMade) {
    Picking picking;
    picking.kinds = {kind};
    picking.count = 3;
    const std::vector<Question> all = questions_of(trace, picking);
    EXPECT_FALSE(all.empty()) << static_cast<int>(kind);
    EXPECT_LE(all.size(), 3u);
    for (const Question& one : all) EXPECT_EQ(one.kind, kind);
  }
  EXPECT_EQ(questions_of(trace, {{}, 0}).size(), 0u);
  Picking own;
  own.kinds = {Kind::own};
  EXPECT_TRUE(questions_of(trace, own).empty()) << "nobody makes a teacher's";
}

TEST(Picking, AtAStepIsAQuestionAKind) {
  const store::Timeline trace = testing::sample_timeline();
  size_t most = 0;
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const std::vector<Question> all = questions_at(trace, step);
    std::set<Kind> kinds;
    for (const Question& one : all) {
      EXPECT_EQ(one.step, step);
      EXPECT_TRUE(kinds.insert(one.kind).second);
    }
    most = std::max(most, all.size());
  }
  EXPECT_GE(most, 4u);
  EXPECT_TRUE(questions_at(trace, trace.size()).empty()) << "nothing comes any more";
  EXPECT_TRUE(questions_at(trace, 100000).empty());
}

TEST(Picking, OfALongRecordingReadsAPartOnly) {
  const store::Timeline trace = testing::noted_trace(6, 3000).expected;
  const std::vector<Question> all = questions_of(trace, {{5, Level::mechanism}, 20});
  EXPECT_EQ(all.size(), 20u);
  EXPECT_GT(all.back().step, trace.size() / 2) << "from all of it";
}

TEST(Picking, OfNothingIsNothing) {
  EXPECT_TRUE(questions_of(store::Timeline()).empty());
  EXPECT_TRUE(questions_at(store::Timeline(), 0).empty());
}

// On every machine the same: the numbers of the paper's algorithm.
TEST(TheDice, AreTheSameEverywhere) {
  Dice dice(1);
  const uint64_t first = dice.next();
  EXPECT_EQ(first, Dice(1).next());
  EXPECT_NE(first, Dice(2).next());
  EXPECT_NE(Dice(1, 1).next(), Dice(1, 2).next());
  EXPECT_NE(Dice(1, 1, 0).next(), Dice(1, 1, 1).next());
  EXPECT_EQ(dice.below(0), 0u);
  std::vector<int> numbers = {1, 2, 3, 4, 5};
  dice.shuffle(&numbers);
  EXPECT_THAT(numbers, ::testing::UnorderedElementsAre(1, 2, 3, 4, 5));
}

}  // namespace
}  // namespace greenlens::questions
