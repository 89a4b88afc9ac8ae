// Breakpoints in the page: set by mouse, keyboard, finger and address, and gone through.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/page/page_in_browser.h"
#include "tests/support/hostile_trace.h"
#include "tracer/past/find_where.h"

namespace greenlens::testing {
namespace {

using Json = Browser::Json;

class BreakpointsInBrowser : public PageInBrowser {
 protected:
  std::vector<uint64_t> steps_of(const std::string& condition) {
    return past::steps_where(trace_, {*past::parse_condition(condition).condition}, 0,
                             trace_.size());
  }
  // As a person does it with the list.
  void set(const std::string& condition) {
    browser().evaluate(
        "(() => { const list = document.querySelector('#breakpoints select'); list.value = "
        "[...list.options].find((one) => one.text.startsWith(" +
        Json(condition).dump() + ")).value; list.dispatchEvent(new Event('change')); })()");
    browser().click("#add_stop");
  }
  uint64_t ticks() {
    return browser().evaluate(
        "(document.querySelector('#stops path').getAttribute('d').match(/M/g) || []).length");
  }
};

INSTANTIATE_TEST_SUITE_P(Page, BreakpointsInBrowser, all_browsers(), name_of_browser);

TEST_P(BreakpointsInBrowser, LeadFromOneToTheNextAndBack) {
  open();
  browser().press("y");
  EXPECT_EQ(step(), 0u);
  EXPECT_EQ(browser().evaluate("document.getElementById('breakpoints').hidden"), false)
      << "without any there is the list";
  set("slice_saved");
  std::vector<uint64_t> steps = steps_of("slice_saved");
  ASSERT_GT(steps.size(), 2u);
  EXPECT_EQ(ticks(), steps.size());
  for (const uint64_t n : steps) {
    browser().press("y");
    EXPECT_EQ(step(), n);
  }
  browser().press("y");
  EXPECT_EQ(step(), steps.back());
  EXPECT_EQ(text("#breakpoints output"), "No breakpoint stops after this step.");
  browser().click("#previous_stop");
  EXPECT_EQ(step(), steps[steps.size() - 2]);
  EXPECT_EQ(text("#breakpoints output"), "breakpoint " + std::to_string(steps.size() - 1) + " of " +
                                             std::to_string(steps.size()));
  browser().press("Y", true);
  EXPECT_EQ(step(), steps[steps.size() - 3]);
  browser().click("#next_stop");
  EXPECT_EQ(step(), steps[steps.size() - 2]);
  // One more: both stop.
  set("current == gr2");
  for (const uint64_t n : steps_of("current == gr2")) steps.push_back(n);
  std::sort(steps.begin(), steps.end());
  browser().press("Home");
  for (const uint64_t n : steps) {
    browser().press("y");
    EXPECT_EQ(step(), n);
  }
  browser().click("#breakpoints li button");
  EXPECT_EQ(ticks(), steps_of("current == gr2").size());
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(BreakpointsInBrowser, OfferWhatStopsWhereTheConditionDoes) {
  open();
  const Json offers = browser().evaluate(
      "[...document.querySelectorAll('#breakpoints option')].slice(1).map((one) => one.text)");
  ASSERT_GT(offers.size(), 20u);
  for (const char* condition :
       {"bytes_copied > 64", "gr1.stack_saved > 0", "current == main", "greenlet_created"}) {
    const std::string count = "(" + std::to_string(steps_of(condition).size()) + ")";
    EXPECT_TRUE(std::any_of(offers.begin(), offers.end(), [&](const Json& one) {
      return one.get<std::string>() == std::string(condition) + "\u2003" + count;
    })) << condition;
  }
}

TEST_P(BreakpointsInBrowser, AreSetByAClickOnALinesNumber) {
  open("#step=3");
  const std::string line = text("#source button.number");
  browser().click("#source button.number");
  EXPECT_EQ(browser().evaluate(
                "document.querySelector('#source button.number').getAttribute('aria-pressed')"),
            "true");
  const std::string condition = text("#breakpoints li code");
  EXPECT_EQ(condition.substr(condition.rfind(':')), ":" + line);
  browser().press("Home");
  browser().press("y");
  EXPECT_EQ(step(), steps_of(condition).front());
  browser().click("#source button.number");
  EXPECT_EQ(ticks(), 0u);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(BreakpointsInBrowser, AreInTheAddressAndMadeWithThePage) {
  open("#break=slice_saved&break=nothing+of+that&break=current+%3D%3D+gr2");
  EXPECT_EQ(ticks(), steps_of("slice_saved").size() + steps_of("current == gr2").size());
  const std::string address = browser().evaluate("location.hash").get<std::string>();
  EXPECT_NE(address.find("break=slice_saved&break=current"), std::string::npos) << address;
  exports::ExportOptions options;
  options.stops = {"bytes_copied > 100 and owner == gr1"};
  write(options);
  open();
  EXPECT_EQ(text("#breakpoints li code"), options.stops[0]);
  browser().press("y");
  EXPECT_EQ(step(), steps_of(options.stops[0]).front());
  EXPECT_EQ(browser().evaluate("location.hash").get<std::string>().find("break"),
            std::string::npos);
  browser().press("x");
  browser().click("#breakpoints li button");
  open(browser().evaluate("location.hash").get<std::string>());
  EXPECT_EQ(ticks(), 0u) << "taken away, and so it stays";
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(BreakpointsInBrowser, AreSetByFingersOnAPhone) {
  browser().resize(390, 844, true);
  open();
  browser().tap("#open_breakpoints");
  settle();
  browser().evaluate(
      "(() => { const list = document.querySelector('#breakpoints select'); list.value = "
      "[...list.options].find((one) => one.text.startsWith('slice_saved')).value; "
      "list.dispatchEvent(new Event('change')); })()");
  browser().tap("#add_stop");
  settle();
  browser().tap("#next_stop");
  EXPECT_EQ(step_after(steps_of("slice_saved")[0]), steps_of("slice_saved")[0]);
  const Json sizes = browser().evaluate(
      "['#open_breakpoints', '#next_stop', '#previous_stop', '#open_past', '#add_stop', "
      "'#breakpoints select', '#breakpoints .close', '#breakpoints li button'].map((one) => { "
      "const r = document.querySelector(one).getBoundingClientRect(); return [r.height, r.right, "
      "r.width]; })");
  for (const Json& one : sizes) {
    EXPECT_GE(one[0], 44);
    EXPECT_LE(one[1], 390);
    EXPECT_GE(one[2], 36);
  }
  EXPECT_LE(browser().evaluate("document.documentElement.scrollWidth"), 390);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(BreakpointsInBrowser, MakeNoElementOfAName) {
  write(hostile_timeline(), {});
  open();
  const Json count = browser().evaluate(
      "(() => { const list = document.querySelector('#breakpoints select'); for (const one of "
      "list.options) { list.value = one.value; list.onchange(); "
      "document.getElementById('add_stop').click(); } return "
      "[document.querySelectorAll('#breakpoints li').length, "
      "[...document.querySelectorAll('#breakpoints li *')].filter((one) => !['CODE', 'SMALL', "
      "'BUTTON'].includes(one.tagName)).length]; })()");
  EXPECT_GT(count[0], 20);
  EXPECT_EQ(count[1], 0);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

}  // namespace
}  // namespace greenlens::testing
