// In front of a class: a presenter's remote, spotlight, pen, zoom, blackout.
#include "gui/wall.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gui/bindings.h"
#include "gui/draw_pen.h"
#include "gui/remote.h"
#include "gui/wall_commands.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

constexpr int kF4 = kKeyF1 + 3, kF5 = kKeyF1 + 4, kF6 = kKeyF1 + 5, kF7 = kKeyF1 + 6,
              kF8 = kKeyF1 + 7, kF9 = kKeyF1 + 8;

const Wall& wall_in(const Driver& driver) { return *driver.look().wall; }
LayoutChoice layout_in(const Driver& driver) { return driver.look().settings.layout; }
// In the layout for a wall, at a step with others before and behind it.
void begin_lesson(Driver* driver) {
  driver->press({kF5, true});
  driver->seek(20);
  driver->settle();
}

// --- a remote

struct Sent {
  const char* what;
  Chord chord;
};

TEST(Remote, NextAndPreviousAreStepsWhateverTheRemoteSends) {
  for (const Sent& sent :
       {Sent{"PgDn", {kKeyPageDown}}, Sent{"→", {kKeyRight}}, Sent{"Enter", {kKeyEnter}}}) {
    Driver driver(Mode::replay);
    begin_lesson(&driver);
    Driver steps(Mode::replay);
    begin_lesson(&steps);
    steps.run("step");
    driver.press(sent.chord);
    EXPECT_EQ(driver.cursor(), steps.cursor()) << sent.what;
    EXPECT_GT(driver.cursor(), 20u) << sent.what;
  }
  for (const Sent& sent : {Sent{"PgUp", {kKeyPageUp}}, Sent{"←", {kKeyLeft}}}) {
    Driver driver(Mode::replay);
    begin_lesson(&driver);
    Driver steps(Mode::replay);
    begin_lesson(&steps);
    steps.run("back");
    driver.press(sent.chord);
    EXPECT_EQ(driver.cursor(), steps.cursor()) << sent.what;
    EXPECT_LT(driver.cursor(), 20u) << sent.what;
  }
}

TEST(Remote, NextShowsTheAnswerOfAQuestionThatWaitsAndThenGoesOn) {
  for (const Sent& sent : {Sent{"PgDn", {kKeyPageDown}}, Sent{"→", {kKeyRight}},
                           Sent{"Enter", {kKeyEnter}}, Sent{"Space", {kKeySpace}}}) {
    Driver driver(Mode::replay);
    begin_lesson(&driver);
    driver.run("ask_here");
    ASSERT_TRUE(driver.look().asks());
    driver.press(sent.chord);
    EXPECT_FALSE(driver.look().asks()) << sent.what;
    EXPECT_EQ(driver.cursor(), 20u) << sent.what << ": it is to be seen first";
    driver.press({kKeyPageDown});
    EXPECT_GT(driver.cursor(), 20u) << sent.what;
  }
}

TEST(Remote, OneButtonLeadsThroughQuestionMode) {
  Driver driver(Mode::replay);
  begin_lesson(&driver);
  driver.seek(0);
  driver.run("question_mode");
  size_t asked = 0;
  for (int i = 0; i < 500 && !driver.look().at_end; ++i) {
    const bool waited = driver.look().asks();
    const uint64_t before = driver.cursor();
    driver.press({kKeyPageDown});
    if (waited) {
      ++asked;
      ASSERT_FALSE(driver.look().asks());
      ASSERT_EQ(driver.cursor(), before);
    }
  }
  EXPECT_TRUE(driver.look().at_end);
  EXPECT_GE(asked, 3u);
}

TEST(Remote, EnterGivesWhatIsChosen) {
  Driver driver(Mode::replay);
  begin_lesson(&driver);
  driver.run("ask_here");
  driver.app().carry_out(ask::InQuiz{deed::Choose{0}});
  ASSERT_TRUE(driver.look().quiz->open()->chosen);
  driver.press({kKeyEnter});
  ASSERT_TRUE(driver.look().quiz->open()->answered);
  EXPECT_NE(driver.look().quiz->open()->answered->verdict.outcome,
            greenlens::questions::Outcome::unanswered);
}

