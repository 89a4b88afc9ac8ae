// What a person does in the window: clicks on labels, drags, types.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "gui/app.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tracer/words/narration.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using testing::Driver;
using testing::kSessionModes;
using testing::Mode;
using testing::mode_name;

ImVec2 middle(ImVec4 box) { return {(box.x + box.z) / 2, (box.y + box.w) / 2}; }

TEST(Window, ThePickerStartsTheScenarioThatIsClicked) {
  Driver driver(Mode::picker);
  ASSERT_TRUE(driver.sees("test1_test2"));
  driver.click("test1_test2");
  driver.settle();
  ASSERT_TRUE(driver.has_session()) << driver.labels();
  EXPECT_TRUE(driver.look().expects_news());
  EXPECT_FALSE(driver.sees("test1_test2"));
  EXPECT_TRUE(driver.sees("slider"));
}

TEST(Window, ThePickerSaysWhyAScenarioDidNotStart) {
  Driver driver(Mode::picker);
  driver.click("broken");
  driver.settle();
  EXPECT_FALSE(driver.has_session());
  EXPECT_EQ(driver.look().notice.words,
            "broken cannot be started: it is broken; check its path and that it may be "
            "executed.");
  EXPECT_TRUE(driver.sees("test1_test2")) << "the cards are gone";
}

TEST(Window, ScenariosLeadsBackToThePicker) {
  Driver driver(Mode::replay);
  driver.run("scenarios");
  EXPECT_FALSE(driver.has_session());
  EXPECT_TRUE(driver.sees("test1_test2"));
}

TEST(Window, TransportButtonsWalkThroughTheTrace) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    uint64_t begun = driver.cursor();
    driver.click("##step");
    driver.settle();
    EXPECT_EQ(driver.cursor(), begun + 1) << mode_name(mode);
    driver.click("##back");
    driver.settle();
    EXPECT_EQ(driver.cursor(), begun);
    driver.click("##first");
    driver.settle();
    EXPECT_EQ(driver.cursor(), 0u);
    driver.click("##back");  // disabled: nothing happens
    driver.settle();
    EXPECT_EQ(driver.cursor(), 0u);
    driver.click("##last");
    driver.settle();
    EXPECT_EQ(driver.cursor(), testing::sample_events().size());
    EXPECT_TRUE(driver.look().at_end);
    driver.click("##step");
    driver.settle();
    EXPECT_EQ(driver.cursor(), testing::sample_events().size());
  }
}

TEST(Window, PlayAndPauseShareAButton) {
  Driver driver(Mode::replay);
  driver.click("##play");
  EXPECT_TRUE(driver.choices().playing);
  driver.click("##play");
  EXPECT_FALSE(driver.choices().playing);
}

TEST(Window, GrainButtonsChooseTheGrain) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    EXPECT_FALSE(driver.sees(driver.text("ui.grain.instruction"))) << "no recording has any";
    for (const Grain grain : {Grain::phase, Grain::switch_, Grain::line}) {
      driver.click(driver.text(std::string("ui.grain.") + facts::grain_name(grain)));
      EXPECT_EQ(driver.choices().grain, grain);
    }
  }
}

TEST(Window, ArrowKeysStepAndShiftStepsASwitch) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    uint64_t begun = driver.cursor();
    driver.press({kKeyRight});
    driver.press({kKeyRight});
    EXPECT_EQ(driver.cursor(), begun + 2) << mode_name(mode);
    driver.press({kKeyLeft});
    EXPECT_EQ(driver.cursor(), begun + 1);
    driver.press({kKeyRight, true, false});
    EXPECT_TRUE(std::holds_alternative<facts::Delivered>(driver.look().moment.event->fact));
    driver.press({kKeyHome});
    EXPECT_EQ(driver.cursor(), 0u);
    driver.press({kKeyEnd});
    EXPECT_TRUE(driver.look().at_end);
    driver.press({kKeyLeft, true, false});
    EXPECT_TRUE(std::holds_alternative<facts::Delivered>(driver.look().moment.event->fact));
  }
}

