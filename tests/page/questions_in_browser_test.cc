// Questions in the page: asked, answered by clicks, keys and what is typed, marked as the grader
// marks, counted, given out; and nothing behind a question is seen before its answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>

#include "tests/page/page_in_browser.h"
#include "tracer/facts/address.h"
#include "tracer/questions/answer_text.h"
#include "tracer/questions/answers_file.h"
#include "tracer/questions/pick.h"
#include "tracer/questions/question_text.h"
#include "tracer/questions/score.h"

namespace greenlens::testing {
namespace {

using Json = Browser::Json;
using questions::Question;
using questions::Shape;

constexpr size_t kCount = 16;

class QuestionsInBrowser : public PageInBrowser {
 protected:
  void write_with(questions::Level level, uint64_t seed = 1) {
    exports::ExportOptions options;
    options.questions = kCount;
    options.asking = {seed, level};
    write(options);
    asked_ = questions::questions_of(trace_, {options.asking, kCount, {}});
    ASSERT_GE(asked_.size(), 8u);
  }
  // Nothing of an earlier test is remembered.
  void open_fresh(const std::string& address = "") {
    open(address);
    browser().evaluate("localStorage.clear()");
    open(address);
  }
  bool is_hidden(const std::string& selector) {
    return browser().evaluate("document.querySelector('" + selector + "').hidden");
  }
  bool asks() { return browser().evaluate("document.body.classList.contains('asking')"); }
  std::string prompt() { return text("#quiz h3"); }
  const Question& shown() {
    const std::string words = prompt();
    const uint64_t at = step();
    for (const Question& one : asked_) {
      if (one.step == at && questions::text(english(), one.prompt) == words) return one;
    }
    ADD_FAILURE() << "no such question: " << words;
    return asked_[0];
  }
  static bool is_right(const Question& question, size_t choice) {
    const auto* all = std::get_if<questions::Greenlets>(&question.truth);
    const auto* one = std::get_if<questions::Greenlet>(&question.choices[choice].answer);
    if (all == nullptr || one == nullptr) return question.choices[choice].answer == question.truth;
    return std::find(all->ids.begin(), all->ids.end(), one->id) != all->ids.end();
  }
  void click_choice(size_t choice) {
    browser().evaluate("document.querySelectorAll('#quiz .choices button')[" +
                       std::to_string(choice) + "].click()");
  }
  // Captures what is copied and saved.
  void listen() {
    browser().evaluate(
        "Object.defineProperty(navigator, 'clipboard', {configurable: true, value: {writeText: "
        "async (text) => { window.copied = text; }}}); URL.createObjectURL = (blob) => { "
        "blob.text().then((text) => { window.saved = text; }); return '#'; }; 1");
  }
  std::string copied() {
    browser().evaluate(
        "document.querySelector('#quiz .copy').click(), new Promise((done) => setTimeout(done, "
        "50))");
    return browser().evaluate("window.copied").get<std::string>();
  }
  std::string saved() {
    browser().evaluate(
        "document.querySelector('#quiz .save').click(), new Promise((done) => setTimeout(done, "
        "50))");
    return browser().evaluate("window.saved").get<std::string>();
  }

