// The questions that a page carries: all that were picked, with what its script needs to mark.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/page_data.h"
#include "tracer/export/page/questions.h"
#include "tracer/questions/pick.h"
#include "tracer/questions/question_text.h"

namespace greenlens::exports {
namespace {

using questions::Question;
using questions::Unit;

ExportOptions with_questions(size_t count) {
  ExportOptions options;
  options.questions = count;
  return options;
}

TEST(PageQuestions, AreThoseThatArePickedWithTheirTruthAndWhatIsSaid) {
  const store::Timeline trace = testing::sample_timeline();
  for (const questions::Level level : words::kLevels) {
    ExportOptions options = with_questions(16);
    options.asking = {3, level};
    const nlohmann::json quiz = page_of(trace, options).data["quiz"];
    const std::vector<Question> picked = questions::questions_of(trace, {options.asking, 16, {}});
    EXPECT_EQ(quiz["seed"], 3);
    EXPECT_EQ(quiz["level"], words::level_name(level));
    ASSERT_EQ(quiz["all"].size(), picked.size());
    for (size_t n = 0; n < picked.size(); ++n) {
      const nlohmann::json& one = quiz["all"][n];
      EXPECT_EQ(one["i"], picked[n].step);
      EXPECT_EQ(one["to"], picked[n].evidence.step);
      EXPECT_EQ(one["prompt"], text(testing::english(), picked[n].prompt));
      EXPECT_EQ(one["truth"], answer_key(picked[n], picked[n].truth));
      EXPECT_EQ(one["said"][0],
                outcome_text(testing::english(), trace, picked[n], questions::Outcome::right));
      std::set<std::string> keys;
      size_t right = 0;
      for (const nlohmann::json& choice : one["choices"]) {
        EXPECT_TRUE(keys.insert(choice[2]).second) << "two choices that are the same";
        right += choice[3].get<bool>() ? 1 : 0;
        if (choice[3].get<bool>() && one["shape"] != "greenlets") {
          EXPECT_EQ(choice[2], one["truth"]);
        }
      }
      EXPECT_GE(right, one["shape"] == "greenlets" ? 0u : 1u);
    }
  }
}

TEST(PageQuestions, OfAPartThoseOutsideKeepTheirPlacesAndAreNotAsked) {
  const store::Timeline trace = testing::sample_timeline();
  ExportOptions options = with_questions(16);
  options.steps = {20, 45};
  const nlohmann::json quiz = page_of(trace, options).data["quiz"];
  const std::vector<Question> picked = questions::questions_of(trace, {options.asking, 16, {}});
  ASSERT_EQ(quiz["all"].size(), picked.size());
  size_t asked = 0;
  for (size_t n = 0; n < picked.size(); ++n) {
    const Question& question = picked[n];
    const bool is_there =
        question.step >= 20 && question.step <= 45 && question.evidence.step <= 45;
    EXPECT_EQ(quiz["all"][n].contains("i"), is_there) << n;
    EXPECT_EQ(quiz["all"][n]["kind"], facts::enum_name(question.kind));
    EXPECT_EQ(quiz["all"][n]["n"], questions::step_number(trace, question.step));
    asked += is_there ? 1 : 0;
  }
  EXPECT_GT(asked, 0u);
  EXPECT_LT(asked, picked.size());
}

TEST(PageQuestions, AreNoneUnlessTheyAreWantedAndTakeLittleRoom) {
  const store::Timeline trace = testing::sample_timeline();
  const Page without = page_of(trace), with = page_of(trace, with_questions(kUsualPageQuestions));
  EXPECT_TRUE(without.data["quiz"]["all"].empty());
  EXPECT_EQ(with.data["quiz"]["all"].size(), kUsualPageQuestions);
  EXPECT_LT(with.html.size(), without.html.size() + 12u * 1024);
}

TEST(PageQuestions, AnAnswerIsATextThatIsTheSameForTheSameAnswer) {
  Question question;
  EXPECT_EQ(answer_key(question, questions::Greenlet{2}), "greenlet 2");
  EXPECT_EQ(answer_key(question, questions::Chosen{1}), "choice 1");
  EXPECT_EQ(answer_key(question, questions::Range{-0x470, -0x2c0}), "range -0x470 -0x2c0");
  EXPECT_EQ(answer_key(question, questions::Number{1424}), "number 1424");
  EXPECT_EQ(answer_key(question, questions::Line{"a b"}), "text a b");
  EXPECT_EQ(answer_key(question, questions::Greenlets{{2, 3}}), "greenlets 2,3");
  EXPECT_EQ(answer_key(question, questions::Greenlets{}), "greenlets ");
  question.unit = Unit::address;
  EXPECT_EQ(answer_key(question, questions::Number{-0x470}), "number -0x470");
  EXPECT_EQ(answer_key(question, questions::Number{facts::kNull}), "number NULL");
}

}  // namespace
}  // namespace greenlens::exports
