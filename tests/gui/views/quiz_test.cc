// Questions in the window: put, answered by clicks and keys, judged, counted; and that nothing
// gives an answer away before.
#include "gui/quiz.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "gui/show_picture.h"
#include "gui/views/quiz/model.h"
#include "gui/views/stack/point.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/address.h"
#include "tracer/questions/question_text.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::gui::quiz {
namespace {

namespace asked = greenlens::questions;
using asked::Kind;
using asked::Outcome;
using asked::Question;
using asked::Shape;
using testing::Driver;
using testing::english;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;
using words::Level;

constexpr Chord kEnter = {kKeyEnter}, kSpace = {kKeySpace};

void answer(Driver* driver, const QuizDeed& deed) {
  driver->app().carry_out(ask::InQuiz{deed});
  driver->settle();
}

const Quiz::Open* open_in(const Driver& driver) { return driver.look().quiz->open(); }
const Question& question_in(const Driver& driver) { return open_in(driver)->question; }
Outcome outcome_in(const Driver& driver) {
  return open_in(driver)->answered ? open_in(driver)->answered->verdict.outcome
                                   : Outcome::unanswered;
}

// Puts the first question of that kind that there is at that level, with an answer of that shape if
// one is wanted; false: there is none.
bool put(Driver* driver, Kind kind, Level level, std::optional<Shape> shape = {},
         uint64_t from = 0) {
  answer(driver, deed::MakeBy{{1, level}});
  for (uint64_t step = from; step < driver->trace().size(); ++step) {
    const auto found = asked::ask(driver->trace(), step, kind, {1, level});
    if (!found || (shape && found->shape != *shape)) continue;
    driver->seek(step);
    // Which one it is the others at this step decide.
    for (size_t i = 0; i <= asked::kMade.size(); ++i) {
      driver->run("ask_here");
      if (open_in(*driver) == nullptr) return false;
      if (question_in(*driver).kind == kind) return true;
      answer(driver, deed::ShowAnswer{});
    }
    return false;
  }
  return false;
}

std::vector<size_t> right_choices(const Question& question) {
  std::vector<size_t> right;
  for (size_t i = 0; i < question.choices.size(); ++i) {
    const auto* all = std::get_if<asked::Greenlets>(&question.truth);
    const auto* one = std::get_if<asked::Greenlet>(&question.choices[i].answer);
    const bool is_one_of_them =
        all != nullptr && one != nullptr &&
        std::find(all->ids.begin(), all->ids.end(), one->id) != all->ids.end();
    if (is_one_of_them || question.choices[i].answer == question.truth) right.push_back(i);
  }
  return right;
}

Chord key_of(const Question& question, size_t choice) {
  return {std::toupper(choice_label(question, choice)[0]), false, false};
}

// The middle of somebody's box in a picture, on the screen.
ImVec2 middle_of(const Driver& driver, const std::string& picture, const scene::Scene& scene,
                 facts::GreenletId who) {
  const ImVec4 place = driver.place(picture);
  for (const scene::Item& item : scene.items) {
    const auto* rect = std::get_if<scene::Rect>(&item.shape);
    if (item.greenlet != who || rect == nullptr || rect->box.h < 20) continue;
    return {place.x + rect->box.x + rect->box.w / 2, place.y + rect->box.y + rect->box.h / 2};
  }
  ADD_FAILURE() << "nobody of that number is in " << picture;
  return {0, 0};
}

scene::SceneOptions options_of(const Driver& driver, const std::string& picture) {
  const ImVec4 place = driver.place(picture);
  return room(driver.look(), {{place.x, place.y}, {place.z - place.x, place.w - place.y}});
}

class EveryKind : public ::testing::TestWithParam<std::tuple<Kind, Level>> {};

INSTANTIATE_TEST_SUITE_P(Quiz, EveryKind,
                         ::testing::Combine(::testing::ValuesIn(asked::kMade),
                                            ::testing::ValuesIn(words::kLevels)),
                         [](const auto& info) {
                           return std::string(facts::enum_name(std::get<0>(info.param))) + "_" +
                                  words::level_name(std::get<1>(info.param));
                         });

TEST_P(EveryKind, IsAnsweredByKeys) {
  const auto [kind, level] = GetParam();
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, kind, level));
  const Question question = question_in(driver);
  const std::vector<size_t> right = right_choices(question);
  ASSERT_FALSE(right.empty());
  for (const size_t choice : right) driver.press(key_of(question, choice));
  EXPECT_TRUE(driver.look().asks()) << "what is chosen is not given yet";
  driver.press(kEnter);
  ASSERT_FALSE(driver.look().asks());
  EXPECT_EQ(outcome_in(driver), Outcome::right);
  EXPECT_THAT(driver.words(), HasSubstr(english().text("question.feedback.right")));
}

