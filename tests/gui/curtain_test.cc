// What lies behind a curtain is not there: whatever is asked, and whatever is drawn.
#include "gui/curtain.h"

#include <gtest/gtest.h>

#include "gui/picture.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/scene/timeline/timeline_scene.h"

namespace greenlens::gui {
namespace {

// The same events, and no more.
store::Timeline cut_at(const store::Timeline& whole, uint64_t step) {
  store::Timeline part;
  part.set_info(whole.info());
  for (uint64_t n = 1; n <= step; ++n) part.append(whole.event(n));
  return part;
}

TEST(Curtain, AnswersAsATraceThatEndsThere) {
  const store::Timeline whole = testing::sample_timeline();
  for (uint64_t step = 0; step <= whole.size(); ++step) {
    const store::Timeline part = cut_at(whole, step);
    const Curtain curtain(whole, step);
    ASSERT_EQ(curtain.size(), step);
    EXPECT_EQ(curtain.at(UINT64_MAX).number, step);
    EXPECT_EQ(curtain.contradicted(), part.contradicted());
    EXPECT_EQ(curtain.printed_until(UINT64_MAX), part.printed_until(UINT64_MAX));
    EXPECT_EQ(curtain.printed(1, 1000).size(), part.printed(1, 1000).size());
    for (const facts::Grain grain : facts::kGrains) {
      EXPECT_EQ(curtain.next(grain, step), std::nullopt);
      EXPECT_EQ(curtain.count_until(grain, UINT64_MAX), part.count_until(grain, step));
      EXPECT_LE(curtain.stop(grain, whole.count(grain)), step);
    }
    const auto anything = [](const facts::Event&) { return true; };
    EXPECT_EQ(curtain.find(step, store::Trace::Direction::forward, anything, facts::kNobody),
              std::nullopt);
  }
}

TEST(Curtain, PicturesOfWhoRanAreThoseOfATraceThatEndsThere) {
  const store::Timeline whole = testing::sample_timeline();
  scene::SceneOptions options;
  options.width = 900, options.height = 160;
  for (uint64_t step = 1; step <= whole.size(); ++step) {
    const store::Timeline part = cut_at(whole, step);
    const Curtain curtain(whole, step);
    EXPECT_TRUE(looks_same(scene::timeline_scene(testing::english(), curtain, step, {}, options),
                           scene::timeline_scene(testing::english(), part, step, {}, options)))
        << step;
  }
}

}  // namespace
}  // namespace greenlens::gui
