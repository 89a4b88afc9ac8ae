// Everything that can be done, by name.
#include <gtest/gtest.h>

#include <algorithm>

#include "gui/commands.h"
#include "gui/views/palette/model.h"
#include "tests/gui/driver.h"

namespace greenlens::gui::palette {
namespace {

using testing::Driver;
using testing::Mode;

TEST(Palette, HasEveryCommandEveryTabAndEveryFileThatCanBeWritten) {
  const Driver driver(Mode::replay);
  const std::vector<Entry> all = entries(driver.look());
  const auto asks = [&](auto wanted) { return std::count_if(all.begin(), all.end(), wanted); };
  for (const Command& command : commands()) {
    EXPECT_EQ(asks([&](const Entry& entry) {
                const auto* run = std::get_if<ask::Run>(&entry.request);
                return run != nullptr && run->command == command.id;
              }),
              1)
        << command.id;
  }
  for (const View& view : views()) {
    const auto there = [&](const View& other) { return other.slot == view.slot; };
    const bool shares =
        is_panel(view.slot) && std::count_if(views().begin(), views().end(), there) > 1;
    EXPECT_EQ(asks([&](const Entry& entry) {
                const auto* show = std::get_if<ask::Show>(&entry.request);
                return show != nullptr && show->view == view.id;
              }),
              shares ? 1 : 0)
        << view.id;
  }
  for (const ExportEntry& exporter : driver.look().exporters) {
    EXPECT_EQ(asks([&](const Entry& entry) {
                const auto* write = std::get_if<ask::Browse>(&entry.request);
                return write != nullptr && write->browsing.exporter == exporter.id &&
                       write->browsing.scene == exporter.scene;
              }),
              1)
        << exporter.scene << exporter.id;
  }
}

TEST(Palette, ShowsTabsAndWritesFilesOnlyOfASession) {
  const Driver driver(Mode::picker);
  for (const Entry& entry : entries(driver.look())) {
    if (std::holds_alternative<ask::Run>(entry.request)) continue;
    if (std::holds_alternative<ask::Start>(entry.request)) continue;
    if (std::holds_alternative<ask::Explain>(entry.request)) continue;
    EXPECT_FALSE(entry.enabled) << entry.label;
  }
}

TEST(Palette, BringsUpAViewByItsName) {
  Driver driver(Mode::replay);
  driver.run("palette");
  driver.type("show: events");
  driver.press({kKeyEnter});
  EXPECT_TRUE(driver.sees("event 1")) << driver.labels();
  EXPECT_EQ(driver.choices().overlay, "");
}

// One row is chosen, whoever chose it last.
TEST(Palette, EnterDoesWhatTheMouseOrTheArrowsChoseLast) {
  for (const bool arrows : {false, true}) {
    Driver driver(Mode::replay);
    driver.run("palette");
    driver.type("show: ");
    driver.frame();
    const std::vector<Entry> all = suiting(driver.look(), "show: ");
    ASSERT_GT(all.size(), 5u);
    const ImVec4 row = driver.place("palette: " + all[3].label);
    driver.move_mouse({row.x + 20, (row.y + row.w) / 2});
    driver.frame();
    if (arrows) driver.press({kKeyDown});  // the mouse stands, and chooses nothing any more
    const Entry& chosen = all[arrows ? 4 : 3];
    ASSERT_TRUE(std::holds_alternative<ask::Show>(chosen.request)) << chosen.label;
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.choices().overlay, "");
    const std::string view = std::get<ask::Show>(chosen.request).view;
    ASSERT_FALSE(driver.choices().raised.empty());
    EXPECT_EQ(driver.choices().raised.front(), view);
  }
}

}  // namespace
}  // namespace greenlens::gui::palette
