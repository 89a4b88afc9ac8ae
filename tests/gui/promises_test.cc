// What the window must also do.
#include <gtest/gtest.h>

#include "gui/app.h"
#include "tests/gui/driver.h"
#include "tracer/facts/event.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;

TEST(Window, FindPutsTheCursorIntoTheSearchField) {
  Driver driver(Mode::replay);
  driver.press(find_command("find")->key);
  ASSERT_TRUE(driver.sees("event 1")) << driver.labels();
  driver.type("gr2");
  EXPECT_FALSE(driver.sees("event 1")) << driver.labels();
}

TEST(Window, ControlPlusEnlargesOnKeyboardsWherePlusNeedsShift) {
  Driver driver(Mode::replay);
  driver.press({kKeyEqual, true, true});
  EXPECT_GT(driver.app().settings().scale, 1);
}

TEST(Window, TheKeyOfHelpClosesWhatItOpened) {
  Driver driver(Mode::replay);
  driver.press({kKeyF1});
  EXPECT_EQ(driver.choices().overlay, "help");
  driver.press({kKeyF1});
  EXPECT_EQ(driver.choices().overlay, "");
}

TEST(App, TheEventIsAlwaysTheOneBetweenBeforeAndAfter) {
  Driver driver(Mode::replay);
  for (uint64_t step : {5u, 40u, 2u}) {
    driver.seek(step);
    EXPECT_EQ(driver.look().moment.number, driver.look().moment.after.step);
    driver.frame();
    const state::Moment& moment = driver.look().moment;
    ASSERT_EQ(moment.number, step);
    EXPECT_TRUE(same_fact(moment.event->fact, driver.trace().event(step).fact));
    EXPECT_EQ(moment.before.step + 1, moment.after.step);
  }
}

TEST(App, AFinishedLiveProgramIsNotCalledAReplay) {
  Driver driver(Mode::live);
  driver.run("last");
  EXPECT_EQ(driver.words().find("replay"), std::string::npos) << driver.words();
}

TEST(Window, SelectedWordsInATextFieldCanBeRead) {
  Driver driver(Mode::replay);
  ImVec4 selection = ImGui::GetStyleColorVec4(ImGuiCol_TextSelectedBg);
  ImVec4 field = ImGui::GetStyleColorVec4(ImGuiCol_FrameBg);
  float difference = std::abs(selection.x - field.x) + std::abs(selection.y - field.y) +
                     std::abs(selection.z - field.z);
  EXPECT_GT(difference * selection.w, 0.15f);
}

}  // namespace
}  // namespace greenlens::gui
