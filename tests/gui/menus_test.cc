// The menus: every command is in them, and mouse and keyboard both get there.
#include "gui/menus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/export_entries.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;
using testing::mode_name;

constexpr Chord kF10{kKeyF10};

std::vector<MenuEntry> all_entries(const Look& look) {
  std::vector<MenuEntry> all;
  for (const Menu menu : kMenus) {
    for (const MenuEntry& entry : menu_entries(look, menu)) {
      all.push_back(entry);
      for (const MenuEntry& inner : entry.more) all.push_back(inner);
    }
  }
  return all;
}

TEST(Menus, HaveEveryCommandOnceWithItsKey) {
  for (const Mode mode : testing::kModes) {
    const Driver driver(mode);
    const std::vector<MenuEntry> all = all_entries(driver.look());
    for (const Command& command : commands()) {
      const auto is_it = [&](const MenuEntry& entry) { return entry.id == command.id; };
      ASSERT_EQ(std::count_if(all.begin(), all.end(), is_it), 1) << command.id;
      const MenuEntry& entry = *std::find_if(all.begin(), all.end(), is_it);
      EXPECT_EQ(entry.key, chord_text(command.key));
      EXPECT_EQ(entry.enabled, command.when(driver.look())) << command.id << mode_name(mode);
      const auto* run = std::get_if<ask::Run>(&entry.request);
      ASSERT_NE(run, nullptr);
      EXPECT_EQ(run->command, command.id);
    }
  }
}

TEST(Menus, EverySectionHasARowAndWordsIfItOpensToTheSide) {
  std::map<Section, int> rows;
  for (const SectionRow& row : sections()) {
    ++rows[row.section];
    if (row.title == nullptr) continue;
    EXPECT_TRUE(words::Messages::of("en").has(std::string("menu.") + row.title)) << row.title;
  }
  for (const Command& command : commands()) EXPECT_EQ(rows[command.section], 1) << command.id;
}

TEST(Menus, HaveEveryFormatEveryTabAndTheRecentFiles) {
  Settings settings = Driver::calm();
  settings.recent = {"/home/ada/a.gltrace", "/home/ada/gone.gltrace"};
  Driver driver(Mode::replay, {1280, 800}, settings);
  for (int i = 0; i < 200; ++i) driver.frame();
  std::map<std::string, MenuEntry> all;
  for (const MenuEntry& entry : all_entries(driver.look())) all[entry.id] = entry;
  for (const ExportEntry& exporter : driver.look().exporters) {
    EXPECT_TRUE(all.contains("export: " + export_key(exporter)));
  }
  for (const View& view : views()) {
    const Command* command = find_command(view.id);
    const bool by_command = command != nullptr && command->section == Section::panels;
    const std::string id = by_command ? command->id : std::string("show: ") + view.id;
    EXPECT_EQ(all.contains(id), has_tab(view)) << view.id;
  }
  ASSERT_TRUE(all.contains("recent: /home/ada/a.gltrace"));
  EXPECT_TRUE(all["recent: /home/ada/a.gltrace"].enabled);
  EXPECT_FALSE(all["recent: /home/ada/gone.gltrace"].enabled) << "what is missing is grey";
}

TEST(Menus, OpenByAClickAndRunWhatIsClicked) {
  Driver driver(Mode::replay);
  driver.run("first");
  EXPECT_FALSE(driver.sees("menu: step"));
  driver.click("menu Step");
  ASSERT_TRUE(driver.sees("menu: step")) << driver.labels();
  driver.click("menu: step");
  EXPECT_EQ(driver.cursor(), 1u);
  EXPECT_FALSE(driver.choices().menu.open);
  EXPECT_FALSE(driver.sees("menu: step"));
}

TEST(Menus, WhatMayNotRunStaysAndDoesNothing) {
  Driver driver(Mode::replay);
  driver.run("first");
  driver.click("menu Step");
  driver.click("menu: back");
  EXPECT_TRUE(driver.choices().menu.open);
  EXPECT_EQ(driver.cursor(), 0u);
}

TEST(Menus, CloseByAClickOnTheTitleOrBeside) {
  Driver driver(Mode::replay);
  const uint64_t cursor = driver.cursor();
  driver.click("menu File");
  driver.click("menu File");
  EXPECT_FALSE(driver.choices().menu.open);
  driver.click("menu File");
  ASSERT_TRUE(driver.choices().menu.open);
  driver.click_at({900, 780});
  EXPECT_FALSE(driver.choices().menu.open);
  EXPECT_EQ(driver.cursor(), cursor);
}

TEST(Menus, FollowTheMouseOnceOneIsOpen) {
  Driver driver(Mode::replay);
  driver.click("menu File");
  const ImVec4 view = driver.place("menu View");
  driver.move_mouse({view.x + 5, view.y + 8});
  driver.frame();
  EXPECT_EQ(driver.choices().menu.menu, Menu::view);
  driver.frame();
  const ImVec4 timeline = driver.place("menu: menu: timeline");
  driver.move_mouse({timeline.x + 5, timeline.y + 5});
  driver.frame();
  driver.frame();
  ASSERT_TRUE(driver.sees("menu: zoom_in")) << "it opens to the side";
  driver.click("menu: zoom_in");
  EXPECT_FALSE(driver.choices().timeline.steps.all());
}