TEST(Remote, F5BeginsFromTheBeginningAndEscBringsTheLayoutBack) {
  Driver driver(Mode::replay);
  driver.run("layout_diagram");
  driver.seek(20);
  driver.press({kF5});
  EXPECT_EQ(layout_in(driver), LayoutChoice::classroom);
  EXPECT_EQ(driver.cursor(), 0u);
  driver.press({kKeyEscape});
  EXPECT_EQ(layout_in(driver), LayoutChoice::diagram);
  EXPECT_FALSE(find_command("close")->when(driver.look())) << "there is nothing left to leave";
  driver.seek(20);
  driver.press({kF5, true});
  EXPECT_EQ(layout_in(driver), LayoutChoice::classroom);
  EXPECT_EQ(driver.cursor(), 20u) << "with Shift at the step that is shown";
}

TEST(Remote, WhoHasChosenClassroomThemselvesIsNotTakenOutOfIt) {
  Driver driver(Mode::replay);
  driver.run("layout_classroom");
  driver.press({kF5, true});
  driver.press({kKeyEscape});
  EXPECT_EQ(layout_in(driver), LayoutChoice::classroom);
}

TEST(Remote, BlackAndWhiteByWhatRemotesSend) {
  for (const Sent& sent : {Sent{".", {kKeyPeriod}}, Sent{"B", {'B'}}, Sent{"F9", {kF9}}}) {
    Driver driver(Mode::replay);
    begin_lesson(&driver);
    driver.press(sent.chord);
    EXPECT_EQ(wall_in(driver).blackout, Blackout::black) << sent.what;
    driver.press(sent.chord);
    EXPECT_EQ(wall_in(driver).blackout, Blackout::none) << sent.what << ", once more";
    EXPECT_TRUE(driver.look().notes_here().empty()) << sent.what;
  }
  for (const Sent& sent :
       {Sent{",", {kKeyComma}}, Sent{"W", {'W'}}, Sent{"Shift+F9", {kF9, true}}}) {
    Driver driver(Mode::replay);
    begin_lesson(&driver);
    const Settings before = driver.look().settings;
    driver.press(sent.chord);
    EXPECT_EQ(wall_in(driver).blackout, Blackout::white) << sent.what;
    driver.press({kKeyPageDown});
    EXPECT_EQ(wall_in(driver).blackout, Blackout::none) << sent.what;
    EXPECT_EQ(driver.look().settings, before) << sent.what;
  }
}

TEST(Remote, ElsewhereThoseKeysAreWhatTheyEverWere) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.press({'B'});
  EXPECT_EQ(wall_in(driver).blackout, Blackout::none);
  EXPECT_EQ(driver.look().notes_here().size(), 1u);
  driver.press({kKeyPageDown});
  EXPECT_EQ(driver.cursor(), 20u);
}

TEST(Remote, AKeyThatThePersonHasBoundIsTheirs) {
  AppOptions options;
  options.keys = std::string("layout_diagram = B\nbookmark = PgDn\n");
  options.source = std::make_unique<testing::ReplaySource>();
  options.shown_name = "test1_test2";
  Driver driver(std::move(options));
  begin_lesson(&driver);
  EXPECT_STREQ(remote_command(driver.look(), {kKeyPageDown}) == nullptr ? "" : "sent", "");
  driver.press({kKeyPageDown});
  EXPECT_EQ(driver.cursor(), 20u);
  EXPECT_EQ(driver.look().notes_here().size(), 1u);
  driver.press({'B'});
  EXPECT_EQ(layout_in(driver), LayoutChoice::diagram);
}

// --- blackout

TEST(Blackout, NothingActsBelowItAndTimeStands) {
  Driver driver(Mode::replay);
  begin_lesson(&driver);
  driver.run("play");
  driver.app().carry_out(ask::SetSpeed{10});
  driver.run("black");
  const uint64_t at = driver.cursor();
  for (int i = 0; i < 20; ++i) driver.frame(0.5f);
  EXPECT_EQ(driver.cursor(), at);
  EXPECT_TRUE(driver.choices().playing) << "it goes on behind it";
  EXPECT_THAT(driver.words(), HasSubstr(driver.text("ui.wall.black")));
  driver.press({kKeyEnd});
  EXPECT_EQ(wall_in(driver).blackout, Blackout::none);
  EXPECT_LT(driver.cursor(), driver.trace().size()) << "the key has only brought it back";
}

