// What cannot be so, in sentences: every kind of value has its words.
#include "tracer/words/contradiction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"

namespace greenlens::words {
namespace {

using rules::Contradiction;
using rules::FactName;

using greenlens::testing::english;

TEST(Contradictions, AreSaidWithBothValues) {
  const store::Timeline wrong = testing::contradictory_timeline();
  EXPECT_THAT(
      contradictions(english(), wrong.at(testing::kWrongAt)),
      ::testing::ElementsAre("This cannot be so: stack_saved is 168 in the recording, and 160 "
                             "by the rules."));
}

TEST(Contradictions, AreNoneWhereAllIsWell) {
  const store::Timeline sample = testing::sample_timeline();
  for (uint64_t step = 0; step <= sample.size(); ++step) {
    EXPECT_THAT(contradictions(english(), sample.at(step)), ::testing::IsEmpty()) << step;
  }
}

// An event can hold a list, and each of its values can be wrong.
TEST(Contradictions, OfOneEventAreSaidUpToAHundredAndHowManyMore) {
  const store::Timeline wrong = testing::much_contradicted_timeline();
  const state::Moment moment = wrong.at(testing::kMuchWrongAt);
  const std::vector<std::string> said = contradictions(english(), moment);
  ASSERT_EQ(said.size(), kMostContradictions + 1);
  EXPECT_EQ(said[99], "This cannot be so: registers is 2 in the recording, and 1 by the rules.");
  EXPECT_EQ(said[100], "50 more values of this event cannot be so.");
  EXPECT_EQ(contradictions(english(), moment, SIZE_MAX).size(), testing::kMuch);
}

std::string said(const Contradiction& contradiction) {
  return sentence(english(), testing::sample_timeline().at(testing::kWrongAt), contradiction);
}

std::string values(rules::Value told, rules::Value expected) {
  return said({"f", std::move(told), std::move(expected)});
}

TEST(Contradictions, HaveWordsForEveryKindOfValue) {
  const auto both = [](const std::string& told, const std::string& expected) {
    return "This cannot be so: f is " + told + " in the recording, and " + expected +
           " by the rules.";
  };
  EXPECT_EQ(values(true, false), both("true", "false"));
  EXPECT_EQ(values(facts::GreenletId{2}, facts::GreenletId{77}), both("gr1", "#77"));
  EXPECT_EQ(values(facts::GreenletId{0}, facts::GreenletId{1}), both("none", "main"));
  EXPECT_EQ(values(uint64_t{3}, UINT64_MAX), both("3", "18446744073709551615"));
  EXPECT_EQ(values(facts::Address{-0x240}, facts::kNull), both("-0x240", "NULL"));
  EXPECT_EQ(values(facts::Payload::value, facts::Payload::error), both("value", "error"));
  EXPECT_EQ(values(facts::Extent::whole, facts::Extent::partial), both("whole", "partial"));
  EXPECT_EQ(values(std::string("a\x1b"), std::string("b")), both("a␛", "b"));
  EXPECT_EQ(values(std::string(), std::string("b")), both("\"\"", "b"));
  EXPECT_EQ(values(uint64_t{3}, std::monostate()),
            "This cannot be so: f is 3 in the recording, and no value of it would be right.");
  static_assert(std::variant_size_v<rules::Value> == 9, "every kind stands above");
}

TEST(Contradictions, SayWhatComesAtTheWrongTime) {
  EXPECT_EQ(said({rules::kOrder, FactName{"delivered"}, FactName{"slice_saved"}}),
            "This cannot be so: delivered is recorded here, where slice_saved has to come first.");
  EXPECT_EQ(said({rules::kOrder, FactName{"delivered"}, std::monostate()}),
            "This cannot be so: delivered is recorded where it cannot happen.");
}

}  // namespace
}  // namespace greenlens::words