TEST_P(EveryKind, IsAnsweredByClicksAndSaysWhatStandsBehindAWrongAnswer) {
  const auto [kind, level] = GetParam();
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, kind, level));
  const Question question = question_in(driver);
  const std::vector<size_t> right = right_choices(question);
  size_t wrong = 0;
  while (std::find(right.begin(), right.end(), wrong) != right.end()) ++wrong;
  driver.app().carry_out(ask::ChooseLayout{LayoutChoice::diagram});  // room for all choices
  driver.app().carry_out(ask::Show{"quiz"});
  driver.settle();
  driver.click("choice " + std::to_string(wrong));
  driver.settle();
  driver.click(english().text("ui.quiz.give"));
  driver.settle();
  ASSERT_FALSE(driver.look().asks());
  EXPECT_EQ(outcome_in(driver), Outcome::wrong);
  const std::string words = driver.words();
  if (const auto from = open_in(driver)->answered->verdict.misconception) {
    EXPECT_THAT(words, HasSubstr(misconception_name(english(), *from)));
    EXPECT_THAT(words, HasSubstr(misconception_text(english(), *from)));
  }
  // To the evidence, and back.
  driver.click(english().text("ui.quiz.look"));
  EXPECT_EQ(driver.cursor(), question.evidence.step);
  EXPECT_EQ(driver.choices().selected, question.evidence.greenlet);
  driver.settle();
  if (question.evidence.step == question.step) return;
  driver.click(english().text("ui.quiz.back"));
  EXPECT_EQ(driver.cursor(), question.step);
}

TEST(Quiz, AGreenletIsClickedInAnyPicture) {
  for (const std::string picture : {"stack", "tree"}) {
    Driver driver(Mode::replay);
    ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story, {}, 30));
    const auto who = std::get<asked::Greenlet>(question_in(driver).truth).id;
    const scene::SceneOptions options = options_of(driver, picture);
    const scene::Scene scene = picture == "stack"
                                   ? scene::stack_scene(english(), driver.look().moment, options)
                                   : scene::tree_scene(english(), driver.look().moment, options);
    driver.click_at(middle_of(driver, picture, scene, who));
    EXPECT_EQ(driver.choices().selected, who) << picture;
    ASSERT_TRUE(driver.look().asks()) << picture;
    driver.press(kEnter);
    EXPECT_EQ(outcome_in(driver), Outcome::right) << picture;
  }
}

TEST(Quiz, AGreenletIsClickedInTheListAndChosenByArrowsInAPicture) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story, {}, 30));
  const auto who = std::get<asked::Greenlet>(question_in(driver).truth).id;
  driver.app().carry_out(ask::Show{"greenlets"});
  driver.settle();
  driver.app().carry_out(ask::Select{who});
  EXPECT_EQ(open_in(driver)->chosen, asked::Answer(asked::Greenlet{who}));
  driver.app().carry_out(ask::Select{1});
  EXPECT_EQ(open_in(driver)->chosen, asked::Answer(asked::Greenlet{1}))
      << "the last one is what is chosen";
}