TEST(Blackout, TheClockForThinkingStands) {
  Driver driver(Mode::replay);
  begin_lesson(&driver);
  driver.run("ask_here");
  driver.app().carry_out(ask::InQuiz{deed::Think{30}});
  driver.frame(1);
  const float left = driver.look().thinking.left;
  driver.run("white");
  const float covered = driver.look().thinking.left;
  for (int i = 0; i < 10; ++i) driver.frame(1);
  EXPECT_EQ(driver.look().thinking.left, covered);
  driver.press({kKeySpace});
  EXPECT_TRUE(driver.look().asks()) << "and the space bar has not shown the answer";
  driver.frame(1);
  EXPECT_LT(driver.look().thinking.left, left);
}

TEST(Blackout, AClickOnlyBringsItBack) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  const ImVec4 place = driver.place("slider");
  driver.run("black");
  driver.click_at({place.x + 0.9f * (place.z - place.x), (place.y + place.w) / 2});
  EXPECT_EQ(driver.cursor(), 20u);
  EXPECT_EQ(wall_in(driver).blackout, Blackout::none);
}

TEST(Blackout, NoLetterOfTheStrokeThatEndsItIsTyped) {
  Driver driver(Mode::replay);
  driver.run("palette");
  driver.run("black");
  driver.app().key({'G'});
  driver.app().letter('g');
  EXPECT_EQ(wall_in(driver).blackout, Blackout::none);
  EXPECT_EQ(driver.look().letters, "");
  driver.app().key({'H'});
  driver.app().letter('h');
  EXPECT_EQ(driver.look().letters, "h");
}

// --- spotlight, pointer

TEST(SpotlightModel, ItsSizeStaysWithinTheWindow) {
  Spotlight light;
  const float usual = light.share;
  light.resize(1);
  EXPECT_GT(light.share, usual);
  light.resize(-1);
  EXPECT_FLOAT_EQ(light.share, usual);
  light.resize(1000);
  EXPECT_EQ(light.share, Spotlight::kMost);
  light.resize(-1000);
  EXPECT_EQ(light.share, Spotlight::kLeast);
  light.share = 0.25f;
  EXPECT_FLOAT_EQ(light.radius({1000, 800}), 200);
}

TEST(SpotlightInTheWindow, FollowsTheMouseAndTheFocusAndLetsClicksThrough) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.press({kF6});
  ASSERT_TRUE(wall_in(driver).spotlight.on);
  driver.move_mouse({333, 222});
  EXPECT_EQ(wall_in(driver).at({1280, 800}).x, 333);
  EXPECT_EQ(wall_in(driver).at({1280, 800}).y, 222);
  const ImVec4 place = driver.place("slider");
  driver.click_at({place.x + 0.9f * (place.z - place.x), (place.y + place.w) / 2});
  EXPECT_GT(driver.cursor(), 20u);
  driver.press({kKeyTab});
  driver.frame();
  EXPECT_FALSE(wall_in(driver).aim->is_mouse()) << "the keyboard points as well";
  driver.press({kKeyEscape});  // leaves the focus
  driver.press({kKeyEscape});
  EXPECT_FALSE(wall_in(driver).spotlight.on);
}

TEST(SpotlightInTheWindow, TheWheelAndKeysChangeItsSizeAndNothingElse) {
  Driver driver(Mode::replay);
  EXPECT_FALSE(driver.app().wheel(1)) << "it scrolls what is there";
  driver.press({kF6});
  const float usual = wall_in(driver).spotlight.share;
  EXPECT_TRUE(driver.app().wheel(2));
  EXPECT_GT(wall_in(driver).spotlight.share, usual);
  driver.press({'['});
  driver.press({'['});
  EXPECT_FLOAT_EQ(wall_in(driver).spotlight.share, usual);
  driver.press({']'});
  EXPECT_GT(wall_in(driver).spotlight.share, usual);
  driver.run("help");
  EXPECT_FALSE(driver.app().wheel(1)) << "a list is scrolled";
}

TEST(Pointer, IsThereAndGone) {
  Driver driver(Mode::replay);
  driver.press({kF4});
  EXPECT_TRUE(wall_in(driver).pointer);
  EXPECT_TRUE(is_in_force(driver.look(), *find_command("pointer")));
  driver.press({kKeyEscape});
  EXPECT_FALSE(wall_in(driver).pointer);
}

// --- the pen

