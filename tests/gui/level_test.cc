// The window at every level: chosen in the menu, remembered, at once; a story has no addresses, and
// steps of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "gui/commands.h"
#include "gui/views/view.h"
#include "tests/gui/driver.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;
using words::Level;

std::string command_of(Level level) { return std::string("level_") + words::level_name(level); }

bool has_address(const std::string& text) {
  static const std::regex address("0x[0-9a-f]");
  return std::regex_search(text, address);
}

TEST(LevelInTheWindow, EachHasACommandInItsMenuAndIsRemembered) {
  for (const Mode mode : testing::kModes) {
    SCOPED_TRACE(testing::mode_name(mode));
    Driver driver(mode);
    driver.settle();
    EXPECT_EQ(driver.app().settings_to_keep().level, Level::mechanism);
    for (const Level level : words::kLevels) {
      const Command* command = find_command(command_of(level));
      ASSERT_NE(command, nullptr);
      EXPECT_EQ(command->section, Section::levels);
      ASSERT_TRUE(driver.run(command->id));
      driver.frame();
      EXPECT_EQ(driver.look().messages.level(), level);
      EXPECT_EQ(driver.look().quiz == nullptr || driver.look().quiz->asking().level == level, true);
      EXPECT_TRUE(is_in_force(driver.look(), *command));
      const Settings kept = driver.app().settings_to_keep();
      EXPECT_EQ(kept.level, level);
      EXPECT_EQ(parse_settings(format_settings(kept)).level, level);
    }
  }
}

TEST(LevelInTheWindow, StaysWhereTheLanguageIsAnotherOneAndTheOtherWayRound) {
  Driver driver(Mode::replay);
  driver.settle();
  ASSERT_TRUE(driver.run("level_addresses"));
  ASSERT_TRUE(driver.run("language_zh_hans"));
  EXPECT_EQ(&driver.look().messages, &words::Messages::of("zh-Hans", Level::addresses));
  ASSERT_TRUE(driver.run("level_story"));
  EXPECT_EQ(&driver.look().messages, &words::Messages::of("zh-Hans", Level::story));
}

TEST(LevelInTheWindow, AStoryGoesByItsOwnStepsAndWhoLeavesItByThoseFromBefore) {
  Driver driver(Mode::replay);
  driver.settle();
  ASSERT_TRUE(driver.run("grain_line"));
  ASSERT_TRUE(driver.run("level_story"));
  EXPECT_EQ(driver.look().choices.grain, Grain::story);
  ASSERT_TRUE(driver.run("level_addresses"));
  EXPECT_EQ(driver.look().choices.grain, Grain::line);
  ASSERT_TRUE(driver.run("level_story"));
  ASSERT_TRUE(driver.run("grain_phase"));
  ASSERT_TRUE(driver.run("level_mechanism"));
  EXPECT_EQ(driver.look().choices.grain, Grain::phase) << "who has chosen another one keeps it";
}

TEST(LevelInTheWindow, WhatIsSaidForThisTimeCountsAndIsNotRemembered) {
  Settings remembered = Driver::calm();
  remembered.level = Level::addresses;
  AppOptions said;
  said.first.level = Level::story;
  const App app(std::move(said), remembered);
  EXPECT_EQ(app.settings_to_keep().level, Level::addresses);
  EXPECT_EQ(app.settings_to_keep().grain, remembered.grain);
}

TEST(LevelInTheWindow, AStoryHasNoAddressInAnyView) {
  Settings settings = Driver::calm();
  settings.level = Level::story;
  settings.grain = Grain::story;
  Driver driver(Mode::replay, {1280, 800}, settings);
  driver.settle();
  size_t with_address = 0;
  for (const View& view : views()) {
    SCOPED_TRACE(view.id);
    ASSERT_TRUE(driver.run("level_story"));
    for (const char* move : {"first", "step", "step", "step", "last"}) {
      ASSERT_TRUE(driver.run(move)) << move;
      driver.app().carry_out(ask::Show{view.id});
      driver.frame();
      EXPECT_FALSE(has_address(driver.words())) << driver.words();
      testing::expect_no_imgui_errors();
      driver.app().carry_out(ask::CloseOverlay{});
    }
    if (!view.of_addresses) continue;
    EXPECT_THAT(driver.words(), HasSubstr(driver.text("ui.no_story")));
    driver.click(driver.text("ui.no_story.mechanism"));
    EXPECT_EQ(driver.look().messages.level(), Level::mechanism);
    driver.frame();
    EXPECT_THAT(driver.words(), Not(HasSubstr(driver.text("ui.no_story"))));
    ++with_address;
  }
  EXPECT_EQ(with_address, 5u);
}

}  // namespace
}  // namespace greenlens::gui