TEST(Menus, OpenByKeysAndArrowsGoThroughThem) {
  Driver driver(Mode::replay);
  driver.press(kF10);
  ASSERT_TRUE(driver.choices().menu.open);
  EXPECT_EQ(driver.choices().menu.menu, Menu::file);
  driver.press({kKeyRight});
  EXPECT_EQ(driver.choices().menu.menu, Menu::step);
  driver.press({kKeyLeft});
  driver.press({kKeyLeft});
  EXPECT_EQ(driver.choices().menu.menu, Menu::help) << "the last one is before the first";
  driver.press({kKeyEscape});
  EXPECT_FALSE(driver.choices().menu.open);
  driver.press({'V', false, false, true});
  EXPECT_EQ(driver.choices().menu.menu, Menu::view);
  driver.press({'S', false, false, true});
  EXPECT_EQ(driver.choices().menu.menu, Menu::step);
  driver.press(kF10);
  EXPECT_FALSE(driver.choices().menu.open);
}

TEST(Menus, EnterRunsWhatIsChosenAndTheProgramIsNotSteppedMeanwhile) {
  Driver driver(Mode::replay);
  driver.seek(7);
  driver.press({'V', false, false, true});
  driver.press({kKeyEnd});
  const std::vector<MenuEntry> entries = menu_entries(driver.look(), Menu::view);
  driver.press({kKeyHome});
  driver.press({'R'});
  while (entries[static_cast<size_t>(driver.choices().menu.row)].id != "animate") {
    const int before = driver.choices().menu.row;
    driver.press({'R'});  // those that begin with it, in turn
    ASSERT_NE(driver.choices().menu.row, before);
  }
  driver.press({kKeyEnter});
  EXPECT_TRUE(driver.app().settings().animate);
  EXPECT_FALSE(driver.choices().menu.open);
  EXPECT_EQ(driver.cursor(), 7u);
}

TEST(Menus, ArrowsPassOverWhatMayNotRun) {
  Driver driver(Mode::replay);
  driver.run("first");
  driver.press({'S', false, false, true});
  const std::vector<MenuEntry> entries = menu_entries(driver.look(), Menu::step);
  for (size_t i = 0; i < 2 * entries.size(); ++i) {
    driver.press({i < entries.size() ? kKeyDown : kKeyUp});
    const auto row = static_cast<size_t>(driver.choices().menu.row);
    EXPECT_TRUE(entries[row].enabled) << entries[row].id;
  }
}

TEST(Menus, ListsThatOpenToTheSideAreLeftAgainByLeftAndEscape) {
  for (const int key : {int{kKeyLeft}, int{kKeyEscape}}) {
    Driver driver(Mode::replay);
    driver.press({'V', false, false, true});
    driver.press({'T'});
    driver.press({kKeyRight});
    ASSERT_TRUE(driver.choices().menu.aside);
    EXPECT_TRUE(driver.sees("menu: zoom_in")) << driver.labels();
    driver.press({key});
    EXPECT_TRUE(driver.choices().menu.open);
    EXPECT_FALSE(driver.choices().menu.aside);
    EXPECT_EQ(driver.choices().menu.menu, Menu::view);
  }
}

TEST(Menus, WhatIsInForceIsMarked) {
  Driver driver(Mode::replay);
  driver.run("grain_line");
  for (const MenuEntry& entry : menu_entries(driver.look(), Menu::step)) {
    if (!entry.id.starts_with("grain_")) continue;
    EXPECT_EQ(entry.in_force, entry.id == "grain_line") << entry.id;
  }
}

// All of each list is in the window, or can be scrolled to.
TEST(Menus, LieInTheWindowAtEverySizeAndScale) {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{1920, 1080}, ImVec2{640, 480}}) {
    for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
      Settings settings = Driver::calm();
      settings.scale = scale;
      Driver driver(Mode::replay, size, settings);
      for (const Menu menu : kMenus) {
        driver.app().carry_out(ask::SetMenu{{true, menu, 0, false, kNoRow}});
        driver.settle();
        const std::vector<MenuEntry> entries = menu_entries(driver.look(), menu);
        for (size_t i = 0; i < entries.size(); ++i) {
          const bool opens = !entries[i].more.empty();
          driver.app().carry_out(ask::SetMenu{{true, menu, static_cast<int>(i), opens, kNoRow}});
          driver.settle();
          driver.frame();
          const ImVec4 box = driver.place("menu: " + entries[i].id);
          EXPECT_GE(box.x, 0) << entries[i].id;
          EXPECT_LE(box.z, size.x) << entries[i].id << " at " << scale;
          EXPECT_GE(box.y, 0) << entries[i].id;
          EXPECT_LE(box.w, size.y + 1) << entries[i].id << " at " << scale << ", " << size.x;
        }
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::gui