TEST(Window, TheSliderSeeksWhereItIsClickedAndDragged) {
  Driver driver(Mode::replay);
  uint64_t size = driver.trace().size();
  ImVec4 slider = driver.place("slider");
  driver.click_at(middle(slider));
  EXPECT_NEAR(static_cast<double>(driver.cursor()), static_cast<double>(size) / 2, 1);
  driver.drag(middle(slider), {slider.z + 50, (slider.y + slider.w) / 2});
  EXPECT_EQ(driver.cursor(), size);
  driver.drag(middle(slider), {slider.x - 50, (slider.y + slider.w) / 2});
  EXPECT_EQ(driver.cursor(), 0u);
}

TEST(Window, TheSliderOfALiveProgramEndsAtWhatHasHappened) {
  Driver driver(Mode::live);
  for (int i = 0; i < 10; ++i) driver.run("step");
  uint64_t told = driver.trace().size();
  ImVec4 slider = driver.place("slider");
  driver.click_at({slider.x + 8, (slider.y + slider.w) / 2});
  EXPECT_EQ(driver.cursor(), 0u);
  driver.click_at({slider.z - 8, (slider.y + slider.w) / 2});
  EXPECT_EQ(driver.cursor(), told);
  EXPECT_TRUE(driver.look().expects_news());
  EXPECT_EQ(driver.trace().size(), told) << "seeking let the program run on";
}

TEST(Window, ThePaletteRunsWhatIsTyped) {
  for (Mode mode : {Mode::picker, Mode::live, Mode::replay}) {
    Driver driver(mode);
    driver.press(find_command("palette")->key);
    ASSERT_TRUE(driver.sees("palette filter")) << mode_name(mode);
    driver.type(driver.text("command.theme"));
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.app().settings().theme, scene::Theme::dark) << mode_name(mode);
    EXPECT_EQ(driver.choices().overlay, "");
  }
}

TEST(Window, ThePaletteRunsWhatIsClicked) {
  Driver driver(Mode::replay);
  driver.press(find_command("palette")->key);
  driver.type(driver.text("command.last"));
  driver.click("palette: " + driver.text("command.last"));
  driver.settle();
  EXPECT_TRUE(driver.look().at_end);
  EXPECT_EQ(driver.choices().overlay, "");
}

TEST(Window, ThePaletteDoesNotRunWhatMayNotRun) {
  Driver driver(Mode::replay);
  driver.run("last");
  driver.press(find_command("palette")->key);
  std::string label = "palette: " + driver.text("command.last");
  driver.type(driver.text("command.last"));
  driver.click(label);
  EXPECT_EQ(driver.choices().overlay, "palette");
}

TEST(Window, LettersTypedIntoAFieldRunNoCommand) {
  Driver driver(Mode::replay);
  uint64_t begun = driver.cursor();
  driver.press(find_command("palette")->key);
  ASSERT_TRUE(ImGui::GetIO().WantTextInput);
  driver.press({'G'});
  driver.press({kKeySpace});
  driver.press({kKeyHome});
  EXPECT_EQ(driver.choices().overlay, "palette");
  EXPECT_FALSE(driver.choices().playing);
  EXPECT_EQ(driver.cursor(), begun);
}

TEST(Window, AClickBesideAnOverlayClosesIt) {
  for (const char* id : {"palette", "help", "go_to"}) {
    Driver driver(Mode::replay);
    driver.run(id);
    driver.click_at({8, 792});
    EXPECT_EQ(driver.choices().overlay, "") << id;
  }
}

TEST(Window, GoToSeeksTheStepThatIsTyped) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    driver.run("last");
    driver.press(find_command("go_to")->key);
    driver.type("17");
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.cursor(), 17u) << mode_name(mode);
    EXPECT_EQ(driver.choices().overlay, "");
    driver.press(find_command("go_to")->key);
    driver.type("99999");
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.cursor(), driver.trace().size()) << "beyond the end is the end";
  }
}

TEST(Window, TheEventListSeeksWhatIsClicked) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    driver.run("last");
    driver.seek(3);
    driver.click(driver.text("ui.view.events"));
    driver.settle();
    ASSERT_TRUE(driver.sees("event 5")) << driver.labels();
    driver.click("event 5");
    driver.settle();
    EXPECT_EQ(driver.cursor(), 5u);
  }
}

