// Answers as they are typed and graded, in a terminal and in files.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/questions/answer_text.h"
#include "tracer/questions/answers_file.h"
#include "tracer/questions/ask.h"
#include "tracer/questions/grade.h"
#include "tracer/questions/own.h"
#include "tracer/questions/question_text.h"

namespace greenlens::questions {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const store::Timeline& trace() {
  static const store::Timeline one = testing::sample_timeline();
  return one;
}
constexpr facts::GreenletId kMain = 1, kGr1 = 2, kGr2 = 3;

// A question of that shape with two choices, the first of them right.
Question question(Shape shape, Answer right, Answer wrong, Unit unit = Unit::none) {
  Question made;
  made.prompt = {"question.own", {{"prompt", "What?"}}};
  made.shape = shape;
  made.unit = unit;
  made.truth = right;
  made.choices = {
      {{"question.own.choice", {{"choice", "yes"}}}, std::move(right)},
      {{"question.own.choice", {{"choice", "no"}}}, std::move(wrong), Misconception::parallel}};
  return made;
}
const state::State& end() {
  static const state::State state = trace().state(trace().size());
  return state;
}

TEST(AnAnswer, ThatIsAGreenletIsItsNameItsNumberOrAChoice) {
  const Question q = question(Shape::greenlet, Greenlet{kMain}, Greenlet{kGr2});
  const auto typed = [&](const char* text) { return parse_answer(text, q, end()); };
  EXPECT_EQ(typed(" main "), std::optional<Answer>(Greenlet{kMain}));
  EXPECT_EQ(typed("gr1"), std::optional<Answer>(Greenlet{kGr1})) << "which is no choice";
  EXPECT_EQ(typed("#3"), std::optional<Answer>(Greenlet{kGr2}));
  EXPECT_EQ(typed("2"), std::optional<Answer>(Greenlet{kGr2}));
  EXPECT_EQ(typed("Nobody"), std::optional<Answer>(Greenlet{0}));
  for (const char* none : {"", "gr9", "3", "0", "-1", "#99", "main gr1"}) {
    EXPECT_FALSE(typed(none)) << none;
  }
}

TEST(AnAnswer, ThatIsAChoiceIsItsNumber) {
  const Question q = question(Shape::choice, Chosen{0}, Chosen{1});
  EXPECT_EQ(parse_answer("1", q, end()), std::optional<Answer>(Chosen{0}));
  EXPECT_EQ(parse_answer("2", q, end()), std::optional<Answer>(Chosen{1}));
  for (const char* none : {"3", "0", "yes", "1 2", "a"}) {
    EXPECT_FALSE(parse_answer(none, q, end())) << none;
  }
}

TEST(AnAnswer, ThatIsARangeIsTwoAddressesOrALetter) {
  const Question q = question(Shape::range, Range{-0x470, -0x2c0}, Range{-0x470, 0}, Unit::address);
  for (const char* typed : {"-0x470 -0x2c0", "-0x470..-0x2c0", "-0x470 : -0x2c0", "-1136 to -704",
                            "-0x470–-0x2C0", "a", "A", " -0x470   -0x2c0 "}) {
    EXPECT_EQ(parse_answer(typed, q, end()), std::optional<Answer>(Range{-0x470, -0x2c0})) << typed;
  }
  EXPECT_EQ(parse_answer("b", q, end()), std::optional<Answer>(Range{-0x470, 0}));
  for (const char* none : {"c", "-0x470", "-0x470 up", "..", "-0x470 -0x2c0 -0x10"}) {
    EXPECT_FALSE(parse_answer(none, q, end())) << none;
  }
}

TEST(AnAnswer, ThatIsANumberIsThatOrALetter) {
  const Question bytes = question(Shape::number, Number{432}, Number{1136}, Unit::bytes);
  for (const char* typed : {"432", "432 bytes", "432B", "a"}) {
    EXPECT_EQ(parse_answer(typed, bytes, end()), std::optional<Answer>(Number{432})) << typed;
  }
  EXPECT_EQ(parse_answer("1", bytes, end()), std::optional<Answer>(Number{1})) << "no choice";
  EXPECT_FALSE(parse_answer("432 bits", bytes, end()));
  EXPECT_FALSE(parse_answer("99999999999999999999", bytes, end()));
  const Question address = question(Shape::number, Number{-0x470}, Number{1}, Unit::address);
  EXPECT_EQ(parse_answer("-0x470", address, end()), std::optional<Answer>(Number{-0x470}));
  EXPECT_EQ(parse_answer("null", address, end()), std::optional<Answer>(Number{facts::kNull}));
  EXPECT_EQ(parse_answer("max", address, end()), std::optional<Answer>(Number{-1}));
  EXPECT_EQ(parse_answer("b", address, end()), std::optional<Answer>(Number{1}));
}

TEST(AnAnswer, ThatIsALineIsTheLineOrAChoice) {
  const Question q = question(Shape::text, Line{"12"}, Line{""});
  EXPECT_EQ(parse_answer("12", q, end()), std::optional<Answer>(Line{"12"}));
  EXPECT_EQ(parse_answer("1", q, end()), std::optional<Answer>(Line{"12"}));
  EXPECT_EQ(parse_answer("2", q, end()), std::optional<Answer>(Line{""}));
  EXPECT_EQ(parse_answer("something", q, end()), std::optional<Answer>(Line{"something"}));
}

TEST(AnAnswer, OfSeveralGreenletsIsAnyNumberOfThem) {
  const Question q = question(Shape::greenlets, Greenlet{kGr1}, Greenlet{kGr2});
  EXPECT_EQ(parse_answer("gr2, gr1,gr2", q, end()), std::optional<Answer>(Greenlets{{kGr1, kGr2}}));
  EXPECT_EQ(parse_answer("2", q, end()), std::optional<Answer>(Greenlets{{kGr2}}));
  EXPECT_EQ(parse_answer("nobody", q, end()), std::optional<Answer>(Greenlets{}));
  for (const char* none : {",", "gr1 gr2", "gr2, nobody", "7"}) {
    EXPECT_FALSE(parse_answer(none, q, end())) << none;
  }
}

TEST(AnAnswer, OfAnyBytesIsReadOrNone) {
  std::mt19937 random(1);
  const std::vector<Question> all = {
      question(Shape::greenlet, Greenlet{1}, Greenlet{2}),
      question(Shape::choice, Chosen{0}, Chosen{1}),
      question(Shape::range, Range{-2, 2}, Range{-4, 4}, Unit::address),
      question(Shape::number, Number{1}, Number{2}, Unit::bytes),
      question(Shape::text, Line{"a"}, Line{"b"}),
      question(Shape::greenlets, Greenlet{1}, Greenlet{2})};
  for (int i = 0; i < 20000; ++i) {
    std::string typed;
    for (unsigned n = random() % 12; n > 0; --n) typed += static_cast<char>(random());
    for (const Question& q : all) {
      const auto answer = parse_answer(typed, q, end());
      if (answer) {
        EXPECT_NE(grade(q, answer).outcome, Outcome::unanswered);
      }
    }
  }
}

TEST(AVerdict, OfNoAnswerOrOfAnotherShapeIsNotRight) {
  const Question q = question(Shape::greenlet, Greenlet{kMain}, Greenlet{kGr2});
  EXPECT_EQ(grade(q, {}).outcome, Outcome::unanswered);
  EXPECT_EQ(grade(q, Number{kMain}).outcome, Outcome::wrong);
  EXPECT_EQ(grade(q, Greenlet{kGr2}).misconception, Misconception::parallel);
  EXPECT_EQ(grade(q, Greenlet{kGr1}).misconception, std::nullopt) << "nobody knows why";
}

TEST(Hands, AreANumberForEachChoice) {
  const Question q = question(Shape::choice, Chosen{0}, Chosen{1});
  EXPECT_EQ(parse_hands("12 7", q), (std::vector<uint64_t>{12, 7}));
  EXPECT_EQ(parse_hands(" 12,  7 ", q), (std::vector<uint64_t>{12, 7}));
  for (const char* none : {"", "12", "12 7 1", "12 x", "-1 2", "99999999999 1"}) {
    EXPECT_FALSE(parse_hands(none, q)) << none;
  }
}

// --- files of answers
std::vector<Question> two() {
  return {*ask(trace(), 7, Kind::who_runs_next), *ask(trace(), 7, Kind::returns)};
}

TEST(AFileOfAnswers, IsTheTemplateFilledIn) {
  const std::vector<Question> questions = two();
  facts::Json file = answers_template(testing::english(), trace(), questions, 9);
  EXPECT_EQ(file["seed"], 9);
  ASSERT_EQ(file["questions"].size(), 2u);
  EXPECT_EQ(file["questions"][0]["kind"], "who_runs_next");
  EXPECT_TRUE(file["questions"][0]["answer"].is_null());
  EXPECT_FALSE(file.dump().find("truth") != std::string::npos) << "and without the answers";
  file["questions"][0]["answer"] = "gr1";
  file["questions"][1]["answer"] = 2;
  const auto read = parse_answers(facts::json_text(file));
  ASSERT_TRUE(static_cast<bool>(read));
  EXPECT_EQ(read->seed, 9u);
  EXPECT_EQ(read->answers[0].typed, "gr1");
  EXPECT_EQ(read->answers[1].typed, "2");
  EXPECT_EQ(first_other(*read, trace(), questions), 0u);
}

TEST(AFileOfAnswers, IsOfItsQuestionsAlone) {
  const std::vector<Question> questions = two();
  const std::vector<Question> turned = {questions[1], questions[0]};
  const auto file = answers_template(testing::english(), trace(), questions, 1);
  const auto read = parse_answers(facts::json_text(file));
  EXPECT_EQ(first_other(*read, trace(), turned), 1u);
  EXPECT_EQ(first_other(*read, trace(), std::span(questions).first(1)), 2u) << "one too many";
}

TEST(AFileOfAnswers, MayBeLines) {
  const auto read = parse_answers("gr1\n\n 2\n");
  ASSERT_TRUE(static_cast<bool>(read));
  ASSERT_EQ(read->answers.size(), 3u);
  EXPECT_EQ(read->answers[0].typed, "gr1");
  EXPECT_EQ(read->answers[1].typed, "");
  EXPECT_FALSE(read->seed);
  EXPECT_EQ(first_other(*read, trace(), two()), 3u) << "more answers than questions";
}

TEST(AFileOfAnswers, ThatIsNoneIsAFault) {
  const std::string front = R"({"greenlens": "answers", "version": 1, "questions": )";
  EXPECT_TRUE(static_cast<bool>(parse_answers(front + R"([{"answer": ["gr1", 2]}]})")));
  EXPECT_EQ(parse_answers(front + R"([{"answer": []}]})")->answers[0].typed, "nobody");
  for (const std::string& bad :
       {front + "{}}", front + "[1]}", front + "[{}]}", front + R"([{"answer": {}}]})",
        front + R"([{"answer": [[1]]}]})", front + R"([{"answer": 1.5}]})", front + "[",
        std::string(R"({"greenlens": "notes", "version": 1, "questions": []})"),
        std::string(R"({"greenlens": "answers", "version": 2, "questions": []})"),
        std::string(kMostAnswersBytes + 1, 'x')}) {
    const auto read = parse_answers(bad);
    ASSERT_FALSE(static_cast<bool>(read)) << bad.substr(0, 80);
    EXPECT_EQ(read.fault().kind, facts::FaultKind::not_answers);
  }
}

// --- a teacher's own
TEST(ATeachersQuestion, IsAskedLikeAnother) {
  words::NoteQuestion note{41,         "Who is in the way?", {"main", "gr2"},
                           int64_t{2}, "gr2 lies below.",    ""};
  const Question choice = own_question(note);
  EXPECT_EQ(choice.kind, Kind::own);
  EXPECT_EQ(text(testing::english(), choice.prompt), "Who is in the way?");
  EXPECT_EQ(choice.truth, Answer(Chosen{1}));
  EXPECT_THAT(feedback(testing::english(), trace(), choice, grade(choice, Chosen{0})),
              HasSubstr("Not so. What is recorded: gr2. gr2 lies below."));
  note.choices.clear();
  EXPECT_EQ(own_question(note).shape, Shape::number);
  EXPECT_EQ(own_question(note).truth, Answer(Number{2}));
  note.answer = "the heap";
  EXPECT_EQ(own_question(note).truth, Answer(Line{"the heap"}));
  words::Notes notes;
  notes.questions = {note, note};
  notes.questions[1].step = 100000;
  EXPECT_EQ(own_questions(notes, trace()).size(), 1u) << "of steps that are there";
}

}  // namespace
}  // namespace greenlens::questions