  std::vector<Question> asked_;
};

INSTANTIATE_TEST_SUITE_P(Page, QuestionsInBrowser, all_browsers(), name_of_browser);

TEST_P(QuestionsInBrowser, AreAskedInQuestionModeEachAtItsStepAndAnsweredByClicks) {
  for (const questions::Level level : words::kLevels) {
    write_with(level);
    open_fresh("#step=0");
    browser().press("E", true);
    for (size_t n = 0; n < asked_.size(); ++n) {
      browser().press("End");
      ASSERT_TRUE(asks()) << n;
      const Question& question = shown();
      EXPECT_EQ(question.step, asked_[n].step);
      for (size_t i = 0; i < question.choices.size(); ++i) {
        if (is_right(question, i)) click_choice(i);
      }
      EXPECT_TRUE(asks()) << "what is chosen is not given";
      browser().click("#quiz .give");
      EXPECT_FALSE(asks());
      EXPECT_EQ(text("#quiz .verdict .first span"),
                outcome_text(english(), trace_, question, questions::Outcome::right));
      EXPECT_EQ(text("#quiz .verdict .first .sign"), "✓");
    }
    browser().press("End");
    EXPECT_EQ(step(), trace_.size());
    const std::string all = std::to_string(asked_.size());
    EXPECT_EQ(text("#quiz .score"), all + " of " + all + " right");
  }
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, SayWhatStandsBehindEachWrongAnswer) {
  write_with(questions::Level::mechanism);
  open_fresh("#step=0");
  browser().press("e");
  size_t believed = 0;
  for (size_t n = 0; n < asked_.size(); ++n) {
    browser().evaluate("document.querySelector('#quiz .following').click()");
    ASSERT_TRUE(asks());
    const Question& question = shown();
    size_t wrong = 0;
    while (is_right(question, wrong)) ++wrong;
    click_choice(wrong);
    browser().click("#quiz .give");
    questions::Answer answer = question.choices[wrong].answer;
    if (question.shape == Shape::greenlets) {
      answer = questions::Greenlets{{std::get<questions::Greenlet>(answer).id}};
    }
    const questions::Verdict verdict = grade(question, answer);
    EXPECT_EQ(verdict.outcome, questions::Outcome::wrong);
    const std::string said = text("#quiz .verdict");
    EXPECT_NE(said.find(outcome_text(english(), trace_, question, verdict.outcome)), said.npos);
    EXPECT_NE(said.find(look_text(english(), trace_, question.evidence)), said.npos);
    if (!verdict.misconception) continue;
    ++believed;
    EXPECT_NE(said.find(misconception_name(english(), *verdict.misconception)), said.npos);
    EXPECT_NE(said.find(misconception_text(english(), *verdict.misconception)), said.npos);
    browser().evaluate("document.querySelector('#quiz .look').click()");
    EXPECT_EQ(step(), question.evidence.step);
    browser().evaluate("document.querySelector('#quiz .again').click()");
    EXPECT_EQ(step(), question.step);
  }
  EXPECT_GE(believed, 4u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, AreAnsweredByKeysByTypingAndByAClickOnAGreenlet) {
  write_with(questions::Level::addresses);
  open_fresh("#step=0");
  std::set<Shape> typed;
  for (size_t n = 0; n < asked_.size(); ++n) {
    browser().evaluate(
        "(document.getElementById('quiz').hidden ? document.getElementById('open_quiz') : "
        "document.querySelector('#quiz .following')).click()");
    if (!asks()) browser().evaluate("document.querySelector('#quiz .following').click()");
    ASSERT_TRUE(asks());
    const Question& question = shown();
    browser().evaluate("document.activeElement.blur()");
    if (question.shape == Shape::greenlet) {
      const uint32_t who = std::get<questions::Greenlet>(question.truth).id;
      if (who != 0) {
        browser().evaluate("document.querySelector('#tree svg [data-g=\"" + std::to_string(who) +
                           "\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))");
      } else {
        for (size_t i = 0; i < question.choices.size(); ++i) {
          if (is_right(question, i)) browser().press(choice_label(question, i));
        }
      }
      browser().press("Enter");
    } else if (question.shape == Shape::choice || question.shape == Shape::greenlets) {
      for (size_t i = 0; i < question.choices.size(); ++i) {
        if (is_right(question, i)) browser().press(choice_label(question, i));
      }
      browser().press("Enter");
    } else {
      const state::State then = trace_.state(question.evidence.step);
      std::string words = answer_said(english(), then, question, question.truth);
      if (const auto* range = std::get_if<questions::Range>(&question.truth)) {
        words = facts::format_address(range->from) + " .. " + facts::format_address(range->to);
      }
      typed.insert(question.shape);
      browser().evaluate(
          "document.querySelector('#quiz input[type=text]').value = " + Json(words).dump() +
          "; document.querySelector('#quiz form').requestSubmit()");
    }
    ASSERT_FALSE(asks()) << prompt();
    EXPECT_EQ(text("#quiz .verdict .first .sign"), "✓") << prompt();
  }
  EXPECT_GE(typed.size(), 2u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, NothingBehindOneIsSeenBeforeItsAnswer) {
  write_with(questions::Level::mechanism);
  const std::string last = std::to_string(trace_.size());
  open_fresh("#step=0");
  browser().press("E", true);
  browser().press("End");
  ASSERT_TRUE(asks());
  const uint64_t at = step();
  browser().evaluate("document.activeElement.blur()");
  for (const char* key : {"End", "ArrowRight", "n"}) {
    browser().press(key);
    EXPECT_EQ(step(), at) << key;
  }
  browser().press("ArrowRight", true);
  EXPECT_EQ(step(), at);
  browser().evaluate("document.querySelector('#slider input').value = " + last +
                     "; document.querySelector('#slider input').oninput()");
  EXPECT_EQ(step(), at);
  browser().evaluate("postMessage({greenlens: 'show', step: " + last +
                     "}, '*'); new Promise((done) => setTimeout(done, 50))");
  EXPECT_EQ(step(), at);
  browser().evaluate("location.hash = '#step=" + last +
                     "'; new Promise((done) => setTimeout(done, 50))");
  EXPECT_EQ(step(), at);
  browser().press("q");
  browser().press("x");
  EXPECT_FALSE(is_hidden("#quiz"));
  EXPECT_TRUE(is_hidden("#past"));
  EXPECT_EQ(browser().evaluate("getComputedStyle(document.querySelector('#timeline "
                               "svg')).visibility"),
            "hidden");
  EXPECT_EQ(browser().evaluate("getComputedStyle(document.getElementById('steps')).display"),
            "none");
  // Back is not forbidden.
  browser().press("Home");
  EXPECT_EQ(step(), 0u);
  browser().press("End");
  EXPECT_EQ(step(), at);
  browser().press(" ");
  EXPECT_FALSE(asks());
  EXPECT_EQ(text("#quiz .verdict .first .sign"), "•");
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, TheScoreIsATableAndTheAnswersACodeThatIsGraded) {
  write_with(questions::Level::mechanism, 5);
  open_fresh("#step=0");
  listen();
  browser().press("e");
  std::vector<questions::Answered> expected;
  for (size_t n = 0; n < asked_.size(); ++n) {
    browser().evaluate("document.querySelector('#quiz .following').click()");
    const Question& question = shown();
    std::optional<questions::Answer> answer;
    if (n % 4 == 3) {
      browser().evaluate("document.querySelector('#quiz .show').click()");
    } else {
      const size_t choice = n % question.choices.size();
      click_choice(choice);
      browser().evaluate("document.querySelector('#quiz .give').click()");
      answer = question.choices[choice].answer;
      if (question.shape == Shape::greenlets) {
        answer = questions::Greenlets{{std::get<questions::Greenlet>(*answer).id}};
      }
    }
    expected.push_back(questions::answered(question, answer));
  }
  EXPECT_EQ(saved(), score_csv(english(), trace_, expected));
  const auto file = questions::parse_answers(copied());
  ASSERT_TRUE(file);
  EXPECT_EQ(file->seed, 5u);
  EXPECT_EQ(first_other(*file, trace_, asked_), 0u);
  ASSERT_EQ(file->answers.size(), asked_.size());
  for (size_t n = 0; n < asked_.size(); ++n) {
    const auto read = parse_answer(file->answers[n].typed, asked_[n], trace_.state(asked_[n].step));
    EXPECT_EQ(read, expected[n].answer) << n;
  }
  // It is kept when the page is opened once more, and begins anew if that is wanted.
  const std::string score = text("#quiz .score");
  open("#step=0");
  browser().press("e");
  EXPECT_EQ(text("#quiz .score"), score);
  browser().evaluate("document.querySelector('#quiz .forget').click()");
  EXPECT_EQ(text("#quiz .score"), "");
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, ALinkOpensThePageInQuestionModeAndAsksAtItsStep) {
  write_with(questions::Level::mechanism);
  const uint64_t at = asked_[1].step;
  open_fresh("#step=" + std::to_string(at) + "&quiz=on");
  EXPECT_TRUE(asks());
  EXPECT_EQ(step(), at);
  const std::string address = browser().evaluate("location.hash").get<std::string>();
  EXPECT_NE(address.find("quiz=on"), std::string::npos);
  browser().evaluate("document.querySelector('#quiz .show').click()");
  browser().press("E", true);
  EXPECT_EQ(browser().evaluate("location.hash").get<std::string>().find("quiz=on"),
            std::string::npos);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, ATeachersOwnAreAmongThem) {
  words::Notes notes;
  words::NoteQuestion own;
  own.step = 20;
  own.question = "What <b>moves</b>?";
  own.choices = {"Nothing", "<i>Bytes</i>"};
  own.answer = int64_t{2};
  own.explanation = "Look at the <arrow>.";
  notes.questions = {own};
  exports::ExportOptions options;
  options.notes = std::make_shared<const words::Notes>(notes);
  write(options);
  open_fresh("#step=20");
  browser().press("e");
  EXPECT_EQ(prompt(), "What <b>moves</b>?");
  browser().press("2");
  browser().press("Enter");
  EXPECT_EQ(text("#quiz .verdict .first .sign"), "✓");
  EXPECT_NE(text("#quiz .verdict").find("Look at the <arrow>."), std::string::npos);
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#quiz i, #quiz arrow').length"), 0);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, HaveRoomOnAPhone) {
  write_with(questions::Level::mechanism);
  browser().resize(390, 844, true);
  open_fresh("#step=0");
  browser().tap("#open_quiz");
  settle();
  browser().evaluate("document.querySelector('#quiz .following').click()");
  ASSERT_TRUE(asks());
  const Json shape = browser().evaluate(
      "(() => { const dock = document.getElementById('quiz').getBoundingClientRect(), one = "
      "document.querySelector('#quiz .choices button').getBoundingClientRect(); return [dock.left, "
      "dock.right, one.height, document.documentElement.scrollWidth]; })()");
  EXPECT_GE(shape[0], 0);
  EXPECT_LE(shape[1], 390);
  EXPECT_GE(shape[2], 44);
  EXPECT_LE(shape[3], 390);
  browser().tap("#quiz .choices button");
  settle();
  browser().tap("#quiz .give");
  settle();
  EXPECT_FALSE(asks());
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(QuestionsInBrowser, APageWithoutAnySaysSo) {
  open_fresh("#step=10");
  browser().press("e");
  EXPECT_EQ(text("#quiz .none"), "This page has no questions.");
  EXPECT_FALSE(asks());
  browser().press("End");
  EXPECT_EQ(step(), trace_.size());
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

}  // namespace
}  // namespace greenlens::testing
