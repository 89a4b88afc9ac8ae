// What somebody has answered, as text, CSV and JSON; and a class.
#include "tracer/questions/score.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/questions/ask.h"
#include "tracer/questions/tally.h"

namespace greenlens::questions {
namespace {

using ::testing::HasSubstr;

const store::Timeline& sample() {
  static const store::Timeline one = testing::sample_timeline();
  return one;
}
// Before main switches to gr1, and before gr1 ends.
Question who() { return *ask(sample(), 7, Kind::who_runs_next); }
Question dies() {
  for (uint64_t n = sample().size(); n > 0; --n) {
    if (std::holds_alternative<facts::GreenletFinished>(sample().event(n).fact)) {
      return *ask(sample(), n - 1, Kind::control_after_death);
    }
  }
  return {};
}
std::vector<Answered> three() {
  return {answered(who(), Greenlet{2}), answered(dies(), Greenlet{3}), answered(who(), {})};
}

TEST(TheScore, CountsWhatIsRightAndWhatStandsBehindTheRest) {
  const Score score = score_of(three());
  EXPECT_EQ(score.right, 1u);
  EXPECT_EQ(score.wrong, 1u);
  EXPECT_EQ(score.unanswered, 1u);
  EXPECT_EQ(score_text(testing::english(), score),
            "1 of 3 questions right. One was not answered.\n"
            "Behind one wrong answer: “you return to who switched to you”.");
  EXPECT_EQ(score_text(testing::english(), score_of({})), "0 of 0 questions right.");
}

TEST(TheScore, IsATableWithALineAQuestionAndATotal) {
  EXPECT_EQ(
      score_csv(testing::english(), sample(), three()),
      "number,kind,step,question,answer,truth,outcome,right,misconception\r\n"
      "1,who_runs_next,7,main runs now. Who runs after the next switch?,gr1,gr1,right,1,\r\n"
      "2,control_after_death,49,gr1 is about to end. Who runs then?,gr2,main,wrong,0,"
      "returns_to_switcher\r\n"
      "3,who_runs_next,7,main runs now. Who runs after the next switch?,,gr1,unanswered,0,\r\n"
      "total,,,,,,1/3,1,\r\n");
}

TEST(TheScore, IsJsonForPrograms) {
  const facts::Json json = score_json(testing::english(), sample(), three());
  EXPECT_EQ(json["score"]["right"], 1);
  EXPECT_EQ(json["score"]["of"], 3);
  EXPECT_EQ(json["score"]["misconceptions"]["returns_to_switcher"], 1);
  const facts::Json& second = json["questions"][1];
  EXPECT_EQ(second["outcome"], "wrong");
  EXPECT_EQ(second["given"]["greenlet"], 3);
  EXPECT_EQ(second["truth"]["greenlet"], 1);
  EXPECT_EQ(second["misconception"], "returns_to_switcher");
  EXPECT_TRUE(json["questions"][2]["given"].is_null());
}

TEST(AClass, IsCountedChoiceByChoice) {
  const Question question = dies();
  ASSERT_EQ(question.choices.size(), 3u) << "nobody, main, gr2";
  const std::vector<Tally> all = {{question, {1, 12, 7}}, {who(), {}}};
  EXPECT_EQ(hands_of(all[0]).all, 20u);
  EXPECT_EQ(hands_of(all[0]).right, 12u);
  EXPECT_EQ(hands_of(all[1]).all, 0u);
  EXPECT_THAT(
      tally_csv(testing::english(), sample(), all),
      HasSubstr("number,kind,step,question,choice,text,hands,is_right,misconception\r\n"
                "1,control_after_death,49,gr1 is about to end. Who runs then?,1,nobody,1,0,\r\n"
                "1,control_after_death,49,gr1 is about to end. Who runs then?,2,main,12,1,\r\n"
                "1,control_after_death,49,gr1 is about to end. Who runs then?,3,gr2,7,0,"
                "returns_to_switcher\r\n"));
  const facts::Json json = tally_json(testing::english(), sample(), all);
  EXPECT_EQ(json["questions"][0]["hands"], 20);
  EXPECT_EQ(json["questions"][0]["right"], 12);
  EXPECT_EQ(json["questions"][0]["choices"][2]["misconception"], "returns_to_switcher");
}

}  // namespace
}  // namespace greenlens::questions