TEST(Quiz, ASetIsTickedInPicturesAndTakenBack) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::leaks_at_end, Level::story));
  const std::vector<facts::GreenletId> all =
      std::get<asked::Greenlets>(question_in(driver).truth).ids;
  driver.app().carry_out(ask::Select{1});
  driver.app().carry_out(ask::Select{1});
  for (const facts::GreenletId id : all) driver.app().carry_out(ask::Select{id});
  driver.press(kEnter);
  EXPECT_EQ(outcome_in(driver), Outcome::right);
}

TEST(Quiz, ARangeIsDrawnAlongTheStack) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::bytes_move, Level::addresses, Shape::range));
  const auto truth = std::get<asked::Range>(question_in(driver).truth);
  const scene::Scene scene =
      scene::stack_scene(english(), driver.look().moment, options_of(driver, "stack"));
  ASSERT_EQ(scene.stacks.size(), 1u);
  const auto low = stack::height_of(scene.stacks[0], truth.from),
             high = stack::height_of(scene.stacks[0], truth.to);
  ASSERT_TRUE(low && high) << "what is asked for can be pointed at";
  const ImVec4 place = driver.place("stack");
  const float x = place.x + scene.stacks[0].column.x + 20;
  driver.drag({x, place.y + *high + 1}, {x, place.y + *low - 1});
  EXPECT_EQ(open_in(driver)->chosen, asked::Answer(truth));
  driver.press(kEnter);
  EXPECT_EQ(outcome_in(driver), Outcome::right);
}

TEST(Quiz, ABlockThatIsClickedIsItsBytes) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::bytes_move, Level::mechanism, Shape::number, 36));
  const scene::Scene scene =
      scene::stack_scene(english(), driver.look().moment, options_of(driver, "stack"));
  const ImVec4 place = driver.place("stack");
  const auto& edges = scene.stacks[0].edges;
  const float y = (edges[0].y + edges[1].y) / 2;
  driver.click_at({place.x + scene.stacks[0].column.x + 20, place.y + y});
  EXPECT_EQ(open_in(driver)->chosen,
            asked::Answer(asked::Number{edges[1].address - edges[0].address}));
  EXPECT_EQ(open_in(driver)->drawn, (asked::Range{edges[0].address, edges[1].address}))
      << "it is to be seen in the picture";
  answer(&driver, deed::Choose{0});
  EXPECT_EQ(open_in(driver)->drawn, std::nullopt);
}

TEST(Quiz, NumbersRangesAndLinesAreTyped) {
  const auto typed = [](Kind kind, Level level, Shape shape, uint64_t from) {
    Driver driver(Mode::replay);
    EXPECT_TRUE(put(&driver, kind, level, shape, from));
    const Question question = question_in(driver);
    std::string words;
    if (const auto* range = std::get_if<asked::Range>(&question.truth)) {
      words = facts::format_address(range->from) + " " + facts::format_address(range->to);
    } else if (const auto* number = std::get_if<asked::Number>(&question.truth)) {
      words = std::to_string(number->value);
    } else {
      words = std::get<asked::Line>(question.truth).text;
    }
    driver.app().carry_out(ask::ChooseLayout{LayoutChoice::diagram});
    driver.app().carry_out(ask::Show{"quiz"});  // which takes the keyboard
    driver.settle();
    driver.type(words);
    driver.press(kEnter);
    EXPECT_EQ(outcome_in(driver), Outcome::right) << words;
  };
  typed(Kind::bytes_move, Level::addresses, Shape::range, 0);
  typed(Kind::bytes_move, Level::mechanism, Shape::number, 36);
  typed(Kind::printed_next, Level::story, Shape::text, 0);
}

TEST(Quiz, WhatIsNoAnswerIsNotTaken) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::bytes_move, Level::mechanism, Shape::number, 36));
  answer(&driver, deed::Give{"many"});
  EXPECT_TRUE(driver.look().asks());
  EXPECT_THAT(driver.words(), HasSubstr(expected_text(english(), question_in(driver))));
  driver.press(kEnter);
  EXPECT_TRUE(driver.look().asks()) << "nothing is chosen";
}