TEST(PenModel, StrokesAreOfTheirPlaceAndTakenBackThere) {
  const StrokePlace here{3, LayoutChoice::classroom, 2, 100, 80};
  StrokePlace there = here;
  there.step = 4;
  Pen pen;
  pen.begin(here, {1, 1});
  EXPECT_TRUE(pen.strokes().empty()) << "it is not taken";
  pen.take(true);
  pen.begin(here, {1, 1});
  pen.go_on(here, {5, 5});
  pen.go_on(here, {5, 5.5f});
  EXPECT_EQ(pen.strokes()[0].points.size(), 2u) << "what has not moved is the same point";
  pen.go_on(there, {9, 9});
  EXPECT_EQ(pen.strokes()[0].points.size(), 2u);
  pen.end();
  pen.go_on(here, {20, 20});
  EXPECT_EQ(pen.strokes()[0].points.size(), 2u);
  pen.dip(Ink::green);
  pen.begin(there, {2, 2});
  EXPECT_EQ(pen.strokes()[1].ink, Ink::green);
  pen.undo(here);
  EXPECT_FALSE(pen.has_strokes(here));
  EXPECT_TRUE(pen.has_strokes(there));
  pen.undo(here);
  EXPECT_EQ(pen.strokes().size(), 1u);
  pen.begin(there, {3, 3});
  pen.clear(there);
  EXPECT_TRUE(pen.strokes().empty());
}

TEST(PenModel, KeepsNoMoreThanItSays) {
  const StrokePlace here;
  Pen pen;
  pen.take(true);
  for (int stroke = 0; stroke < 300; ++stroke) {
    pen.begin(here, {0, 0});
    for (int i = 1; i < 1000; ++i) pen.go_on(here, {static_cast<float>(10 * i), 0});
    pen.end();
  }
  size_t points = 0;
  for (const Stroke& stroke : pen.strokes()) points += stroke.points.size();
  EXPECT_LE(points, Pen::kMostPoints + 1000);
  EXPECT_GE(points, Pen::kMostPoints - 1000);
  EXPECT_EQ(pen.strokes().back().points.size(), 1000u) << "what is drawn last is there";
}

TEST(PenModel, EveryInkComesRoundAndIsTellableFromThePageInEveryTheme) {
  Ink ink = kInks[0];
  for (size_t i = 0; i < kInks.size(); ++i) ink = next_ink(ink);
  EXPECT_EQ(ink, kInks[0]);
  const auto brightness = [](ImU32 color) {
    const ImVec4 c = ImGui::ColorConvertU32ToFloat4(color);
    return 0.2126f * c.x + 0.7152f * c.y + 0.0722f * c.z;
  };
  for (const scene::Theme theme : scene::kThemes) {
    for (const Ink one : kInks) {
      const float light = brightness(ink_color(one, theme));
      if (theme == scene::Theme::dark) {
        EXPECT_GT(light, 0.5f) << ink_name(one);
      } else {
        EXPECT_LT(light, 0.4f) << ink_name(one);
      }
    }
  }
}

TEST(PenInTheWindow, DrawsAndTouchesNothingBelow) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  const ImVec4 place = driver.place("slider");
  driver.press({kF7});
  ASSERT_TRUE(wall_in(driver).pen.is_taken());
  const float y = (place.y + place.w) / 2;
  driver.drag({place.x + 20, y}, {place.z - 20, y});
  EXPECT_EQ(driver.cursor(), 20u);
  ASSERT_EQ(wall_in(driver).pen.strokes().size(), 1u);
  const Stroke stroke = wall_in(driver).pen.strokes()[0];
  // ImGui's mouse is on whole pixels.
  EXPECT_NEAR(stroke.points.front().x, place.x + 20, 1);
  EXPECT_NEAR(stroke.points.back().x, place.z - 20, 1);
  EXPECT_EQ(stroke.place.step, 20u);
  EXPECT_TRUE(driver.app().wheel(1)) << "nor is anything scrolled";
}

TEST(PenInTheWindow, StrokesStayWithTheirStepAndAreTakenBackByKeys) {
  Driver driver(Mode::replay);
  driver.seek(20);
  EXPECT_FALSE(find_command("pen_undo")->when(driver.look()));
  driver.press({kF7});
  driver.drag({300, 300}, {400, 300});
  driver.drag({300, 350}, {400, 350});
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), 21u) << "keys are as ever";
  EXPECT_FALSE(wall_in(driver).pen.has_strokes(stroke_place(driver.look())));
  EXPECT_FALSE(find_command("pen_clear")->when(driver.look()));
  driver.press({kKeyLeft});
  EXPECT_TRUE(wall_in(driver).pen.has_strokes(stroke_place(driver.look())));
  driver.press({kKeyEscape});
  EXPECT_FALSE(wall_in(driver).pen.is_taken());
  EXPECT_EQ(wall_in(driver).pen.strokes().size(), 2u) << "they stay until they are cleared";
  driver.press({kKeyBackspace});
  EXPECT_EQ(wall_in(driver).pen.strokes().size(), 1u);
  driver.press({kKeyDelete});
  EXPECT_TRUE(wall_in(driver).pen.strokes().empty());
}

