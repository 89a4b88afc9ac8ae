// What random schedules have found: the smallest program for each.
#include <gtest/gtest.h>

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {
namespace {

// Killing lends a greenlet its killer as parent. Giving the old parent back closed a circle, and
// the next search for a living ancestor went round and round in it.
TEST(Parent, StaysAcyclicWhenTheOldOneIsPutBelowAGreenletThatIsBeingKilled) {
  Greenlet saved;
  Greenlet old_parent("old parent", [](const Arguments&) -> Value { return {}; });
  Greenlet greenlet(
      "greenlet",
      [&](const Arguments&) -> Value {
        try {
          main_greenlet().switch_to();
        } catch (const GreenletExit&) {
          saved = current();
          old_parent.set_parent(saved);
          throw;
        }
        return {};
      },
      old_parent);
  greenlet.switch_to();
  greenlet = Greenlet();
  ASSERT_TRUE(saved.dead());
  EXPECT_EQ(old_parent.parent(), saved);
  EXPECT_EQ(saved.parent(), main_greenlet());
  EXPECT_EQ(saved.switch_to("to the nearest living ancestor"),
            Value("to the nearest living ancestor"));
  saved = Greenlet();
}

}  // namespace
}  // namespace greenlens::engine
