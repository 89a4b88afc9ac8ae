// Panels that are moved: no view is lost, nothing is covered, and what was moved is remembered.
#include "gui/moved.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "gui/layouts.h"
#include "tests/gui/driver.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;
using testing::Stage;

Settings randomly_moved(uint32_t seed) {
  std::minstd_rand random(seed);
  Settings settings;
  for (int i = 0; i < 12; ++i) {
    const View& view = views()[random() % views().size()];
    settings = with_moved(settings, view.id, kPanelSlots[random() % kPanelSlots.size()].slot);
  }
  return settings;
}

TEST(Moved, AViewStandsWhereItWasPutInTheLayoutOfOnesOwn) {
  Settings settings = with_moved({}, "tree", Slot::bottom);
  EXPECT_EQ(settings.layout, LayoutChoice::own);
  EXPECT_EQ(slot_of(settings, *find_view("tree")), Slot::bottom);
  EXPECT_EQ(slot_of(settings, *find_view("stack")), Slot::middle);
  settings.layout = LayoutChoice::everything;
  EXPECT_EQ(slot_of(settings, *find_view("tree")), Slot::right) << "others are as they are";
  settings = with_moved(settings, "output", Slot::right);
  EXPECT_EQ(slot_of(settings, *find_view("tree")), Slot::bottom) << "and it is still there";
  settings = with_moved(settings, "tree", Slot::right);
  EXPECT_EQ(settings.moved.size(), 1u) << "back where it was";
  EXPECT_TRUE(with_none_moved(settings).moved.empty());
}

TEST(Moved, WhatCannotBeMovedStays) {
  EXPECT_EQ(with_moved({}, "no such view", Slot::bottom), Settings());
  EXPECT_EQ(with_moved({}, "help", Slot::bottom), Settings()) << "it lies over the others";
  EXPECT_EQ(with_moved({}, "tree", Slot::overlay), Settings());
  EXPECT_EQ(with_moved({}, "tree", Slot::right), Settings()) << "it is there";
  Settings settings;
  for (const View& view : views()) settings = with_moved(settings, view.id, Slot::left);
  EXPECT_EQ(views_at(settings, Slot::middle).size(), 1u) << "something has to be there";
}

TEST(Moved, NoViewIsLostAndNothingIsCovered) {
  const store::Timeline trace = testing::sample_timeline();
  Stage stage;
  for (uint32_t seed = 1; seed <= 60; ++seed) {
    stage.settings = randomly_moved(seed);
    for (const ImVec2 room : {ImVec2{1280, 800}, ImVec2{800, 420}, ImVec2{640, 420}}) {
      for (const float scale : {1.0f, 2.0f}) {
        stage.settings.scale = scale;
        const Look look = stage.look(&trace);
        const Area window{{0, 0}, room};
        const Arrangement arranged = layout_for(look, window).arrange(look, window);
        std::map<std::string, int> drawn;
        for (const Placed& placed : arranged.places) {
          std::vector<Slot> slots = placed.with;
          slots.push_back(placed.slot);
          size_t here = 0;
          for (const Slot slot : slots) {
            for (const View* view : views_at(stage.settings, slot)) ++drawn[view->id], ++here;
          }
          EXPECT_GT(here, 0u) << "an empty place";
          EXPECT_GE(placed.area.at.x, 0);
          EXPECT_LE(placed.area.at.x + placed.area.size.x, room.x + 0.01f);
          EXPECT_GT(placed.area.size.x, 0);
          EXPECT_GT(placed.area.size.y, 0);
          for (const Placed& other : arranged.places) {
            if (&other == &placed) continue;
            const bool apart = placed.area.at.x + placed.area.size.x <= other.area.at.x + 0.01f ||
                               other.area.at.x + other.area.size.x <= placed.area.at.x + 0.01f ||
                               placed.area.at.y + placed.area.size.y <= other.area.at.y + 0.01f ||
                               other.area.at.y + other.area.size.y <= placed.area.at.y + 0.01f;
            EXPECT_TRUE(apart) << panel_slot_name(placed.slot) << " covers "
                               << panel_slot_name(other.slot) << ", seed " << seed;
          }
        }
        for (const View& view : views()) {
          if (is_panel(view.slot)) {
            EXPECT_EQ(drawn[view.id], 1) << view.id << ", seed " << seed;
          }
        }
        if (HasFailure()) return;
      }
    }
  }
}

ImVec2 center_of(const ImVec4& box) { return {(box.x + box.z) / 2, (box.y + box.w) / 2}; }

TEST(Moved, ATabIsDrawnToAnotherPlace) {
  Driver driver(Mode::replay);
  driver.frame();
  const ImVec4 timeline = driver.place("timeline");
  driver.drag(center_of(driver.place(driver.text("ui.view.frames"))), center_of(timeline));
  driver.frame();
  const Settings& settings = driver.app().settings();
  EXPECT_EQ(settings.layout, LayoutChoice::own);
  EXPECT_EQ(slot_of(settings, *find_view("frames")), Slot::bottom);
  EXPECT_TRUE(driver.sees(driver.text("ui.view.timeline"))) << "now a tab beside it";
  const ImVec4 tab = driver.place(driver.text("ui.view.frames"));
  EXPECT_GT(tab.y, timeline.y - 60) << "and so is this";
  // A small movement is a click.
  driver.click(driver.text("ui.view.timeline"));
  driver.frame();
  EXPECT_TRUE(driver.sees("timeline"));
  ASSERT_TRUE(driver.run("move_back"));
  EXPECT_TRUE(driver.app().settings().moved.empty());
}

TEST(Moved, ATitleIsDrawnAndItsNeighbourGetsTheRoom) {
  Driver driver(Mode::replay);
  driver.frame();
  const float before = driver.place("stack").w;
  driver.drag(center_of(driver.place("title timeline")), center_of(driver.place("stack")));
  driver.frame();
  driver.frame();
  EXPECT_EQ(slot_of(driver.app().settings(), *find_view("timeline")), Slot::middle);
  EXPECT_FALSE(driver.sees("split bottom"));
  driver.click(driver.text("ui.view.stack"));
  driver.frame();
  EXPECT_GT(driver.place("stack").w, before + 100);
}

TEST(Moved, TheFrontPanelIsMovedByCommands) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Show{"output"});
  ASSERT_TRUE(driver.run("move_right_below"));
  EXPECT_EQ(slot_of(driver.app().settings(), *find_view("output")), Slot::right_below);
  EXPECT_FALSE(driver.run("move_right_below")) << "it is there";
  driver.press({'1', false, true});
  EXPECT_EQ(slot_of(driver.app().settings(), *find_view("output")), Slot::left_below);
  driver.press({'4', false, true});
  EXPECT_EQ(slot_of(driver.app().settings(), *find_view("output")), Slot::right_below);
}

}  // namespace
}  // namespace greenlens::gui