TEST(Window, SearchNarrowsTheEventList) {
  Driver driver(Mode::replay);
  driver.run("find");
  ASSERT_TRUE(driver.sees("search")) << driver.labels();
  driver.click("search");
  driver.type(words::narrate(words::Messages::of("en"), driver.trace().at(22)).headline);
  ASSERT_TRUE(driver.sees("event 22")) << driver.labels();
  EXPECT_FALSE(driver.sees("event 1"));
  driver.click("event 22");
  driver.settle();
  EXPECT_EQ(driver.cursor(), 22u);
}

TEST(Window, ASearchForNothingLeavesNoEvent) {
  Driver driver(Mode::replay);
  driver.run("find");
  driver.click("search");
  driver.type("no event says this");
  for (const auto& [label, box] : widget_places()) {
    EXPECT_NE(label.rfind("event ", 0), 0u) << label;
  }
}

TEST(Window, SplittersMoveWithTheMouseAndKeepTheirLimits) {
  const std::map<std::string, float Settings::*> splitters = {{"split left", &Settings::left},
                                                              {"split right", &Settings::right},
                                                              {"split bottom", &Settings::bottom},
                                                              {"split output", &Settings::output},
                                                              {"split tree", &Settings::tree}};
  for (const auto& [label, share] : splitters) {
    Driver driver(Mode::replay);
    float begun = driver.app().settings().*share;
    ImVec2 at = middle(driver.place(label));
    driver.drag(at, {at.x + 40, at.y + 40});
    float moved = driver.app().settings().*share;
    EXPECT_NE(moved, begun) << label;
    for (float far : {-3000.f, 3000.f}) {
      at = middle(driver.place(label));
      driver.drag(at, {at.x + far, at.y + far});
      EXPECT_EQ(parse_settings(format_settings(driver.app().settings())).*share,
                parse_settings(
                    format_settings(parse_settings(format_settings(driver.app().settings())))).*
                    share);
      EXPECT_GE(driver.app().settings().*share, 0.1f) << label;
      EXPECT_LE(driver.app().settings().*share, 0.8f) << label;
    }
  }
}

TEST(Window, AClickOnTheTreeSelectsAGreenletAndASecondOneFollowsAgain) {
  Driver driver(Mode::replay);
  driver.run("last");
  ImVec4 tree = driver.place("tree");
  facts::GreenletId selected = 0;
  ImVec2 where;
  for (float y = tree.y + 5; y < tree.w && !selected; y += 12) {
    for (float x = tree.x + 5; x < tree.z && !selected; x += 24) {
      where = {x, y};
      driver.click_at(where);
      selected = driver.choices().selected;
    }
  }
  ASSERT_NE(selected, 0u) << "no greenlet in the tree can be clicked";
  EXPECT_EQ(driver.look().focus(), selected);
  driver.click_at(where);
  EXPECT_EQ(driver.choices().selected, 0u);
}

TEST(Window, AClickOnTheTimelineSeeks) {
  Driver driver(Mode::replay);
  driver.run("first");
  ImVec4 box = driver.place("timeline");
  bool moved = false;
  for (float y = box.y + 5; y < box.w && !moved; y += 10) {
    for (float x = box.x + 5; x < box.z && !moved; x += 30) {
      driver.click_at({x, y});
      moved = driver.cursor() != 0;
    }
  }
  EXPECT_TRUE(moved);
}

// Every widget lies in the window, at every size and scale that fits a screen.
TEST(Window, TheTransportStaysInTheWindow) {
  for (ImVec2 size : {ImVec2{1280, 800}, ImVec2{1920, 1080}}) {
    for (float scale : {1.0f, size.x > 1500 ? 1.5f : 1.0f}) {
      Settings settings = Driver::calm();
      settings.scale = scale;
      Driver driver(Mode::replay, size, settings);
      for (const std::string& label :
           {std::string("##first"), std::string("##last"), std::string("menu File"),
            std::string("slider"), std::string("menu Help"), driver.text("ui.grain.phase")}) {
        ImVec4 box = driver.place(label);
        EXPECT_GE(box.x, 0) << label;
        EXPECT_LE(box.z, size.x) << label << " at " << scale;
      }
    }
  }
}

