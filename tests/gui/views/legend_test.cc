// The legend in the window: where it stands, and that one goes on beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include "gui/commands.h"
#include "gui/layouts.h"
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

TEST(LegendView, HidesNeitherTheSentenceNorTheBarAtAnyScale) {
  size_t looked_at = 0;
  for (const LayoutChoice layout :
       {LayoutChoice::everything, LayoutChoice::classroom, LayoutChoice::diagram}) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1366, 768}, ImVec2{1920, 1080}}) {
      for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
        Settings settings = Driver::calm();
        settings.layout = layout;
        settings.scale = scale;
        Driver driver(Mode::replay, size, settings);
        ASSERT_TRUE(driver.run("legend"));
        driver.frame();
        const ImGuiWindow* legend = ImGui::FindWindowByName("overlay");
        ASSERT_NE(legend, nullptr);
        const Look look = driver.look();
        const Area window{{0, 0}, size};
        for (const Placed& placed : layout_for(look, window).arrange(look, window).places) {
          if (is_panel(placed.slot)) continue;
          const ImVec2 low = placed.area.at;
          const ImVec4 place{low.x, low.y, low.x + placed.area.size.x, low.y + placed.area.size.y};
          EXPECT_FALSE(overlap(place, legend->Rect().ToVec4()))
              << layout_name(layout) << " at " << scale << " in " << size.x << ", slot "
              << static_cast<int>(placed.slot);
          ++looked_at;
        }
      }
    }
  }
  EXPECT_GT(looked_at, 70u);
}

TEST(LegendView, IsScrolledByKeysWhenItHasTheFocus) {
  Driver driver(Mode::replay, {1280, 500});
  ASSERT_TRUE(driver.run("legend"));
  driver.frame();
  const auto scrolled = [] {
    const ImGuiWindow* overlay = ImGui::FindWindowByName("overlay");
    return overlay->DC.ChildWindows.empty() ? -1 : overlay->DC.ChildWindows[0]->Scroll.y;
  };
  const uint64_t before = driver.cursor();
  ASSERT_EQ(scrolled(), 0);
  driver.press({kKeyTab});
  driver.press({kKeyDown});
  const float line = scrolled();
  EXPECT_GT(line, 0);
  driver.press({kKeyPageDown});
  const float page = scrolled();
  EXPECT_GT(page, line);
  driver.press({kKeyEnd});
  const float end = scrolled();
  EXPECT_GE(end, page);
  driver.press({kKeyUp});
  EXPECT_LT(scrolled(), end);
  driver.press({kKeyEnd});
  driver.press({kKeyPageUp});
  EXPECT_LT(scrolled(), end);
  driver.press({kKeyHome});
  EXPECT_EQ(scrolled(), 0);
  EXPECT_EQ(driver.cursor(), before) << "none of them was a step";
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), before + 1) << "one still steps";
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