TEST(Quiz, NothingBehindAQuestionCanBeReachedBeforeItsAnswer) {
  Driver driver(Mode::replay);
  const uint64_t size = driver.trace().size();
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::mechanism, {}, 30));
  const uint64_t step = question_in(driver).step;
  ASSERT_EQ(driver.cursor(), step);
  for (const char* command : {"step", "step_switch", "last", "play", "step_thread", "next_stop",
                              "next_of_greenlet", "next_of_kind"}) {
    driver.run(command);
    for (int i = 0; i < 5; ++i) driver.frame(1);
    EXPECT_EQ(driver.cursor(), step) << command;
  }
  const Request ways[] = {ask::Seek{size},
                          ask::GoTo{size},
                          ask::RunToEnd{},
                          ask::TogglePlay{},
                          ask::Step{facts::Grain::switch_},
                          ask::FindEvent{1, store::Trace::Direction::forward},
                          ask::Seek{step + 1}};
  for (const Request& way : ways) {
    driver.app().carry_out(way);
    for (int i = 0; i < 5; ++i) driver.frame(1);
    EXPECT_EQ(driver.cursor(), step) << way.index();
  }
  EXPECT_EQ(driver.trace().size(), step) << "views see no more";
  EXPECT_EQ(driver.look().search, nullptr);
  // Back is not forbidden, and leads up to here again.
  driver.run("back");
  EXPECT_LT(driver.cursor(), step);
  driver.app().carry_out(ask::RunToEnd{});
  driver.settle();
  EXPECT_EQ(driver.cursor(), step);
  driver.press(kSpace);
  EXPECT_FALSE(driver.look().asks());
  EXPECT_EQ(driver.trace().size(), size);
  driver.run("last");
  EXPECT_EQ(driver.cursor(), size);
}

TEST(Quiz, NoViewSaysWhatComesNextWhileAQuestionWaits) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::printed_next, Level::story, {}, 40));
  const std::string line = std::get<asked::Line>(question_in(driver).truth).text;
  ASSERT_FALSE(line.empty());
  answer(&driver, deed::Choose{0});
  for (const View& view : views()) {
    // Its source has the line; what is asked is when it is printed.
    const std::string id = view.id;
    if (!is_panel(view.slot) || id == "program" || id == "quiz") continue;
    driver.app().carry_out(ask::ChooseLayout{LayoutChoice::diagram});
    driver.app().carry_out(ask::Show{view.id});
    driver.settle();
    EXPECT_THAT(driver.words(), Not(HasSubstr(line))) << view.id;
  }
}

TEST(Quiz, TheQuestionStandsInPlaceOfTheSentence) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story, {}, 30));
  driver.press({'2', false, true});
  driver.settle();
  const std::string words = driver.words();
  EXPECT_THAT(words, HasSubstr(text(english(), question_in(driver).prompt)));
  EXPECT_THAT(words, HasSubstr(english().text("ui.quiz.keys")));
}

TEST(QuestionMode, StopsAtEveryPickedQuestionInItsOrder) {
  Driver driver(Mode::replay);
  driver.run("first");
  driver.run("question_mode");
  const std::vector<Question> expected =
      asked::questions_of(driver.trace(), {{1, Level::mechanism}, asked::kUsualCount, {}});
  ASSERT_GE(expected.size(), 5u);
  for (const Question& one : expected) {
    driver.run("last");
    ASSERT_TRUE(driver.look().asks()) << one.step;
    EXPECT_EQ(driver.cursor(), one.step);
    EXPECT_EQ(question_in(driver).prompt, one.prompt);
    driver.press(kSpace);
  }
  driver.run("last");
  EXPECT_FALSE(driver.look().asks());
  EXPECT_EQ(driver.cursor(), driver.trace().size());
  EXPECT_EQ(driver.look().quiz->left(), 0u);
  // Those that were answered are not asked once more.
  driver.run("first");
  driver.run("last");
  EXPECT_EQ(driver.cursor(), driver.trace().size());
  EXPECT_EQ(driver.look().quiz->answered().size(), expected.size());
}

