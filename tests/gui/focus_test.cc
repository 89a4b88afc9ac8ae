// Everything by the keyboard: Tab reaches whatever can be clicked, and Enter does what a click
// does.
#include "gui/focus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <thread>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/views/transport/model.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::kModes;
using testing::Mode;
using testing::mode_name;

constexpr Chord kTab{kKeyTab}, kBack{kKeyTab, true};

// Who has the focus, as it was drawn; null: nobody.
const FocusStop* focused() {
  for (const FocusStop& stop : focus_frame().stops) {
    if (stop.id == focus_frame().id) return &stop;
  }
  return nullptr;
}
std::string focused_label() { return focused() != nullptr ? focused()->label : ""; }

bool is_same(ImVec4 a, ImVec4 b) {
  return std::abs(a.x - b.x) + std::abs(a.y - b.y) + std::abs(a.z - b.z) + std::abs(a.w - b.w) < 2;
}

// Whether a mouse there would click something, of what lies over the window if anything does.
bool is_clickable(Driver* driver, ImVec4 box) {
  const ImVec2 middle{(box.x + box.z) / 2, (box.y + box.w) / 2};
  driver->move_mouse(middle);
  driver->frame();
  const ImGuiContext* context = ImGui::GetCurrentContext();
  if (context->HoveredId == 0 || context->HoveredIdDisabled) return false;
  const ImGuiWindow* window = context->HoveredWindow;
  const bool is_over = std::string(window->RootWindow->Name) == "overlay";
  if (!window->ClipRect.Contains(middle)) return false;
  return driver->choices().overlay.empty() || is_over;
}

// What stands before the person: a layout, and what lies over it.
struct Start {
  Mode mode;
  LayoutChoice layout;
  std::string overlay;
};
std::vector<Start> scenes() {
  std::vector<Start> all;
  for (const Mode mode : kModes) {
    for (const LayoutChoice layout : kLayoutChoices) all.push_back({mode, layout, ""});
  }
  for (const View& view : views()) {
    if (view.slot == Slot::overlay)
      all.push_back({Mode::replay, LayoutChoice::everything, view.id});
  }
  all.push_back({Mode::picker, LayoutChoice::everything, "palette"});
  return all;
}
std::string name_of(const Start& scene) {
  return std::string(mode_name(scene.mode)) + " " + layout_name(scene.layout) + " " + scene.overlay;
}
std::unique_ptr<Driver> shown(const Start& scene) {
  Settings settings = Driver::calm();
  settings.layout = scene.layout;
  auto driver = std::make_unique<Driver>(scene.mode, ImVec2{1280, 900}, settings);
  if (scene.mode != Mode::picker) {
    driver->run("last");
    driver->seek(23);
  }
  if (scene.overlay == "browser") driver->run("open_file");
  if (!scene.overlay.empty()) driver->app().carry_out(ask::Show{scene.overlay});
  driver->settle();
  return driver;
}

