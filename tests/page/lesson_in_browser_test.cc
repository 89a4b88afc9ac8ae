// A lesson in the page: its parts, its questions, what is done and kept.
#include <gtest/gtest.h>

#include "tests/page/page_in_browser.h"
#include "tracer/lessons/placed.h"

namespace greenlens::testing {
namespace {

constexpr const char* kLesson = R"(# Who is in the way
run: test1_test2
level: story

An introduction.

## The beginning
at: story 1

Some bytes of main go.

? Whose bytes went?
- [x] Those of main
- [ ] Those of gr1 {own_stack}

## gr2 has gone
at: story 7
look: gr2 copy

All of it.

ask: leaks_at_end

## The end
at: story last
do: perform

Over.
)";

class LessonInBrowser : public PageInBrowser {
 protected:
  void open_lesson(const std::string& address = "") {
    exports::ExportOptions options;
    options.lesson = std::make_shared<const lessons::Lesson>(lessons::parse_lesson(kLesson).lesson);
    options.lesson_id = "way";
    options.asking.level = words::Level::story;
    write(options);
    open(address);
    browser().evaluate("localStorage.clear()");
    open(address);
  }
  void click(const std::string& selector) {
    browser().evaluate("document.querySelector('" + selector + "').click()");
  }
  uint64_t story(uint64_t number) const { return trace_.stop(facts::Grain::story, number); }
  int dots_done() {
    return browser().evaluate("document.querySelectorAll('#lesson .dot.is_done').length");
  }
};

TEST_P(LessonInBrowser, BeginsAtItsFirstPart) {
  open_lesson();
  EXPECT_EQ(text("h1"), "Who is in the way");
  EXPECT_EQ(text("#lesson h2"), "The beginning");
  EXPECT_EQ(step(), story(1));
  EXPECT_NE(text("#lesson .text").find("An introduction."), std::string::npos);
  EXPECT_EQ(browser().evaluate("document.querySelectorAll('#lesson .dot').length"), 3);
}

TEST_P(LessonInBrowser, IsGoneThroughByButtonsDotsAndKeys) {
  open_lesson();
  click("#lesson .further");
  EXPECT_EQ(text("#lesson h2"), "gr2 has gone");
  EXPECT_EQ(step(), story(7));
  EXPECT_EQ(text("#lesson .text"), "All of it.");
  EXPECT_NE(text("#notes").find("gr2"), std::string::npos) << "what it speaks of is marked";
  browser().press("PageDown");
  EXPECT_EQ(text("#lesson h2"), "The end");
  EXPECT_EQ(step(), trace_.size());
  browser().press("PageUp");
  EXPECT_EQ(text("#lesson h2"), "gr2 has gone");
  click("#lesson .dot");
  EXPECT_EQ(text("#lesson h2"), "The beginning");
  open("#part=2");
  EXPECT_EQ(text("#lesson h2"), "gr2 has gone");
  EXPECT_EQ(step(), story(7));
}

TEST_P(LessonInBrowser, APartIsDoneOnceItsQuestionIsAnsweredRightAndThatIsKept) {
  open_lesson();
  EXPECT_EQ(dots_done(), 0);
  click("#lesson .ask_it");
  EXPECT_EQ(text("#quiz h3"), "Whose bytes went?");
  browser().press("2");
  browser().press("Enter");
  EXPECT_NE(text("#quiz .verdict").find("stack of its own"), std::string::npos);
  EXPECT_EQ(dots_done(), 0);
  browser().evaluate("document.querySelector('#quiz .forget').click()");
  click("#lesson .ask_it");
  browser().press("1");
  browser().press("Enter");
  EXPECT_EQ(dots_done(), 1);
  // The last part asks nothing: whoever is there has done it.
  click("#lesson .further");
  click("#lesson .further");
  EXPECT_EQ(dots_done(), 2);
  EXPECT_NE(text("#lesson .todos").find("In the program"), std::string::npos);
  open();
  EXPECT_EQ(dots_done(), 2) << "also another day";
}

TEST_P(LessonInBrowser, AQuestionOfItIsMarkedLikeTheOthersAndIsInTheScore) {
  open_lesson("#part=2");
  click("#lesson .ask_it");
  EXPECT_TRUE(browser().evaluate("document.body.classList.contains('asking')"));
  // Whoever goes on puts it away.
  click("#lesson .earlier");
  EXPECT_FALSE(browser().evaluate("document.body.classList.contains('asking')"));
  EXPECT_EQ(text("#lesson h2"), "The beginning");
}

TEST_P(LessonInBrowser, APageWithoutOneHasNoPlaceForIt) {
  write({});
  open();
  EXPECT_TRUE(browser().evaluate("document.querySelector('#lesson').hidden"));
  EXPECT_FALSE(browser().evaluate("document.querySelector('main').classList.contains('taught')"));
}

TEST_P(LessonInBrowser, HasRoomOnAPhone) {
  open_lesson("#part=2");
  browser().resize(390, 844);
  settle();
  EXPECT_LE(browser().evaluate("document.documentElement.scrollWidth").get<double>(), 390);
}

INSTANTIATE_TEST_SUITE_P(Browsers, LessonInBrowser, all_browsers(), name_of_browser);

}  // namespace
}  // namespace greenlens::testing