TEST(PenInTheWindow, ItsRowHasColoursAndLeaves) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.press({kF7});
  driver.settle();
  driver.click("ink green");
  EXPECT_EQ(wall_in(driver).pen.ink(), Ink::green);
  EXPECT_TRUE(wall_in(driver).pen.strokes().empty()) << "a click in the row draws nothing";
  driver.press({kF7, true});
  EXPECT_EQ(wall_in(driver).pen.ink(), Ink::violet);
  driver.drag({300, 300}, {400, 300});
  EXPECT_EQ(wall_in(driver).pen.strokes().at(0).ink, Ink::violet);
  driver.click(driver.text("ui.pen.undo"));
  EXPECT_TRUE(wall_in(driver).pen.strokes().empty());
  driver.click(driver.text("ui.pen.done"));
  EXPECT_FALSE(wall_in(driver).pen.is_taken());
}

TEST(PenInTheWindow, WhatOpensAboveItIsClicked) {
  Driver driver(Mode::replay);
  driver.press({kF7});
  driver.run("go_to");
  driver.settle();
  EXPECT_FALSE(driver.sees("paper"));
  driver.press({kKeyEscape});
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_TRUE(wall_in(driver).pen.is_taken()) << "Esc has put away what was uppermost";
  driver.frame();
  EXPECT_TRUE(driver.sees("paper"));
}

// --- zoom

TEST(ZoomModel, WhatTheMouseIsOnStaysWhereItIs) {
  const Magnified zoomed = around({300, 200}, 3);
  EXPECT_EQ(zoomed.seen({300, 200}).x, 300);
  EXPECT_EQ(zoomed.seen({300, 200}).y, 200);
  EXPECT_EQ(zoomed.seen({310, 195}).x, 330);
  EXPECT_EQ(zoomed.seen({310, 195}).y, 185);
}

TEST(ZoomModel, AThingFillsTheWindowAndNothingBesideTheWindowIsSeen) {
  const ImVec2 window{1200, 800};
  for (const float x : {0.0f, 300.0f, 1000.0f}) {
    for (const float y : {0.0f, 350.0f, 740.0f}) {
      const ImVec2 low{x, y}, high{x + 200, y + 60};
      const Magnified zoomed = filling(low, high, window);
      EXPECT_GE(zoomed.factor, 4);
      EXPECT_LE(zoomed.factor, kMostZoom);
      for (const ImVec2 corner : {low, high}) {
        EXPECT_GE(zoomed.seen(corner).x, -0.5f);
        EXPECT_LE(zoomed.seen(corner).x, window.x + 0.5f);
        EXPECT_GE(zoomed.seen(corner).y, -0.5f);
        EXPECT_LE(zoomed.seen(corner).y, window.y + 0.5f);
      }
      EXPECT_LE(zoomed.seen({0, 0}).x, 0.5f);
      EXPECT_LE(zoomed.seen({0, 0}).y, 0.5f);
      EXPECT_GE(zoomed.seen(window).x, window.x - 0.5f);
      EXPECT_GE(zoomed.seen(window).y, window.y - 0.5f);
    }
  }
  const ImVec2 middle = filling({550, 370}, {650, 430}, window).seen({600, 400});
  EXPECT_NEAR(middle.x, 600, 0.5f);
  EXPECT_NEAR(middle.y, 400, 0.5f);
}

TEST(ZoomModel, TakesAQuarterOfASecondOrNoTime) {
  Zoom zoom;
  const Magnified wanted = around({100, 100}, 3);
  float seconds = 0, before = 1;
  do {
    zoom.go_on(wanted, true, 0.02f, true);
    seconds += 0.02f;
    EXPECT_GE(zoom.now().factor, before);
    before = zoom.now().factor;
  } while (zoom.is_moving() && seconds < 10);
  EXPECT_EQ(zoom.now().factor, 3);
  EXPECT_LE(seconds, 0.4f);
  EXPECT_GE(seconds, 0.1f);
  zoom.go_on(around({150, 90}, 3), true, 0.02f, true);
  EXPECT_EQ(zoom.now().fixed.x, 150) << "with the mouse at once";
  zoom.go_on(around({150, 90}, 1), true, 0.02f, false);
  EXPECT_EQ(zoom.now().factor, 1) << "at once without animation";
}