TEST(QuestionMode, GoesOnToTheNextOneByItsCommand) {
  Driver driver(Mode::replay);
  driver.run("first");
  driver.run("next_question");
  ASSERT_TRUE(driver.look().asks());
  const uint64_t first = driver.cursor();
  driver.press(kSpace);
  driver.run("next_question");
  ASSERT_TRUE(driver.look().asks());
  EXPECT_GE(driver.cursor(), first);
  EXPECT_FALSE(driver.look().quiz->has_mode()) << "that was not asked for";
}

TEST(QuestionMode, SaysThatAProgramThatRunsHasToEndFirst) {
  Driver driver(Mode::live);
  driver.run("question_mode");
  EXPECT_THAT(driver.words(), HasSubstr(english().text("ui.quiz.live")));
  driver.run("step");
  EXPECT_FALSE(driver.look().asks());
}

words::Notes a_teachers_notes() {
  words::Notes notes;
  words::NoteQuestion own;
  own.step = 20;
  own.question = "What moves now?";
  own.choices = {"Nothing", "Bytes"};
  own.answer = int64_t{2};
  own.explanation = "Look at the arrow.";
  notes.questions = {own};
  own.step = 22;
  own.question = "How many?";
  own.choices.clear();
  own.answer = int64_t{7};
  notes.questions.push_back(own);
  return notes;
}

TEST(ATeachersQuestions, AreAskedBeforeTheOthers) {
  Driver driver(Mode::replay);
  driver.app().show_notes(a_teachers_notes());
  driver.seek(20);
  driver.run("ask_here");
  ASSERT_TRUE(driver.look().asks());
  EXPECT_EQ(question_in(driver).kind, Kind::own);
  driver.press({'2', false, false});
  driver.press(kEnter);
  EXPECT_EQ(outcome_in(driver), Outcome::right);
  EXPECT_THAT(driver.words(), HasSubstr("Look at the arrow."));
  driver.seek(22);
  driver.run("ask_here");
  answer(&driver, deed::Give{"7"});
  EXPECT_EQ(outcome_in(driver), Outcome::right);
}

TEST(TheScore, IsKeptAndSavedAsATableAndAsJson) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story));
  const Question question = question_in(driver);
  driver.press(key_of(question, right_choices(question)[0]));
  driver.press(kEnter);
  EXPECT_THAT(driver.words(), HasSubstr("1 of 1 question right."));
  // The same one once more is another try, and no other answer.
  driver.run("ask_here");
  while (driver.look().asks() && !(question_in(driver).prompt == question.prompt)) {
    driver.press(kSpace);
    driver.run("ask_here");
  }
  const size_t answered = driver.look().quiz->answered().size();
  driver.press(kSpace);
  EXPECT_EQ(driver.look().quiz->answered().size(), answered);
  answer(&driver, deed::SaveScore{"score.csv"});
  answer(&driver, deed::SaveScore{"score.json"});
  for (int i = 0; i < 50; ++i) driver.settle();
  EXPECT_THAT(testing::written_texts()["score.csv"], HasSubstr("who_runs_next"));
  EXPECT_THAT(testing::written_texts()["score.csv"], HasSubstr("total,"));
  answer(&driver, deed::SaveScore{"score.json"});
  for (int i = 0; i < 200 && !testing::written_texts().count("score.json"); ++i) driver.settle();
  EXPECT_THAT(testing::written_texts()["score.json"], HasSubstr("\"hands\": []"));
  answer(&driver, deed::ForgetAnswers{});
  EXPECT_TRUE(driver.look().quiz->answered().empty());
}

TEST(TheScore, IsSavedByItsCommand) {
  Driver driver(Mode::replay);
  EXPECT_FALSE(driver.run("save_score")) << "there is none";
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story));
  driver.press(kSpace);
  ASSERT_TRUE(driver.run("save_score"));
  EXPECT_EQ(driver.choices().overlay, "browser");
  EXPECT_EQ(driver.choices().browsing.use, FileUse::save_score);
  EXPECT_EQ(driver.choices().browsing.name, "test1_test2-score.csv");
}