TEST(Window, ButtonsOfTheBarDoNotCoverEachOther) {
  Driver driver(Mode::replay);
  std::vector<std::string> bar = {"##first", "##back", "##play", "##step", "##last"};
  for (const char* id : {"ui.grain.line", "ui.grain.switch", "ui.grain.phase", "menu.file",
                         "menu.step", "menu.view", "menu.help"}) {
    const bool is_menu = std::string(id).starts_with("menu.");
    bar.push_back((is_menu ? "menu " : "") + driver.text(id));
  }
  for (size_t i = 0; i < bar.size(); ++i) {
    for (size_t j = i + 1; j < bar.size(); ++j) {
      ImVec4 a = driver.place(bar[i]), b = driver.place(bar[j]);
      bool apart = a.z <= b.x || b.z <= a.x || a.w <= b.y || b.w <= a.y;
      EXPECT_TRUE(apart) << bar[i] << " covers " << bar[j];
    }
  }
}

TEST(Window, AnySizeAndScaleDraws) {
  for (float scale : {1.0f, 2.0f, 3.0f}) {
    for (ImVec2 size : {ImVec2{320, 200}, ImVec2{800, 600}, ImVec2{2560, 1440}, ImVec2{1, 1}}) {
      Settings settings = Driver::calm();
      settings.scale = scale;
      Driver driver(Mode::replay, size, settings);
      driver.run("last");
      driver.run("help");
      EXPECT_TRUE(driver.look().at_end);
    }
  }
}

// A message that is missing shows as «id», a place that nobody filled as {name}.
void expect_plain_words(const std::string& words) {
  EXPECT_EQ(words.find("«"), std::string::npos) << words;
  EXPECT_FALSE(std::regex_search(words, std::regex(R"(\{[a-z_]+\})"))) << words;
  EXPECT_GT(words.size(), 20u) << "nothing was heard";
}

TEST(Window, EveryWordComesFromTheCatalogue) {
  for (Mode mode : testing::kModes) {
    Driver driver(mode);
    expect_plain_words(driver.words());
    for (const View& view : views()) {
      driver.app().carry_out(ask::ChooseTab{view.id});
      for (const char* id : {"first", "last", "back"}) {
        driver.run(id);
        expect_plain_words(driver.words());
      }
    }
  }
}

TEST(Window, SaysTheStepAndWhatHappened) {
  Driver driver(Mode::replay);
  driver.seek(7);
  driver.settle();
  std::string words = driver.words();
  std::string count = std::to_string(driver.trace().size());
  EXPECT_NE(words.find("step 7 of " + count), std::string::npos) << words;
  EXPECT_NE(words.find("test1 / test2"), std::string::npos) << words;
  EXPECT_NE(words.find(driver.text("ui.status.replay")), std::string::npos) << words;
  EXPECT_EQ(words.find(driver.text("ui.output.none")) != std::string::npos, true) << words;
}

TEST(Window, ShowsWhatTheProgramPrinted) {
  Driver driver(Mode::live);
  EXPECT_EQ(driver.words().find("\n[gr2] test1 -> test2"), std::string::npos);
  driver.run("last");
  std::string words = driver.words();
  EXPECT_NE(words.find("\n[gr2] test1 -> test2"), std::string::npos) << words;
  EXPECT_EQ(words.find("\nThis is never printed."), std::string::npos) << words;
}

TEST(Window, SaysWhetherTheProgramIsAlive) {
  Driver driver(Mode::live);
  EXPECT_NE(driver.words().find(driver.text("ui.status.paused")), std::string::npos);
  driver.run("last");
  EXPECT_EQ(driver.words().find(driver.text("ui.status.paused")), std::string::npos);
}

TEST(Window, AProblemStandsBesideTheSentenceUntilItIsDismissed) {
  const facts::Fault fault{facts::FaultKind::crashed, "The program", 20, 20, "SIGSEGV"};
  auto events = testing::sample_events();
  events.resize(20);
  Driver driver(std::make_unique<testing::LiveSource>(std::move(events), fault));
  driver.run("last");
  EXPECT_NE(driver.words().find("crashed after step 20"), std::string::npos) << driver.words();
  EXPECT_NE(driver.words().find(driver.text("ui.status.crashed")), std::string::npos);
  const std::string own = words::narrate(words::Messages::of("en"), driver.trace().at(20)).headline;
  EXPECT_NE(driver.words().find(own), std::string::npos) << "the step's own sentence is there";
  driver.click("×");
  EXPECT_EQ(driver.words().find("crashed after step 20"), std::string::npos) << driver.words();
  EXPECT_TRUE(driver.run("first"));
}

}  // namespace
}  // namespace greenlens::gui
