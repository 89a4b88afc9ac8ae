// The page under fingers, on a phone.
#include <gtest/gtest.h>

#include <vector>

#include "tests/page/page_in_browser.h"

namespace greenlens::testing {
namespace {

// A finger's way in a straight line.
std::vector<Place> straight(Place from, Place to) {
  constexpr int kMoves = 10;
  std::vector<Place> way;
  for (int i = 0; i <= kMoves; ++i) {
    way.push_back({from.x + (to.x - from.x) * i / kMoves, from.y + (to.y - from.y) * i / kMoves});
  }
  return way;
}

TEST_P(PageInBrowser, GoesByTapsAndTheSlider) {
  browser().resize(360, 740, true);
  open("#step=40");
  browser().tap("#next");
  EXPECT_EQ(step_after(41), 41u);
  browser().tap("#back");
  EXPECT_EQ(step_after(40), 40u);
  browser().tap("#grains [data-grain=\"switch\"]");
  settle();
  EXPECT_EQ(text("#grains .on"), "switch");
  const Place middle = browser().middle_of("#slider input");
  const double thumb = browser()
                           .evaluate(
                               "(() => { const i = document.querySelector('#slider input'), "
                               "r = i.getBoundingClientRect(); return r.left + 8 + (r.width "
                               "- 16) * i.value / i.max; })()")
                           .get<double>();
  browser().touch(straight({thumb, middle.y}, {340, middle.y}));
  EXPECT_EQ(step_after(trace_.size()), trace_.size());
  EXPECT_EQ(browser().complaints(), std::vector<std::string>());
}

TEST_P(PageInBrowser, TurnsStepsLikePagesUnderAFinger) {
  browser().resize(360, 740, true);
  open("#step=40");
  for (const char* picture : {"#stack", "#timeline"}) {
    const Place at = browser().middle_of(picture);
    browser().touch(straight({300, at.y}, {60, at.y + 10}));
    EXPECT_EQ(step_after(41), 41u) << picture;
    browser().touch(straight({60, at.y}, {300, at.y - 10}));
    EXPECT_EQ(step_after(40), 40u) << picture;
    browser().touch(straight({180, at.y}, {200, at.y}));
    settle();
    EXPECT_EQ(step(), 40u) << "that was hardly a way";
  }
  EXPECT_EQ(browser().evaluate("document.body.classList.contains('selecting')"), false)
      << "nor did it select";
}

TEST_P(PageInBrowser, ScrollsAndZoomsUnderFingersAsEveryPage) {
  browser().resize(360, 740, true);
  open("#step=40");
  browser().evaluate("scrollTo(0, 0)");
  const double top = browser()
                         .evaluate("document.getElementById('stack').getBoundingClientRect().top")
                         .get<double>();
  browser().touch(straight({180, top + 250}, {200, top + 10}));
  settle();
  EXPECT_EQ(step(), 40u);
  const bool is_browsers_own = browser().fingers_reach_the_browser();
  if (is_browsers_own) {
    EXPECT_GT(browser().evaluate("scrollY").get<double>(), 100);
  }
  browser().evaluate("scrollTo(0, 0)");
  browser().pinch({180, top + 150}, 80, 240);
  settle();
  EXPECT_EQ(step(), 40u);
  if (!is_browsers_own) return;
  EXPECT_GT(browser().evaluate("visualViewport.scale").get<double>(), 1.5);
  // Then a finger moves what is seen.
  const double left = browser().evaluate("visualViewport.pageLeft").get<double>();
  browser().touch(straight({200, 300}, {150, 300}));
  settle();
  EXPECT_EQ(step(), 40u);
  EXPECT_GT(browser().evaluate("visualViewport.pageLeft").get<double>(), left);
}

TEST_P(PageInBrowser, MovesNothingForWhoWantsThat) {
  open("#step=40");
  const std::string moving =
      "document.getAnimations().filter((one) => one.effect.target.closest('svg')).length";
  browser().press("ArrowRight");
  EXPECT_GT(browser().evaluate(moving).get<int>(), 0);
  open("#step=40");
  browser().evaluate(
      "window.matchMedia = (asked) => ({matches: asked.includes('reduced-motion')})");
  browser().press("ArrowRight");
  EXPECT_EQ(step(), 41u);
  EXPECT_EQ(browser().evaluate(moving), 0);
}

}  // namespace
}  // namespace greenlens::testing