TEST(Hands, AreTypedBesideTheChoicesAndSummedUp) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story));
  driver.app().carry_out(ask::ChooseLayout{LayoutChoice::diagram});
  driver.app().carry_out(ask::Show{"quiz"});
  driver.settle();
  driver.click(english().text("ui.quiz.count_hands"));
  driver.settle();
  driver.click("hands 0");
  driver.type("12");
  driver.click("hands 1");
  driver.type("3");
  ASSERT_EQ(driver.look().quiz->tallies().size(), 1u);
  EXPECT_EQ(open_in(driver)->hands[0], 12u);
  EXPECT_EQ(open_in(driver)->hands[1], 3u);
  EXPECT_THAT(driver.words(), HasSubstr("15 hands."));
  EXPECT_TRUE(driver.look().asks()) << "a number in a field is no choice";
  driver.app().carry_out(ask::LeaveField{});
  driver.settle();
  driver.press(kSpace);
  EXPECT_THAT(driver.words(), HasSubstr("of 15 hands right"));
  answer(&driver, deed::SaveHands{"hands.csv"});
  for (int i = 0; i < 200 && !testing::written_texts().count("hands.csv"); ++i) driver.settle();
  EXPECT_THAT(testing::written_texts()["hands.csv"], HasSubstr(",12,"));
}

TEST(TheClock, CountsDownAndDoesNothingElse) {
  Driver driver(Mode::replay);
  answer(&driver, deed::Think{30});
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story));
  EXPECT_THAT(driver.words(), HasSubstr("0:30"));
  for (int i = 0; i < 10; ++i) driver.frame(1);
  EXPECT_LT(driver.look().thinking.left, 21);
  for (int i = 0; i < 30; ++i) driver.frame(1);
  EXPECT_THAT(driver.words(), HasSubstr(english().text("ui.quiz.time_is_up")));
  EXPECT_TRUE(driver.look().asks());
  EXPECT_EQ(time_left({120, 61.5f}), "1:02");
}

TEST(Quiz, EndsWithItsTraceAndStaysWithAnotherLanguageAndLevel) {
  Driver driver(Mode::replay);
  ASSERT_TRUE(put(&driver, Kind::who_runs_next, Level::story, {}, 30));
  driver.run("language_zh_hans");
  ASSERT_TRUE(driver.look().asks());
  EXPECT_THAT(driver.words(),
              HasSubstr(text(words::Messages::of("zh-Hans"), question_in(driver).prompt)));
  answer(&driver, deed::MakeBy{{1, Level::addresses}});
  EXPECT_TRUE(driver.look().asks());
  driver.app().carry_out(ask::OpenFile{"other.gltrace"});
  for (int i = 0; i < 200 && driver.look().asks(); ++i) driver.settle();
  EXPECT_FALSE(driver.look().asks());
  EXPECT_EQ(open_in(driver), nullptr);
  EXPECT_TRUE(driver.look().quiz->answered().empty());
  EXPECT_EQ(driver.look().quiz->asking().level, Level::addresses);
  driver.run("last");
  EXPECT_EQ(driver.cursor(), driver.trace().size());
}

TEST(Quiz, SaysWhereThereIsNothingToAsk) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.run("ask_here");
  EXPECT_EQ(open_in(driver), nullptr);
  EXPECT_THAT(driver.words(), HasSubstr(english().text("ui.quiz.nothing_here")));
}

TEST(Quiz, AnAnswerToNothingIsNone) {
  Driver driver(Mode::replay);
  driver.settle();
  answer(&driver, deed::Give{"1"});
  answer(&driver, deed::Give{});
  EXPECT_EQ(driver.look().quiz->open(), nullptr);
  EXPECT_TRUE(driver.look().quiz->answered().empty());
}

}  // namespace
}  // namespace greenlens::gui::quiz
