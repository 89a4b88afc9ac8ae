// What the window must also do.
#include <gtest/gtest.h>

#include "gui/app_state.h"
#include "tests/gui/driver.h"
#include "tests/gui/one_box.h"
#include "tracer/facts/event.h"

namespace greenlens::gui {
namespace {

using testing::box_at;
using testing::Driver;
using testing::Mode;

TEST(Window, FindPutsTheCursorIntoTheSearchField) {
  Driver driver(Mode::replay);
  driver.press(find_command("find")->key);
  driver.type("gr2");
  EXPECT_STREQ(driver.app().ui().search, "gr2");
}

TEST(Window, ControlPlusEnlargesOnKeyboardsWherePlusNeedsShift) {
  Driver driver(Mode::replay);
  driver.press({kKeyEqual, true, true});
  EXPECT_GT(driver.app().scale(), 1);
}

TEST(Window, TheHelpButtonClosesWhatItOpened) {
  Driver driver(Mode::replay);
  driver.click(driver.app().text("ui.bar.help"));
  EXPECT_EQ(driver.app().ui().overlay, Overlay::help);
  driver.click(driver.app().text("ui.bar.help"));
  EXPECT_EQ(driver.app().ui().overlay, Overlay::none);
}

TEST(App, TheEventIsAlwaysTheOneBetweenBeforeAndAfter) {
  Driver driver(Mode::replay);
  for (uint64_t step : {5u, 40u, 2u}) {
    driver.app().seek(step);
    EXPECT_EQ(driver.app().moment().number, driver.app().moment().after.step);
    driver.frame();
    const state::Moment& moment = driver.app().moment();
    ASSERT_EQ(moment.number, step);
    EXPECT_TRUE(same_fact(moment.event->fact, driver.app().trace().event(step).fact));
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

TEST(Tween, WordsThatChangeWithoutMotionAreNew) {
  Settings settings;
  settings.animate = true;
  Driver driver(Mode::picker, {1280, 800}, settings);
  driver.app().tweened("test", box_at(0, "before"));
  for (int i = 0; i < 20; ++i) {
    driver.frame(0.1f);
    driver.app().tweened("test", box_at(0, "after"));
  }
  EXPECT_EQ(driver.app().tweened("test", box_at(0, "after")).items.at(0).tooltip, "after");
}

}  // namespace
}  // namespace greenlens::gui
