// The legend in the window: where it stands, and that one goes on beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/commands.h"
#include "gui/views/view.h"
#include "tests/gui/driver.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::legend {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

bool overlap(const ImVec4& a, const ImVec4& b) {
  return a.x < b.z && b.x < a.z && a.y < b.w && b.y < a.w;
}

TEST(LegendView, HidesNoPictureWhereThereIsRoom) {
  for (const LayoutChoice layout : {LayoutChoice::everything, LayoutChoice::classroom}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1920, 1080}}) {
      Settings settings = Driver::calm();
      settings.layout = layout;
      Driver driver(Mode::replay, size, settings);
      ASSERT_TRUE(driver.run("legend"));
      ASSERT_TRUE(driver.sees("legend"));
      for (const char* picture : {"stack", "timeline"}) {
        EXPECT_FALSE(overlap(driver.place("legend"), driver.place(picture)))
            << picture << " in " << layout_name(layout);
      }
    }
  }
}

TEST(LegendView, StaysWhileOneStepsAndClicks) {
  Driver driver(Mode::replay);
  driver.press(find_command("legend")->key);
  ASSERT_EQ(driver.choices().overlay, "legend");
  const uint64_t before = driver.cursor();
  driver.press(find_command("step")->key);
  EXPECT_EQ(driver.cursor(), before + 1);
  driver.click("stack");
  EXPECT_EQ(driver.choices().overlay, "legend");
  driver.press(find_command("legend")->key);
  EXPECT_EQ(driver.choices().overlay, "");
  driver.press(find_command("legend")->key);
  driver.press(find_command("close")->key);
  EXPECT_EQ(driver.choices().overlay, "");
}

TEST(LegendView, SaysWhatOccursAtTheStepAndNothingElse) {
  testing::Stage stage;
  const store::Timeline trace = testing::sample_timeline();
  const Draw draw = find_view("legend")->make();
  stage.moment = trace.at(1);
  stage.draw(draw, stage.look(&trace), {400, 1600});
  const std::string first = stage.heard();
  EXPECT_THAT(first, HasSubstr("a greenlet, below its parent: main"));
  EXPECT_THAT(first, Not(HasSubstr("hatched")));
  stage.moment = trace.at(trace.size());
  stage.draw(draw, stage.look(&trace), {400, 1600});
  const std::string last = stage.heard();
  EXPECT_THAT(last, HasSubstr("copy in the heap, of the whole slice: gr2"));
  EXPECT_THAT(last, HasSubstr("dead: gr1"));
}

}  // namespace
}  // namespace greenlens::gui::legend
