// How deep a page goes: its reader chooses, at once, and a story has no address.
#include <gtest/gtest.h>

#include "tests/page/page_in_browser.h"

namespace greenlens::testing {
namespace {

using facts::Grain;
using words::Level;
using words::Messages;

class LevelsInBrowser : public PageInBrowser {
 protected:
  void choose(Level level) {
    browser().evaluate(std::string("(() => { const all = document.getElementById('level'); ") +
                       "all.value = '" + words::level_name(level) +
                       "'; all.dispatchEvent(new Event('change')); })()");
  }
  std::string told(Level level, uint64_t n) {
    return words::narrate(Messages::of("en", level), trace_.at(n)).headline;
  }
  // What can be read and heard.
  std::string seen() {
    return browser()
        .evaluate(
            "document.body.innerText + [...document.querySelectorAll('.picture "
            "[aria-label]')].map((part) => part.getAttribute('aria-label')).join('\\n')")
        .get<std::string>();
  }
};

INSTANTIATE_TEST_SUITE_P(Page, LevelsInBrowser, all_browsers(), name_of_browser);

TEST_P(LevelsInBrowser, AreChosenAtOnceAndStandInTheAddress) {
  open("#step=40");
  EXPECT_EQ(text("#sentence h2"), told(Level::mechanism, 40));
  for (const Level level : {Level::addresses, Level::mechanism, Level::story}) {
    choose(level);
    EXPECT_EQ(step(), 40u);
    EXPECT_EQ(text("#sentence h2"), told(level, 40)) << words::level_name(level);
    const std::string address = browser().evaluate("location.hash").get<std::string>();
    open(address);
    EXPECT_EQ(text("#sentence h2"), told(level, 40)) << address;
  }
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(LevelsInBrowser, AStoryHasItsOwnStepsAndNoAddress) {
  open("#step=0&grain=line");
  EXPECT_NE(seen().find("Source"), std::string::npos);
  browser().press("End");
  EXPECT_NE(seen().find("-0x"), std::string::npos) << "the mechanism has some";
  browser().press("Home");
  choose(Level::story);
  EXPECT_EQ(text("#grains .on"), "story");
  for (uint64_t k = 1; k <= trace_.count(Grain::story); ++k) {
    browser().press("ArrowRight");
    const uint64_t n = trace_.stop(Grain::story, k);
    ASSERT_EQ(step(), n);
    EXPECT_EQ(text("#sentence h2"), told(Level::story, n));
    EXPECT_EQ(seen().find("0x"), std::string::npos) << seen();
    browser().press("q");
    EXPECT_EQ(browser().evaluate("document.getElementById('past').hidden"), true);
  }
  const auto listed = browser().evaluate("document.getElementById('steps').textContent");
  EXPECT_EQ(listed.get<std::string>().find("0x"), std::string::npos);
  choose(Level::mechanism);
  EXPECT_EQ(text("#grains .on"), "line") << "as before";
  EXPECT_NE(seen().find("-0x"), std::string::npos);
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(LevelsInBrowser, APageBeginsAtTheLevelThatItWasWrittenAt) {
  std::ofstream file(folder_ + "/lesson.html", std::ios::binary);
  const auto sink = [&](std::string_view bytes) { return file << bytes, true; };
  ASSERT_FALSE(
      exports::find_exporter("html")->write(Messages::of("en", Level::story), trace_, {}, sink));
  file.close();
  open("#step=0");
  EXPECT_EQ(text("#grains .on"), "story");
  browser().press("ArrowRight");
  EXPECT_EQ(text("#sentence h2"), told(Level::story, trace_.stop(Grain::story, 1)));
  EXPECT_EQ(seen().find("0x"), std::string::npos);
  choose(Level::addresses);
  EXPECT_EQ(text("#sentence h2"), told(Level::addresses, step()));
  EXPECT_NE(seen().find("0x"), std::string::npos);
}

}  // namespace
}  // namespace greenlens::testing
