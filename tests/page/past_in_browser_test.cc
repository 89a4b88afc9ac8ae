// Questions to the past, in the page: by mouse, keyboard, finger and address.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/page/page_in_browser.h"
#include "tests/support/hostile_trace.h"
#include "tracer/facts/address.h"
#include "tracer/past/number_history.h"
#include "tracer/past/where.h"
#include "tracer/state/queries.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::testing {
namespace {

using Json = Browser::Json;

class PastInBrowser : public PageInBrowser {
 protected:
  // The i-th word of the innermost frame that the page shows of this greenlet.
  words::SliceWord word_of(const store::Trace& trace, uint64_t step, const std::string& name,
                           size_t i) {
    const state::State state = trace.state(step);
    const state::GreenletState* g = state::find(state, state::find_named(state, name));
    return opened_slice(english(), state, *g, words::machine_of(trace.info()))[0].words[i];
  }
  Json expected_of_word(const store::Trace& trace, uint64_t step, const std::string& name,
                        const words::SliceWord& word) {
    past::ByteHistory history(trace.state(0));
    while (history.go_on(trace)) continue;
    past::Place place;
    const state::State state = trace.state(step);
    EXPECT_EQ(past::find_place(state, state::find_named(state, name), word.at,
                               static_cast<uint64_t>(word.size), &place),
              past::NoPlace::none);
    Json lines = Json::array();
    for (const past::WhereLine& line :
         past::where_lines(english(), past::where(history, trace, place, step),
                           [](uint64_t n) { return std::to_string(n); })) {
      lines.push_back(line.words);
    }
    return lines;
  }
  // As somebody reads them, the way from left to right.
  Json answer() {
    return browser().evaluate(
        "[...document.querySelectorAll('#past .answer p')].map((one) => one.textContent)");
  }
  static Json in_order(Json lines) {
    // What is doubtful stands with who wrote it.
    std::vector<std::string> all = lines;
    std::stable_partition(all.begin(), all.end(), [](const std::string& line) {
      return line.find("copies") == line.npos && line.find("opy since") == line.npos &&
             line.find("Read ") == line.npos && line.find("which may read it") == line.npos;
    });
    return all;
  }
  void expect_answer(const Json& expected) { EXPECT_EQ(in_order(answer()), in_order(expected)); }
  bool is_open() { return browser().evaluate("!document.getElementById('past').hidden"); }
  void open_first_frame() {
    browser().evaluate(
        "document.querySelector('#frames summary').click(); new Promise((done) => setTimeout(done, "
        "50))");
  }
};

INSTANTIATE_TEST_SUITE_P(Page, PastInBrowser, all_browsers(), name_of_browser);

TEST_P(PastInBrowser, SaysWhereAWordCameFromAndGoesThere) {
  open("#step=40&select=gr2");
  EXPECT_FALSE(is_open());
  open_first_frame();
  browser().click("#frames .asks:nth-child(2) td:nth-child(2)");
  EXPECT_TRUE(is_open());
  const words::SliceWord word = word_of(trace_, 40, "gr2", 1);
  const Json expected = expected_of_word(trace_, 40, "gr2", word);
  expect_answer(expected);
  EXPECT_EQ(text("#past .asked"), "asked at step 40");
  // A link goes to its step; the answer stays, and leads back.
  const Json links = browser().evaluate(
      "[...document.querySelectorAll('#past .answer .go')].map((one) => +one.textContent)");
  ASSERT_GT(links.size(), 0u);
  browser().click("#past .answer .go");
  EXPECT_EQ(step(), links[0].get<uint64_t>());
  expect_answer(expected);
  EXPECT_EQ(text("#past .answer [aria-current=step]"), links[0].dump());
  browser().click("#past .asked .go");
  EXPECT_EQ(step(), 40u);
  browser().click("#past .close");
  EXPECT_FALSE(is_open());
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PastInBrowser, IsAskedByKeyboardAndKeepsItsPlace) {
  open("#step=40&select=gr2");
  open_first_frame();
  browser().evaluate("document.querySelector('#frames .ask').focus()");
  // Enter is a button's own; a Firefox without a screen has no keyboard that it would heed.
  const bool has_keyboard = browser().evaluate("document.hasFocus()");
  if (has_keyboard) browser().press("Enter");
  if (!has_keyboard) browser().evaluate("document.activeElement.click()");
  EXPECT_TRUE(is_open());
  expect_answer(expected_of_word(trace_, 40, "gr2", word_of(trace_, 40, "gr2", 0)));
  const std::string label =
      browser().evaluate("document.activeElement.getAttribute('aria-label')").get<std::string>();
  EXPECT_NE(label.find("where did it come from?"), std::string::npos);
  browser().press("ArrowRight");
  EXPECT_EQ(browser().evaluate("document.activeElement.getAttribute('aria-label')"), label)
      << "the word is there at the next step, too, and has the keyboard";
  browser().press("Escape");
  EXPECT_FALSE(is_open());
  browser().press("q");
  EXPECT_TRUE(is_open());
  EXPECT_EQ(browser().evaluate("document.activeElement.closest('#past') !== null"), true);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PastInBrowser, ListsTheHistoryOfEachNumberThatIsShown) {
  open("#step=40&select=gr1");
  const facts::GreenletId gr1 = state::find_named(trace_.state(40), "gr1");
  const Json fields = browser().evaluate(
      "[...document.querySelectorAll('#fields .ask')].map((one) => "
      "one.closest('tr').firstChild.textContent)");
  ASSERT_GT(fields.size(), 6u);
  for (size_t i = 0; i < fields.size(); ++i) {
    browser().evaluate("document.querySelectorAll('#fields .ask')[" + std::to_string(i) +
                       "].click()");
    past::NumberHistory history(*past::field_of(gr1, fields[i].get<std::string>()),
                                trace_.state(0));
    while (history.go_on(trace_, trace_.size())) continue;
    Json expected = Json::array();
    for (const past::ValueChange& change : history.changes()) {
      expected.push_back(std::to_string(change.step) + " " +
                         (change.was.empty() ? "–" : change.was) + " → " +
                         (change.is.empty() ? "–" : change.is));
    }
    EXPECT_EQ(browser().evaluate(
                  "[...document.querySelectorAll('#past .change')].map((one) => one.textContent)"),
              expected)
        << fields[i];
  }
  browser().evaluate(
      "[...document.querySelectorAll('#fields .ask')].find((one) => "
      "one.closest('tr').firstChild.textContent === 'stack_saved').click()");
  const std::string last =
      browser()
          .evaluate("[...document.querySelectorAll('#past .change b')].pop().textContent")
          .get<std::string>();
  browser().click("#past li:last-child .change");
  EXPECT_EQ(std::to_string(step()), last);
  EXPECT_EQ(text("#past .change[aria-current] b"), last);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PastInBrowser, HasItsQuestionInItsAddress) {
  const words::SliceWord word = word_of(trace_, 40, "gr2", 1);
  const std::string address = facts::format_address(word.at);
  open("#step=30&past=gr2:" + address + "@40");
  EXPECT_EQ(step(), 30u);
  const Json expected = expected_of_word(trace_, 40, "gr2", word);
  expect_answer(expected);
  const std::string all = browser().evaluate("location.hash").get<std::string>();
  open(all);
  expect_answer(expected);
  open("#step=30&past=current");
  EXPECT_EQ(text("#past h3"), "current");
  EXPECT_GT(browser().evaluate("document.querySelectorAll('#past .change').length").get<int>(), 3);
  for (const char* none : {"nobody.stack_saved", "gr2:x@40", "gr2:-0x10@40000", "__proto__", "@"}) {
    open(std::string("#step=30&past=") + none);
    EXPECT_FALSE(is_open()) << none;
  }
  open("#step=30&past=gr2:-0x7777@30");
  EXPECT_EQ(answer(), Json({"The page has no such word at that step."}));
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PastInBrowser, IsAskedByFingersOnAPhone) {
  browser().resize(390, 844, true);
  open("#step=40&select=gr2");
  open_first_frame();
  browser().tap("#frames .asks:nth-child(3) td:nth-child(3)");
  settle();
  EXPECT_TRUE(is_open());
  expect_answer(expected_of_word(trace_, 40, "gr2", word_of(trace_, 40, "gr2", 2)));
  const Json shape = browser().evaluate(
      "(() => { const dock = document.getElementById('past').getBoundingClientRect(), close = "
      "document.querySelector('#past .close').getBoundingClientRect(); return [dock.left, "
      "dock.right, close.width, close.height, document.documentElement.scrollWidth]; })()");
  EXPECT_GE(shape[0], 0);
  EXPECT_LE(shape[1], 390);
  EXPECT_GE(shape[2], 44);
  EXPECT_GE(shape[3], 44);
  EXPECT_LE(shape[4], 390);
  const std::string to = browser()
                             .evaluate("document.querySelector('#past .answer .go').textContent")
                             .get<std::string>();
  browser().tap("#past .answer .go");
  EXPECT_EQ(step_after(std::stoull(to)), std::stoull(to));
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PastInBrowser, ShowsWhenARegisterWasWritten) {
  uint64_t first = 0;
  write(stepped_timeline(&first), {});
  open("#step=" + std::to_string(first));
  browser().click("#registers .ask");
  EXPECT_EQ(text("#past h3"), "rsp");
  browser().press("ArrowRight");
  EXPECT_TRUE(is_open());
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PastInBrowser, MakesNoElementOfAName) {
  const store::Timeline trace = hostile_timeline();
  write(trace, {});
  open("#step=40");
  browser().evaluate(
      "for (const one of document.querySelectorAll('#frames details')) one.open = true");
  const std::string all =
      "document.querySelectorAll('#past *').length + ' ' + [...document.querySelectorAll('#past "
      "*')].filter((one) => !['DIV', 'H3', 'SPAN', 'LABEL', 'SELECT', 'OPTION', 'OPTGROUP', "
      "'BUTTON', 'P', 'OL', 'LI', 'B'].includes(one.tagName)).length";
  const auto clicked = [&](const std::string& selector) {
    browser().evaluate("for (const one of document.querySelectorAll('" + selector +
                       "')) one.click()");
    const std::string seen = browser().evaluate(all).get<std::string>();
    EXPECT_EQ(seen.substr(seen.find(' ')), " 0") << selector;
  };
  clicked("#frames .ask");
  clicked("#fields .ask");
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

}  // namespace
}  // namespace greenlens::testing
