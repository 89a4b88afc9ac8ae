// Tables in little room: no column is out of reach.
#include "gui/column_groups.h"

#include <gtest/gtest.h>

#include <set>

#include "gui/views/greenlets/model.h"
#include "gui/views/statistics/model.h"
#include "tests/gui/driver.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;

TEST(ColumnGroups, AreAllWhereThereIsRoom) {
  EXPECT_EQ(column_group({10, 20, 30}, 60, 9, 0), (ColumnGroup{0, 3, 0}));
  EXPECT_EQ(column_group({10, 20, 30}, 60, 9, 5), (ColumnGroup{0, 3, 0}));
  EXPECT_EQ(column_group({}, 0, 9, 0), (ColumnGroup{0, 0, 0}));
}

TEST(ColumnGroups, FollowEachOtherAndTheLastOneIsFull) {
  const std::vector<float> widths = {10, 20, 30, 10, 10};
  EXPECT_EQ(column_group(widths, 49, 9, 0), (ColumnGroup{0, 2, 3}));
  EXPECT_EQ(column_group(widths, 49, 9, 1), (ColumnGroup{2, 2, 3}));
  EXPECT_EQ(column_group(widths, 49, 9, 2), (ColumnGroup{3, 2, 3})) << "30 more have no room";
  EXPECT_EQ(column_group(widths, 49, 9, 3), (ColumnGroup{0, 2, 3})) << "and again";
  EXPECT_EQ(column_group(widths, 59, 9, 1), (ColumnGroup{2, 3, 2}));
  EXPECT_EQ(column_group({10, 10, 10, 10}, 30, 0, 1), (ColumnGroup{1, 3, 1})) << "it is full";
}

TEST(ColumnGroups, GoRoundAndLeaveNoneOut) {
  const std::vector<float> widths = {80, 62, 62, 76, 124, 136, 66};
  for (float room = 0; room < 700; room += 7) {
    std::set<size_t> seen;
    const ColumnGroup first = column_group(widths, room, 40, 0);
    EXPECT_EQ(first.first, 0u);
    for (size_t group = 0; group < widths.size(); ++group) {
      const ColumnGroup shown = column_group(widths, room, 40, group);
      ASSERT_GE(shown.count, 1u);
      ASSERT_EQ(shown.count + shown.hidden, widths.size());
      float taken = 0;
      for (size_t i = shown.first; i < shown.first + shown.count; ++i) {
        taken += widths.at(i);
        seen.insert(i);
      }
      EXPECT_TRUE(shown.count == 1 || taken <= room - (shown.hidden > 0 ? 40 : 0)) << room;
    }
    EXPECT_EQ(seen.size(), widths.size()) << room;
  }
}

struct Table {
  const char* view;
  std::set<std::string> titles;  // their widgets
};

std::vector<Table> tables() {
  Table all{"greenlets", {}}, numbers{"statistics", {}};
  for (const greenlets::Column column : greenlets::kColumns) {
    if (column == greenlets::Column::thread) continue;  // there is but one
    all.titles.insert(std::string("sort ") + greenlets::column_id(column));
  }
  for (const statistics::Column column : statistics::kColumns) {
    numbers.titles.insert(std::string("numbers by ") + statistics::column_id(column));
  }
  return {all, numbers};
}

// Of its titles those that are seen, each within the window.
std::set<std::string> titles_in(const Driver& driver, const Table& table, ImVec2 size) {
  std::set<std::string> seen;
  for (const std::string& title : table.titles) {
    if (!driver.sees(title)) continue;
    const ImVec4 place = driver.place(title);
    EXPECT_GE(place.x, 0) << title;
    EXPECT_LE(place.z, size.x) << title;
    seen.insert(title);
  }
  return seen;
}

TEST(ColumnGroups, EveryColumnOfATableCanBeSeenWhateverTheSizeOfTheWindow) {
  size_t narrow = 0;
  for (const ImVec2 size : {ImVec2{1024, 700}, ImVec2{1280, 800}, ImVec2{2200, 1300}}) {
    for (const float scale : {1.0f, 1.5f, 2.0f}) {
      for (const LayoutChoice layout :
           {LayoutChoice::everything, LayoutChoice::classroom, LayoutChoice::diagram}) {
        Settings settings = Driver::calm();
        settings.scale = scale, settings.layout = layout;
        Driver driver(Mode::replay, size, settings);
        for (const Table& table : tables()) {
          driver.app().carry_out(ask::Show{table.view});
          driver.settle();
          if (driver.sees("plots or table") && !driver.sees(*table.titles.begin())) {
            driver.click("plots or table");
          }
          driver.frame();
          const std::string more = std::string("more columns of ") + table.view;
          std::set<std::string> seen = titles_in(driver, table, size);
          const size_t at_once = seen.size();
          if (at_once < table.titles.size()) ++narrow;
          EXPECT_EQ(driver.sees(more), at_once < table.titles.size());
          for (size_t i = 0; i < table.titles.size() && driver.sees(more); ++i) {
            driver.click(more);
            driver.frame();
            seen.merge(titles_in(driver, table, size));
          }
          EXPECT_EQ(seen, table.titles) << table.view << " at " << size.x << ", scale " << scale;
        }
      }
    }
  }
  EXPECT_GT(narrow, 5u) << "some windows are too narrow for all";
}

TEST(ColumnGroups, TheButtonSaysWhatIsMissing) {
  Driver driver(Mode::replay, {1024, 700});
  driver.app().carry_out(ask::Show{"greenlets"});
  driver.settle();
  ASSERT_TRUE(driver.sees("sort name"));
  ASSERT_TRUE(driver.sees("sort standing"));
  EXPECT_FALSE(driver.sees("sort since"));
  const ImVec4 place = driver.place("more columns of greenlets");
  driver.move_mouse({(place.x + place.z) / 2, (place.y + place.w) / 2});
  driver.frame();
  EXPECT_NE(driver.words().find("More columns, for which there is no room: heap, switches, line, "
                                "since."),
            std::string::npos)
      << driver.words();
}

}  // namespace
}  // namespace greenlens::gui