TEST(ZoomInTheWindow, MakesWhatIsDrawnLargerAndClicksAreAsEver) {
  Driver driver(Mode::replay);
  driver.seek(20);
  driver.settle();
  const ImVec4 place = driver.place("slider");
  driver.press({kF8});
  driver.move_mouse({place.x + 0.9f * (place.z - place.x), (place.y + place.w) / 2});
  ASSERT_EQ(driver.app().magnified().factor, 2);
  ImDrawData* drawn = ImGui::GetDrawData();
  float before = 0, after = 0;
  for (int i = 0; i < drawn->CmdListsCount; ++i) {
    for (const ImDrawVert& corner : drawn->CmdLists[i]->VtxBuffer) {
      before = std::max(before, corner.pos.x);
    }
  }
  magnify(drawn, driver.app().magnified());
  for (int i = 0; i < drawn->CmdListsCount; ++i) {
    for (const ImDrawVert& corner : drawn->CmdLists[i]->VtxBuffer) {
      after = std::max(after, corner.pos.x);
    }
  }
  EXPECT_FLOAT_EQ(after, driver.app().magnified().seen({before, 0}).x);
  driver.click_at({place.x + 0.9f * (place.z - place.x), (place.y + place.w) / 2});
  EXPECT_GT(driver.cursor(), 20u);
  const float factor = driver.app().magnified().factor;
  EXPECT_TRUE(driver.app().wheel(3));
  driver.frame();
  EXPECT_GT(driver.app().magnified().factor, factor);
  driver.press({kKeyEscape});
  EXPECT_EQ(driver.app().magnified().factor, 1);
}

TEST(ZoomInTheWindow, WhatTheFocusIsOnIsBroughtToTheMiddle) {
  Driver driver(Mode::replay);
  driver.seek(40);
  driver.press({kF8});
  for (int i = 0; i < 25; ++i) driver.press({kKeyTab});
  driver.frame();
  const Wall& wall = wall_in(driver);
  ASSERT_TRUE(wall.aim && !wall.aim->is_mouse());
  const Magnified wanted = filling(wall.aim->low, wall.aim->high, {1280, 800});
  EXPECT_EQ(driver.app().magnified().factor, wanted.factor);
  EXPECT_EQ(driver.app().magnified().fixed.x, wanted.fixed.x);
}

// --- all of it

TEST(Wall, EscPutsAwayWhatWasTakenOneAfterTheOther) {
  Driver driver(Mode::replay);
  for (const int key : {kF5, kF4, kF6, kF8, kF7}) driver.press({key});
  const auto in_hand = [&] {
    const Wall& wall = wall_in(driver);
    return int(wall.pen.is_taken()) + int(wall.zoom.is_on()) + int(wall.spotlight.on) +
           int(wall.pointer) + int(wall.shown_from.has_value());
  };
  for (int left = 5; left > 0; --left) {
    ASSERT_EQ(in_hand(), left);
    driver.press({kKeyEscape});
  }
  EXPECT_EQ(in_hand(), 0);
  EXPECT_EQ(layout_in(driver), LayoutChoice::everything);
}

TEST(Wall, WithoutATraceThereIsNothingToBeTaken) {
  Driver driver(Mode::picker);
  for (const Command& command : commands_of_the_wall()) {
    EXPECT_FALSE(command.when(driver.look())) << command.id;
  }
}

TEST(Wall, EveryToolInEveryThemeAndLayoutDraws) {
  for (const LayoutChoice layout : kLayoutChoices) {
    for (const scene::Theme theme : scene::kThemes) {
      Settings settings = Driver::calm();
      settings.layout = layout;
      settings.theme = theme;
      Driver driver(Mode::replay, {640, 480}, settings);
      driver.seek(20);
      for (const int key : {kF4, kF6, kF8, kF7}) driver.press({key});
      driver.drag({100, 100}, {200, 200});
      EXPECT_EQ(wall_in(driver).pen.strokes().size(), 1u);
      driver.press({kF9});
      driver.frame();
    }
  }
}

}  // namespace
}  // namespace greenlens::gui
