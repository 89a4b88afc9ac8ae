// The window in every language: chosen in the menu, remembered, at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/commands.h"
#include "gui/menus.h"
#include "gui/views/view.h"
#include "tests/gui/driver.h"
#include "tracer/words/languages.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

std::string command_of(const words::Language& language) {
  std::string id = std::string("language_") + language.id;
  for (char& c : id) c = c == '-' ? '_' : static_cast<char>(std::tolower(c));
  return id;
}

TEST(Language, EachHasACommandInItsMenu) {
  for (const words::Language& language : words::kLanguages) {
    const Command* command = find_command(command_of(language));
    ASSERT_NE(command, nullptr) << command_of(language);
    EXPECT_EQ(command->section, Section::languages);
    const Driver driver(Mode::picker);
    const Request asked = command->request(driver.look());
    ASSERT_TRUE(std::holds_alternative<ask::ChooseLanguage>(asked));
    EXPECT_EQ(std::get<ask::ChooseLanguage>(asked).language, language.id);
  }
}

TEST(Language, IsSpokenAtOnceAndRemembered) {
  for (const Mode mode : testing::kModes) {
    SCOPED_TRACE(testing::mode_name(mode));
    Driver driver(mode);
    driver.settle();
    const std::string english = driver.text("menu.view");
    EXPECT_EQ(driver.app().settings_to_keep().language, "");
    for (const words::Language& language : words::kLanguages) {
      ASSERT_TRUE(driver.run(command_of(language)));
      driver.frame();
      EXPECT_EQ(driver.app().language(), language.id);
      EXPECT_EQ(driver.text("menu.view"), words::Messages::of(language.id).text("menu.view"));
      EXPECT_THAT(driver.words(), HasSubstr(driver.text("menu.view")));
      EXPECT_EQ(driver.app().settings_to_keep().language, language.id);
      EXPECT_TRUE(is_in_force(driver.look(), *find_command(command_of(language))));
    }
    EXPECT_THAT(driver.words(), Not(HasSubstr(english)));
    ASSERT_TRUE(driver.run("language_en"));
    driver.frame();
    EXPECT_THAT(driver.words(), HasSubstr(english));
  }
}

TEST(Language, WhatIsSaidForThisTimeCountsAndIsNotRemembered) {
  AppOptions options;
  options.language = "zh-Hant";
  Settings remembered = Driver::calm();
  EXPECT_EQ(App(std::move(options), remembered).language(), "zh-Hant") << "nothing else is known";

  remembered.language = "zh-Hans";
  AppOptions more;
  more.language = "zh-Hant";
  EXPECT_EQ(App(std::move(more), remembered).language(), "zh-Hans") << "what was chosen";

  AppOptions said;
  said.first.language = "en";
  App app(std::move(said), remembered);
  EXPECT_EQ(app.language(), "en");
  EXPECT_EQ(app.settings_to_keep().language, "zh-Hans");
}

// No message that is missing, no place that is open.
TEST(Language, EveryViewCanBeShownInEach) {
  for (const words::Language& language : words::kLanguages) {
    for (const float scale : {1.0f, 2.0f}) {
      Settings settings = Driver::calm();
      settings.language = language.id;
      settings.scale = scale;
      Driver driver(Mode::replay, {1280, 800}, settings);
      driver.settle();
      for (const View& view : views()) {
        SCOPED_TRACE(std::string(language.id) + ", " + view.id);
        driver.app().carry_out(ask::Show{view.id});
        driver.frame();
        const std::string words = driver.words();
        EXPECT_THAT(words, Not(HasSubstr("«")));
        testing::expect_no_imgui_errors();
      }
    }
  }
}

TEST(Language, AltAndALetterOpenTheMenus) {
  for (const words::Language& language : words::kLanguages) {
    Settings settings = Driver::calm();
    settings.language = language.id;
    const Driver driver(Mode::replay, {1280, 800}, settings);
    EXPECT_EQ(menu_with_letter(driver.look(), 'F'), Menu::file) << language.id;
    EXPECT_EQ(menu_with_letter(driver.look(), 'S'), Menu::step) << language.id;
    EXPECT_EQ(menu_with_letter(driver.look(), 'V'), Menu::view) << language.id;
    EXPECT_EQ(menu_with_letter(driver.look(), 'H'), Menu::help) << language.id;
  }
}

// What stands in the menu's title is not said again in its entries.
TEST(Language, EntriesToTheSideDoNotRepeatTheirTitle) {
  for (const words::Language& language : words::kLanguages) {
    Settings settings = Driver::calm();
    settings.language = language.id;
    Driver driver(Mode::replay, {1280, 800}, settings);
    driver.settle();
    for (const Menu menu : kMenus) {
      for (const MenuEntry& entry : menu_entries(driver.look(), menu)) {
        for (const MenuEntry& one : entry.more) {
          EXPECT_FALSE(one.words.starts_with(entry.words + ": ")) << one.words;
          EXPECT_FALSE(one.words.starts_with(entry.words + "：")) << one.words;
        }
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::gui