TEST(Focus, TabReachesWhateverCanBeClickedOnceInARound) {
  for (const Start& scene : scenes()) {
    const auto driver = shown(scene);
    const std::vector<FocusStop> order = reading_order(focus_frame().stops, focus_frame().least);
    const auto places = widget_places();
    std::set<ImGuiID> expected;
    for (const FocusStop& stop : order) EXPECT_TRUE(expected.insert(stop.id).second) << stop.label;
    // All that is to be clicked is among them. What stood there before lies behind.
    if (!scene.overlay.empty()) driver->app().carry_out(ask::CloseOverlay{}), driver->settle();
    const auto behind = scene.overlay.empty() ? std::map<std::string, ImVec4>() : widget_places();
    if (!scene.overlay.empty()) driver->app().carry_out(ask::Show{scene.overlay}), driver->settle();
    for (const auto& [label, box] : places) {
      const auto hidden = behind.find(label);
      if (hidden != behind.end() && is_same(hidden->second, box)) continue;
      if (!is_clickable(driver.get(), box)) continue;
      const bool is_stop =
          std::any_of(order.begin(), order.end(), [&, place = box](const FocusStop& stop) {
            const auto at = places.find(stop.label);
            return at != places.end() && is_same(at->second, place);
          });
      EXPECT_TRUE(is_stop) << label << ", " << name_of(scene);
    }
    for (const auto& [label, box] : places) {
      const bool lies_behind = !scene.overlay.empty() && behind.count(label) > 0;
      if (!label.starts_with("term: ") || lies_behind) continue;
      const auto is_it = [begin = label](const FocusStop& stop) {
        return stop.label.starts_with(begin);
      };
      EXPECT_TRUE(std::any_of(order.begin(), order.end(), is_it)) << label << name_of(scene);
    }
    driver->move_mouse({-1, -1});
    // And each is come to once, in their order, and then the first one again.
    std::vector<ImGuiID> reached;
    for (size_t i = 0; i < order.size(); ++i) {
      driver->tap(kTab);
      for (int k = 0; k < 3; ++k) driver->frame();
      ASSERT_NE(focused(), nullptr) << i << ", " << name_of(scene);
      EXPECT_TRUE(focus_frame().ring.has_value()) << focused_label() << ", " << name_of(scene);
      reached.push_back(focused()->id);
    }
    EXPECT_EQ(std::set<ImGuiID>(reached.begin(), reached.end()), expected) << name_of(scene);
    if (order.empty()) continue;
    driver->press(kTab);
    EXPECT_EQ(focused()->id, reached.front()) << name_of(scene);
    driver->press(kBack);
    EXPECT_EQ(focused()->id, reached.back()) << name_of(scene);
  }
}

// Until what is opened beside the window is there.
void settle_all(Driver* driver) {
  for (int i = 0; i < 2000; ++i) {
    driver->settle();
    if (driver->look().work.words.empty() && i > 2) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// All that a click can change.
std::string situation(const Driver& driver) {
  const Choices& choices = driver.choices();
  std::string all = std::to_string(driver.look().moment.number) + " " + choices.overlay + " " +
                    facts::grain_name(choices.grain) + (choices.playing ? " plays" : "") +
                    (choices.menu.open ? " menu" : "") + " " + std::to_string(choices.selected) +
                    " " + driver.look().shown_name + (driver.has_session() ? "" : " picker") +
                    "\n" + format_settings(driver.look().settings);
  for (const std::string& view : choices.raised) all += view + ' ';
  return all + driver.look().notice.words;
}

// Of the stops of a scene: what a click on it does, and what Enter does; empty where it is hidden.
std::string after_click(const Start& scene, const FocusStop& stop) {
  const auto driver = shown(scene);
  const auto at = widget_places().find(stop.label);
  if (at == widget_places().end() || !is_clickable(driver.get(), at->second)) return "";
  driver->click(stop.label);
  driver->move_mouse({-1, -1});
  settle_all(driver.get());
  return situation(*driver);
}
std::string after_enter(const Start& scene, size_t place, const Chord& chord) {
  const auto driver = shown(scene);
  for (size_t i = 0; i <= place; ++i) driver->tap(kTab);
  driver->tap(chord);
  settle_all(driver.get());
  return situation(*driver);
}

TEST(Focus, EnterAndSpaceDoWhatAClickDoes) {
  // Of each scene every third, in other scenes others; with all tests all.
  const size_t each = std::getenv("GREENLENS_ALL_TESTS") != nullptr ? 1 : 3;
  int compared = 0;
  size_t turn = 0;
  for (const Start& scene : scenes()) {
    ++turn;
    // Fields of overlays have the keyboard from the beginning: Tab leads on from there.
    const auto first = shown(scene);
    const std::vector<FocusStop> order = reading_order(focus_frame().stops, focus_frame().least);
    size_t begin = order.size();
    for (size_t i = 0; i < order.size(); ++i) {
      if (order[i].active) begin = i;
    }
    for (size_t i = 0; i < order.size(); i += 1 + i / 10) {
      if ((i + turn) % each != 0) continue;
      const FocusStop& stop = order[i];
      // A row of a list, the line that a title sorts, and so on; one may be chosen already.
      if (stop.kind != FocusKind::plain || stop.label == "slider") continue;
      const std::string clicked = after_click(scene, stop);
      if (clicked.empty()) continue;
      const size_t place = (i + order.size() - (begin + 1) % (order.size() + 1)) % order.size();
      // A menu that the mouse opens has no row chosen yet.
      EXPECT_EQ(after_enter(scene, place, {i % 2 == 0 ? kKeyEnter : kKeySpace}), clicked)
          << stop.label << ", " << name_of(scene);
      ++compared;
    }
  }
  EXPECT_GT(compared, 120 / static_cast<int>(each));
}

TEST(Focus, IsReadFromTheMenusOverTheBarToThePanels) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  std::vector<std::string> labels;
  const size_t grains = transport::grains_offered(driver.look()).size();
  for (size_t i = 0; i < 14 + grains; ++i) {
    driver.press(kTab);
    labels.push_back(focused_label());
  }
  EXPECT_EQ(labels[0], "menu " + driver.text("menu.file"));
  EXPECT_EQ(labels[4], "##first");
  EXPECT_EQ(labels[9], "##loop");
  EXPECT_EQ(labels[10], "1×");
  EXPECT_EQ(labels[11], driver.text("ui.grain.story"));
  EXPECT_EQ(labels[12], driver.text("ui.grain.line"));
  EXPECT_EQ(labels[11 + grains], "slider");
  EXPECT_EQ(labels[12 + grains], "one lint");
  EXPECT_EQ(labels[13 + grains], driver.text("ui.view.program"));
}

TEST(Focus, StaysWhereItIsWhenAStepIsTaken) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  for (int i = 0; i < 8; ++i) driver.press(kTab);
  ASSERT_EQ(focused_label(), "##step");
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.cursor(), 21u);
  EXPECT_EQ(focused_label(), "##step");
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), 22u) << "arrows keep their meaning";
  EXPECT_EQ(focused_label(), "##step");
  driver.press({kKeySpace});
  EXPECT_EQ(driver.cursor(), 23u);
  EXPECT_FALSE(driver.choices().playing) << "Space is the focus's";
}

