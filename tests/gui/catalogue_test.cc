// Every view and every layout, whichever there are.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "gui/layouts.h"
#include "gui/views/view.h"
#include "tests/gui/driver.h"
#include "tests/gui/stage.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/store/passed_on.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;
using testing::Stage;

// A trace that counts what it is asked for, but for what costs nothing however long it is.
class CountingTrace final : public testing::PassedOn {
 public:
  using PassedOn::PassedOn;
  state::Moment at(uint64_t n) const override { return ++asked, trace_.at(n); }
  state::State state(uint64_t n) const override { return ++asked, trace_.state(n); }
  facts::Event event(uint64_t n) const override { return ++asked, trace_.event(n); }
  uint64_t stop(facts::Grain grain, uint64_t k) const override {
    return ++asked, trace_.stop(grain, k);
  }
  std::optional<uint64_t> next(facts::Grain grain, uint64_t n) const override {
    return ++asked, trace_.next(grain, n);
  }
  uint64_t previous(facts::Grain grain, uint64_t n) const override {
    return ++asked, trace_.previous(grain, n);
  }
  std::optional<uint64_t> find(uint64_t n, Direction direction,
                               const std::function<bool(const facts::Event&)>& wanted,
                               facts::GreenletId about) const override {
    return ++asked, trace_.find(n, direction, wanted, about);
  }
  const store::History& history() const override { return ++asked, trace_.history(); }
  uint64_t printed_until(uint64_t n) const override { return ++asked, trace_.printed_until(n); }
  std::vector<store::PrintedLine> printed(uint64_t first, uint64_t count) const override {
    return ++asked, trace_.printed(first, count);
  }
  std::shared_ptr<const store::History> history(uint64_t from, uint64_t to) const override {
    return ++asked, trace_.history(from, to);
  }
  std::vector<store::Column> columns(uint64_t from, uint64_t to, size_t count) const override {
    return ++asked, trace_.columns(from, to, count);
  }

  mutable int asked = 0;
};

// Nothing but what the catalogue has: no missing message («id»), no place left open ({name}).
bool plain(const std::string& words) {
  return words.find("«") == std::string::npos &&
         !std::regex_search(words, std::regex(R"(\{[a-z_]+\})"));
}

bool has_letters(const std::string& words) {
  return std::count_if(words.begin(), words.end(),
                       [](unsigned char c) { return std::isalpha(c); }) > 2;
}

TEST(Views, EachHasAFolderATitleAndAPlace) {
  std::set<std::string> ids;
  std::map<Slot, int> standing;
  for (const View& view : views()) {
    EXPECT_TRUE(ids.insert(view.id).second) << view.id << " is there twice";
    EXPECT_EQ(find_view(view.id), &view);
    EXPECT_TRUE(words::Messages::of("en").has(std::string("ui.view.") + view.id)) << view.id;
    EXPECT_NE(view.make, nullptr) << view.id;
    EXPECT_EQ(view.size.x > 0 && view.size.y > 0, view.slot == Slot::overlay)
        << view.id << ": an overlay says how large it is, and nobody else";
    ++standing[view.slot];
  }
  for (const auto& [slot, count] : standing) {
    if (!is_panel(slot) && slot != Slot::overlay) {
      EXPECT_EQ(count, 1) << "only panels and overlays can be shared";
    }
  }
  std::set<std::string> folders;
  const std::filesystem::path root = GREENLENS_SOURCE_DIR "/gui/views";
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.is_directory()) folders.insert(entry.path().filename());
  }
  EXPECT_EQ(ids, folders) << "gui/CMakeLists.txt lists the views";
  EXPECT_EQ(find_view("no such view"), nullptr);
}

TEST(Views, NoTitleIsOfAViewThatDoesNotExist) {
  for (const auto& [id, text] : words::Messages::of("en").all()) {
    if (id.rfind("ui.view.", 0) != 0) continue;
    EXPECT_NE(find_view(id.substr(8)), nullptr) << id;
  }
}

TEST(Views, EachDrawsAtEverySizeAndScaleAndSaysSomethingPlain) {
  const store::Timeline trace = testing::sample_timeline();
  for (const View& view : views()) {
    for (const float scale : {1.0f, 1.5f, 3.0f}) {
      Stage stage;
      stage.settings.scale = scale;
      for (const scene::Theme theme : scene::kThemes) {
        stage.settings.theme = theme;
        for (const uint64_t step : {uint64_t{0}, trace.size() / 2, trace.size()}) {
          stage.moment = trace.at(step);
          const Draw draw = view.make();
          const Look look = stage.look(&trace);
          for (const ImVec2 size : {ImVec2{1, 1}, ImVec2{120, 40}, ImVec2{4000, 2500}}) {
            stage.draw(draw, look, size);
            stage.draw(draw, look, size);  // some settle in the second frame
            const std::string words = stage.heard();
            EXPECT_TRUE(plain(words)) << view.id << ": " << words;
            if (size.x > 1000) {
              EXPECT_TRUE(has_letters(words)) << view.id << " says nothing at step " << step;
            }
          }
        }
      }
    }
  }
}