TEST(Focus, GoesByTheMouseAndByEsc) {
  for (const bool mouse : {true, false}) {
    Driver driver(Mode::replay);
    driver.seek(20);
    driver.settle();
    driver.press(kTab);
    ASSERT_NE(focused(), nullptr);
    EXPECT_GT(ImGui::GetForegroundDrawList()->VtxBuffer.Size, 0) << "a ring is drawn";
    if (mouse) driver.click("##step");
    if (!mouse) driver.press({kKeyEscape});
    EXPECT_EQ(focused(), nullptr);
    EXPECT_FALSE(focus_frame().ring.has_value());
    driver.press({kKeySpace});
    EXPECT_TRUE(driver.choices().playing) << "Space plays again";
  }
}

TEST(Focus, AnOverlayKeepsItAndGivesItBack) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  for (int i = 0; i < 7; ++i) driver.press(kTab);
  const std::string before = focused_label();
  ASSERT_EQ(before, "##play");
  driver.press(find_command("palette")->key);
  EXPECT_EQ(focused(), nullptr);
  driver.press(kTab);
  EXPECT_THAT(focused_label(), HasSubstr("palette: "));
  driver.press(kTab);
  const std::string second = focused_label();
  driver.press({kKeyUp});
  EXPECT_NE(focused_label(), second) << "in a list arrows lead on as well";
  driver.press({kKeyEscape});
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_EQ(focused_label(), before);
}

TEST(Focus, WhoTypesIsLedBackToTheField) {
  Driver driver(Mode::replay);
  driver.press(find_command("palette")->key);
  driver.press(kTab);
  driver.tap("by sw");
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().grain, facts::Grain::switch_);
}