TEST(Views, NoneLetsThroughWhatATracesTextsHold) {
  const store::Timeline trace = testing::hostile_timeline();
  std::string all;
  for (const View& view : views()) {
    Stage stage;
    stage.scenarios = {{"one", testing::hostile_text(), testing::hostile_text()}};
    stage.shown_name = testing::hostile_text();
    const Draw draw = view.make();
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      stage.moment = trace.at(step);
      stage.notice = {step % 9 == 0 ? testing::hostile_text() : "", true};
      const Look look = stage.look(&trace);
      stage.draw(draw, look, {4000, 2500});
      stage.draw(draw, look, {4000, 2500});
      const std::string words = stage.heard();
      ASSERT_EQ(testing::raw_in(words), "") << view.id << " at step " << step;
      all += words;
    }
  }
  EXPECT_NE(all.find("main<höstile"), all.npos);
  EXPECT_NE(all.find("\\x1b[31m"), all.npos);
}

TEST(Views, AFrameInWhichNothingChangedAsksNothingOfTheTrace) {
  int counted = 0;
  for (const View& view : views()) {
    const store::Timeline whole = testing::sample_timeline();
    const CountingTrace trace(whole);
    Stage stage;
    const Draw draw = view.make();
    for (const uint64_t step : {trace.size() / 2, trace.size()}) {
      stage.moment = trace.at(step);
      const Look look = stage.look(&trace);
      trace.asked = 0;
      for (int frame = 0; frame < 3; ++frame) stage.draw(draw, look, {800, 600});
      counted += trace.asked;
      trace.asked = 0;
      for (int frame = 0; frame < 3; ++frame) stage.draw(draw, look, {800, 600});
      EXPECT_EQ(trace.asked, 0) << view.id << " at step " << step;
    }
  }
  EXPECT_GT(counted, 10) << "nothing was counted";
}

// By its label, or where it has no room behind the button for those.
void choose_tab(Driver* driver, const View& view) {
  driver->frame();
  const std::string label = title(driver->look(), view);
  if (driver->sees(label)) return driver->click(label);
  driver->click(driver->text("ui.tabs.more"));
  driver->click("tab " + label);
}

TEST(Views, EveryTabIsChosenByItsLabel) {
  int tabs = 0;
  for (const View& view : views()) {
    const auto there = [&](const View& other) { return other.slot == view.slot; };
    if (!is_panel(view.slot) || std::count_if(views().begin(), views().end(), there) < 2) continue;
    ++tabs;
    // So wide that one place at most has such a button: they are called the same.
    Driver driver(Mode::replay, {1720, 900});
    for (const View& other : views()) {  // away from it, if it stands in front
      if (other.slot == view.slot && &other != &view) choose_tab(&driver, other);
    }
    choose_tab(&driver, view);
    ASSERT_EQ(driver.choices().raised.at(0), view.id);
    for (uint64_t step = 0; step <= driver.trace().size(); step += 3) {
      driver.seek(step);
      EXPECT_TRUE(plain(driver.words())) << view.id << " at step " << step;
    }
  }
  EXPECT_GE(tabs, 4);
}

TEST(Views, EachThatIsAskedForIsShown) {
  for (const View& view : views()) {
    if (!is_panel(view.slot) && view.slot != Slot::overlay) continue;
    Driver driver(Mode::replay);
    driver.app().carry_out(ask::Show{view.id});
    driver.settle();
    EXPECT_EQ(driver.choices().overlay, view.slot == Slot::overlay ? view.id : "");
    if (is_panel(view.slot)) {
      EXPECT_EQ(driver.choices().raised.at(0), view.id);
    }
    driver.press({kKeyEscape});
    EXPECT_EQ(driver.choices().overlay, "");
  }
}

TEST(Views, OneThatDoesNotExistIsNotShown) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Show{"no such view"});
  driver.app().carry_out(ask::ChooseTab{"no such view"});
  driver.settle();
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_TRUE(driver.choices().raised.empty());
}

// Rooms in which each layout may suit.
const ImVec2 kRooms[] = {{1280, 800}, {800, 420}, {320, 200}, {2560, 1440}};

TEST(Layouts, EachIsTakenSomewhereAndTheLastOneSuitsAlways) {
  const store::Timeline trace = testing::sample_timeline();
  Stage stage;
  std::set<std::string> taken;
  for (const LayoutChoice choice : kLayoutChoices) {
    stage.settings.layout = choice;
    for (const ImVec2 room : kRooms) {
      for (const store::Trace* shown :
           {static_cast<const store::Trace*>(nullptr), static_cast<const store::Trace*>(&trace)}) {
        const Look look = stage.look(shown);
        taken.insert(layout_for(look, {{0, 0}, room}).id);
        EXPECT_TRUE(layouts().back().suits(look, {{0, 0}, room}));
      }
    }
  }
  EXPECT_EQ(taken.size(), layouts().size()) << "or two have one name";
}