TEST(Focus, OfAFieldTypesIntoIt) {
  Driver driver(Mode::replay);
  driver.run("find");
  driver.press({kKeyEscape});
  for (int i = 0; i < 200 && focused_label() != "search"; ++i) driver.tap(kTab), driver.frame();
  ASSERT_EQ(focused_label(), "search");
  driver.tap("gr2");
  for (int i = 0; i < 10; ++i) driver.frame();
  EXPECT_EQ(driver.look().search->words, "gr2");
  driver.press(kTab);
  EXPECT_NE(focused_label(), "search");
  const bool times = driver.look().settings.times;
  driver.press({'W'});
  driver.type("w");
  EXPECT_NE(driver.look().settings.times, times) << "letters are commands again";
  EXPECT_EQ(driver.look().search->words, "gr2");
}

TEST(Focus, NothingIsLostWithinAFrame) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  // Tab to the step button, press it twice, go on to the last one, and press that.
  for (int i = 0; i < 8; ++i) driver.tap(kTab);
  driver.tap(Chord{kKeyEnter});
  driver.tap(Chord{kKeySpace});
  driver.tap(" ");  // as the platform tells both
  driver.tap(kTab);
  EXPECT_EQ(driver.cursor(), 20u);
  for (int i = 0; i < 10; ++i) driver.frame();
  EXPECT_EQ(driver.cursor(), 22u);
  EXPECT_EQ(focused_label(), "##last");
}

TEST(Focus, TheLetterOfSpaceIsNotTypedIntoWhatItOpens) {
  Driver driver(Mode::live);
  driver.run("run_program");
  for (int i = 0; i < 12 && focused_label() != driver.text("ui.arguments.browse"); ++i) {
    driver.press(kTab);
  }
  ASSERT_EQ(focused_label(), driver.text("ui.arguments.browse"));
  driver.tap(Chord{kKeySpace});
  driver.tap(" ");
  driver.settle();
  ASSERT_EQ(driver.choices().overlay, "browser");
  driver.press(kBack);
  for (int i = 0; i < 3; ++i) driver.frame();
  EXPECT_THAT(driver.look().listing->folder, HasSubstr("/home/ada/lesson"));
  EXPECT_TRUE(driver.sees("file: old")) << "a blank would have narrowed the list";
}

TEST(Focus, ArrowsMoveABorderAndChooseInAPicture) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.settle();
  const auto go = [&](const std::string& label) {
    for (int i = 0; i < 200 && focused_label() != label; ++i) driver.tap(kTab), driver.frame();
    ASSERT_EQ(focused_label(), label);
  };
  go("stack");
  const uint64_t cursor = driver.cursor();
  driver.press({kKeyDown});
  const facts::GreenletId first = driver.choices().selected;
  EXPECT_NE(first, 0u);
  driver.press({kKeyDown});
  EXPECT_NE(driver.choices().selected, first);
  driver.press({kKeyUp});
  EXPECT_EQ(driver.choices().selected, first);
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().selected, 0u);
  go("split left");
  const float left = driver.look().settings.left;
  driver.press({kKeyRight});
  EXPECT_GT(driver.look().settings.left, left);
  driver.press({kKeyLeft});
  EXPECT_NEAR(driver.look().settings.left, left, 1e-4);
  EXPECT_EQ(driver.cursor(), cursor) << "no step is taken";
}

TEST(Focus, OfATermLeadsToTheGlossary) {
  Driver driver(Mode::replay);
  driver.seek(23);
  driver.settle();
  const auto is_term = [] { return focused_label().starts_with("term: "); };
  for (int i = 0; i < 200 && !is_term(); ++i) driver.tap(kTab), driver.frame();
  ASSERT_TRUE(is_term());
  const std::string label = focused_label();
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().overlay, "glossary");
  EXPECT_THAT(label, HasSubstr(driver.choices().term));
  driver.press({kKeyEscape});
  EXPECT_EQ(focused_label(), label);
}

TEST(Focus, WhatDoesNotFitIsScrolledByArrows) {
  Driver driver(Mode::replay, {1280, 700});
  driver.seek(23);
  driver.settle();
  const auto is_details = [] {
    return focused() != nullptr && focused()->kind == FocusKind::scrolling &&
           focused()->view == "greenlet";
  };
  for (int i = 0; i < 200 && !is_details(); ++i) driver.tap(kTab), driver.frame();
  ASSERT_TRUE(is_details());
  const auto scrolled = [&] {
    const std::string name = focused_label().substr(std::string("scroll ").size());
    return ImGui::FindWindowByName(name.c_str())->Scroll.y;
  };
  driver.press({kKeyPageUp});  // the terms in it were come to before, down to the last
  EXPECT_EQ(scrolled(), 0);
  driver.press({kKeyDown});
  const float line = scrolled();
  EXPECT_GT(line, 0);
  driver.press({kKeyPageDown});
  EXPECT_GT(scrolled(), line);
  driver.press({kKeyPageUp});
  EXPECT_EQ(scrolled(), 0);
  EXPECT_EQ(driver.cursor(), 23u);
}

TEST(Focus, IsSaidToThoseWhoListen) {
  Driver driver(Mode::replay);
  for (int i = 0; i < 5; ++i) driver.press(kTab);
  EXPECT_THAT(driver.words(),
              HasSubstr(driver.look().text("ui.focus", {{"what", driver.text("command.first")}})));
}

TEST(Focus, ComesIntoSight) {
  Driver driver(Mode::replay, {1280, 500});
  driver.press(find_command("palette")->key);
  const auto in_sight = [&] {
    const std::optional<ImVec4> ring = focus_frame().ring;
    const ImVec4 place = driver.place(focused_label());
    return ring && ring->w - ring->y > 0.7f * (place.w - place.y);
  };
  for (int i = 0; i < 60; ++i) {
    driver.tap(kTab);
    for (int k = 0; k < 3; ++k) driver.frame();
    ASSERT_TRUE(in_sight()) << focused_label();
  }
}

TEST(Focus, OfTabsThatHaveNoRoomIsInTheirList) {
  Settings settings = Driver::calm();
  settings.scale = 2;
  Driver driver(Mode::replay, {1280, 800}, settings);
  const std::string more = driver.text("ui.tabs.more");
  for (int i = 0; i < 200 && focused_label() != more; ++i) driver.tap(kTab), driver.frame();
  ASSERT_EQ(focused_label(), more);
  driver.press({kKeyEnter});
  driver.press({kKeyDown});
  EXPECT_THAT(focused_label(), HasSubstr("tab "));
  driver.press({kKeyEscape});
  EXPECT_EQ(focused_label(), more);
  driver.press({kKeyEnter});
  driver.press({kKeyDown});
  const std::string chosen = focused_label();
  driver.press({kKeyEnter});
  ASSERT_FALSE(driver.choices().raised.empty());
  EXPECT_EQ("tab " + title(driver.look(), *find_view(driver.choices().raised[0])), chosen);
}

TEST(FocusOrder, IsOfTheUppermostAndByParts) {
  std::vector<FocusStop> stops(4);
  for (size_t i = 0; i < stops.size(); ++i) stops[i].id = static_cast<ImGuiID>(i + 1);
  stops[0].part = 2, stops[1].part = 1, stops[2].part = 2, stops[3].part = 0;
  const auto ids = [](const std::vector<FocusStop>& order) {
    std::vector<ImGuiID> all;
    for (const FocusStop& stop : order) all.push_back(stop.id);
    return all;
  };
  EXPECT_THAT(ids(reading_order(stops)), ::testing::ElementsAre(4u, 2u, 1u, 3u));
  stops[1].layer = Layer::overlay;
  EXPECT_THAT(ids(reading_order(stops)), ::testing::ElementsAre(2u));
  EXPECT_EQ(next_stop(stops, 3, 1), 0u);
  EXPECT_EQ(next_stop(stops, 0, -1), 3u);
  EXPECT_EQ(next_stop(stops, stops.size(), 1), 0u) << "nobody has it";
  EXPECT_EQ(next_stop(stops, stops.size(), -1), 3u);
  EXPECT_EQ(next_stop({}, 0, 1), std::nullopt);
}

}  // namespace
}  // namespace greenlens::gui