TEST(Layouts, LoseNoView) {
  const store::Timeline trace = testing::sample_timeline();
  Stage stage;
  for (const Layout& layout : layouts()) {
    if (std::string(layout.id) == "picker") continue;
    for (const ImVec2 room : kRooms) {
      for (const float scale : {1.0f, 1.5f, 2.0f, 3.0f}) {
        stage.settings.scale = scale;
        const Arrangement arranged = layout.arrange(stage.look(&trace), {{0, 0}, room});
        std::multiset<Slot> there;
        for (const Placed& placed : arranged.places) {
          there.insert(placed.slot);
          there.insert(placed.with.begin(), placed.with.end());
        }
        for (const View& view : views()) {
          if (!is_panel(view.slot)) continue;
          EXPECT_EQ(there.count(view.slot), 1u) << view.id << " in " << layout.id << " at "
                                                << room.x << "x" << room.y << ", " << scale;
        }
      }
    }
  }
}

TEST(Layouts, ShowTheTabsThatHaveRoomAndTheOneInFront) {
  using Shown = std::vector<size_t>;
  EXPECT_EQ(tabs_that_fit({50, 50, 50}, 2, 150, 40), (Shown{0, 1, 2}));
  EXPECT_EQ(tabs_that_fit({50, 50, 50}, 0, 149, 40), (Shown{0, 1}));
  EXPECT_EQ(tabs_that_fit({50, 50, 50}, 2, 149, 40), (Shown{0, 2}));
  EXPECT_EQ(tabs_that_fit({50, 50, 50}, 2, 60, 40), (Shown{2})) << "never none";
  EXPECT_EQ(tabs_that_fit({80, 10, 10, 10}, 1, 100, 40), (Shown{1})) << "none out of its turn";
}

TEST(Layouts, AreChosenByKeyAndTheOneForAWallBringsItsScale) {
  Driver driver(Mode::replay);
  const float before = driver.app().settings().scale;
  driver.press({'2', false, true});
  EXPECT_EQ(driver.app().settings().layout, LayoutChoice::classroom);
  EXPECT_FLOAT_EQ(driver.app().settings().scale,
                  std::max(1.0f, classroom_scale(ImGui::GetIO().DisplaySize.y)));
  driver.press({'2', false, true});
  driver.press({'3', false, true});
  EXPECT_EQ(driver.app().settings().layout, LayoutChoice::diagram);
  EXPECT_FLOAT_EQ(driver.app().settings().scale, before);
  driver.press({'1', false, true});
  EXPECT_EQ(driver.app().settings().layout, LayoutChoice::everything);
}

TEST(Layouts, PutWhatHasNoTabBehindAButton) {
  Driver driver(Mode::replay);
  driver.press({'2', false, true});
  driver.settle();
  driver.click(driver.look().text("ui.tabs.more"));
  driver.click("tab " + driver.look().text("ui.view.tree"));
  EXPECT_EQ(driver.choices().raised.at(0), "tree");
}

bool apart(const Area& a, const Area& b) {
  constexpr float kRounding = 0.01f;
  return a.at.x + a.size.x <= b.at.x + kRounding || b.at.x + b.size.x <= a.at.x + kRounding ||
         a.at.y + a.size.y <= b.at.y + kRounding || b.at.y + b.size.y <= a.at.y + kRounding;
}

TEST(Layouts, PlacesLieInTheWindowApartFromEachOtherAndEachHasAView) {
  const store::Timeline trace = testing::sample_timeline();
  Stage stage;
  std::set<Slot> placed;
  stage.notes.all = {{0, "What there is to say.", "", words::NoteOn::whole, ""}};
  for (const float scale : {1.0f, 1.5f}) {
    stage.settings.scale = scale;
    // What letters need room for has to be there.
    stage.draw(find_view("sentence")->make(), stage.look(&trace), {1280, 800});
    for (const Layout& layout : layouts()) {
      const Area window{{0, 0}, {1280 * scale, 800 * scale}};
      const Arrangement arranged = layout.arrange(stage.look(&trace), window);
      for (const Placed& one : arranged.places) {
        placed.insert(one.slot);
        EXPECT_GE(one.area.at.x, 0) << layout.id;
        EXPECT_LE(one.area.at.x + one.area.size.x, window.size.x + 0.01f) << layout.id;
        EXPECT_LE(one.area.at.y + one.area.size.y, window.size.y + 0.01f) << layout.id;
        EXPECT_GT(one.area.size.x, 0) << layout.id;
        EXPECT_GT(one.area.size.y, 0) << layout.id;
        for (const Placed& other : arranged.places) {
          if (&one != &other) {
            EXPECT_NE(one.slot, other.slot) << layout.id;
            EXPECT_TRUE(apart(one.area, other.area))
                << layout.id << ": " << static_cast<int>(one.slot) << " covers "
                << static_cast<int>(other.slot);
          }
        }
      }
    }
  }
  for (const View& view : views()) {
    EXPECT_TRUE(view.slot == Slot::overlay || placed.count(view.slot))
        << view.id << " stands in no layout";
  }
  for (const Slot slot : placed) {
    EXPECT_TRUE(std::any_of(views().begin(), views().end(),
                            [&](const View& view) { return view.slot == slot; }))
        << "nothing stands in " << static_cast<int>(slot);
  }
}

}  // namespace
}  // namespace greenlens::gui
