// Whose a key is, and that none is lost however fast somebody types.
#include <gtest/gtest.h>

#include <algorithm>

#include "gui/alt_tap.h"
#include "gui/app.h"
#include "gui/commands.h"
#include "gui/strokes.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using testing::Driver;
using testing::Mode;

constexpr Chord kFind{'F', false, true};

// --- steps

TEST(Keys, NoneIsLostThatIsPressedWhileAProgramIsOnItsWay) {
  for (const Grain grain : facts::kGrains) {
    Driver driver(Mode::live);
    driver.app().carry_out(ask::ChooseGrain{grain});
    const store::Timeline whole = testing::sample_timeline();
    const uint64_t before = whole.count_until(grain, driver.cursor());
    for (int i = 0; i < 4; ++i) driver.tap(Chord{kKeyRight});
    for (int i = 0; i < 300; ++i) driver.frame();
    EXPECT_EQ(whole.count_until(grain, driver.cursor()), before + 4) << facts::grain_name(grain);
  }
}

// A keyboard sends both, and the field is there before the letter.
TEST(Keys, TheLetterOfACommandIsNotWrittenIntoTheFieldThatItOpens) {
  Driver driver(Mode::replay);
  driver.press({'G'});
  driver.type("12");
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.cursor(), 12u);
  driver.app().key({'G'});
  driver.app().letter('g');
  driver.tap("1");
  driver.tap("7");
  driver.tap(Chord{kKeyEnter});
  for (int i = 0; i < 20; ++i) driver.frame();
  EXPECT_EQ(driver.cursor(), 17u) << "within one frame";
}

TEST(Keys, BackAndForthWithinAFrameComesOutEven) {
  Driver driver(Mode::live);
  const uint64_t before = driver.cursor();
  for (const int key : {kKeyRight, kKeyRight, kKeyRight, kKeyLeft, kKeyRight, kKeyLeft}) {
    driver.tap(Chord{key});
  }
  for (int i = 0; i < 300; ++i) driver.frame();
  EXPECT_EQ(driver.cursor(), before + 2);
}

TEST(Keys, OneThatIsHeldDownDoesNotRunAheadOfTheProgram) {
  Driver driver(Mode::live);
  driver.app().carry_out(ask::ChooseGrain{Grain::switch_});
  driver.tap(Chord{kKeyRight});
  for (int i = 0; i < 20; ++i) driver.app().key({kKeyRight}, App::Stroke::repeated);
  for (int i = 0; i < 300; ++i) driver.frame();
  EXPECT_EQ(driver.trace().count_until(Grain::switch_, driver.cursor()), 1u);
}

TEST(Keys, QuickStrokesAreNoRepetitionsWhateverTheSystemCallsThem) {
  Strokes strokes;
  EXPECT_FALSE(strokes.is_repeated(7, false, 1.00));
  for (int i = 1; i < 10; ++i) EXPECT_FALSE(strokes.is_repeated(7, true, 1 + i * 0.02)) << i;
  Strokes held;
  EXPECT_FALSE(held.is_repeated(7, false, 1.00));
  EXPECT_TRUE(held.is_repeated(7, true, 1.25)) << "after the keyboard's delay";
  for (int i = 1; i < 10; ++i) EXPECT_TRUE(held.is_repeated(7, true, 1.25 + i * 0.03)) << i;
  EXPECT_FALSE(held.is_repeated(7, false, 1.60)) << "let go, and pressed again";
  EXPECT_TRUE(held.is_repeated(8, true, 1.61)) << "of another key nobody knows";
}

TEST(Keys, WhatIsAskedForElseEndsWhatWasToCome) {
  Driver driver(Mode::live);
  driver.app().carry_out(ask::ChooseGrain{Grain::switch_});
  for (int i = 0; i < 3; ++i) driver.tap(Chord{kKeyRight});
  driver.tap(Chord{kKeyHome});
  for (int i = 0; i < 300; ++i) driver.frame();
  EXPECT_EQ(driver.cursor(), 0u);
}

// --- text

TEST(Keys, WhatIsTypedBeforeAFieldIsThereComesIntoIt) {
  Driver driver(Mode::replay);
  const scene::Theme theme = driver.app().settings().theme;
  const float scale = driver.app().settings().scale;
  driver.tap(kFind);
  for (const char letter : std::string("gr2 w")) {
    const int key = letter >= 'a' ? letter - 'a' + 'A' : letter;
    driver.tap(Chord{key});  // as the platform tells both
    driver.tap(std::string(1, letter));
  }
  driver.settle();
  EXPECT_EQ(driver.look().search->words, "gr2 w");
  EXPECT_EQ(driver.app().settings().theme, theme);
  EXPECT_EQ(driver.app().settings().scale, scale);
  EXPECT_FALSE(driver.app().settings().times) << "a letter was taken for a command";
}

TEST(Keys, CorrectionsWithinAFrameAreMadeInTheirOrder) {
  Driver driver(Mode::replay);
  driver.tap(kFind);
  driver.tap("gz");
  driver.tap(Chord{kKeyBackspace});
  driver.tap("r3x");
  driver.tap(Chord{kKeyBackspace});
  driver.tap(Chord{kKeyBackspace});
  driver.tap("2");
  driver.tap(Chord{kKeyHome});
  driver.tap("in ");
  for (int i = 0; i < 20; ++i) driver.frame();
  EXPECT_EQ(driver.look().search->words, "in gr2");
}

TEST(Keys, OfTextFieldsWorkAsEverywhere) {
  Driver driver(Mode::replay);
  const auto after = [&](const Chord& chord, const std::string& letters) {
    if (chord.key != 0) driver.tap(chord);
    driver.tap(letters);
    for (int i = 0; i < 10; ++i) driver.frame();
    return driver.look().search->words;
  };
  driver.tap(kFind);
  EXPECT_EQ(after({}, "heap"), "heap");
  EXPECT_EQ(after({'A', false, true}, "gr12"), "gr12") << "all was chosen, and replaced";
  EXPECT_EQ(after({kKeyLeft}, "x"), "gr1x2");
  EXPECT_EQ(after({kKeyDelete}, ""), "gr1x");
  EXPECT_EQ(after({kKeyHome, true}, "main"), "main");
  EXPECT_NE(after({'Z', false, true}, ""), "main") << "it is taken back";
}

TEST(Keys, ScrollTheHelpAndStepBelowIt) {
  Driver driver(Mode::replay, {1280, 500});
  driver.run("first");
  driver.press({kKeyF1});
  const float top = driver.place("help: step").y;
  driver.press({kKeyPageDown});
  EXPECT_LT(driver.place("help: step").y, top);
  driver.press({kKeyEnd});
  EXPECT_LT(driver.place("help: quit").y, 500);
  driver.press({kKeyHome});
  EXPECT_EQ(driver.place("help: step").y, top);
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), 1u);
}

TEST(Keys, AWholePaletteCommandMayBeTypedWithinAFrame) {
  Driver driver(Mode::replay);
  const uint64_t size = driver.trace().size();
  driver.tap(find_command("palette")->key);
  driver.tap("to the end");
  driver.tap(Chord{kKeyEnter});
  driver.tap(Chord{kKeyLeft});  // and what comes behind it is the window's again
  for (int i = 0; i < 20; ++i) driver.frame();
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_EQ(driver.cursor(), size - 1);
}

// --- searching

TEST(Keys, FindChoosesTheOldTextSoThatTypingReplacesIt) {
  Driver driver(Mode::replay);
  driver.press(kFind);
  driver.type("heap");
  driver.press({kKeyEscape});
  EXPECT_EQ(driver.look().search->words, "heap");
  const uint64_t before = driver.cursor();
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), before + 1) << "Esc leaves the field";
  driver.press(kFind);
  driver.type("gr1");
  EXPECT_EQ(driver.look().search->words, "gr1");
  driver.press(kFind);  // also while it is typed into
  driver.type("gr2");
  EXPECT_EQ(driver.look().search->words, "gr2");
}

TEST(Keys, EnterAndF3GoFromHitToHitAndSayWhichOneItIs) {
  Driver driver(Mode::replay);
  driver.run("first");
  driver.press(kFind);
  driver.type("gr2");
  testing::wait_for_work(&driver);
  const std::vector<uint64_t> found = driver.look().search->found;
  ASSERT_GE(found.size(), 4u);
  const std::string of = " of " + std::to_string(found.size());
  EXPECT_NE(driver.words().find(std::to_string(found.size()) + " found"), std::string::npos);
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.cursor(), found[0]);
  EXPECT_NE(driver.words().find("1" + of), std::string::npos) << driver.words();
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.cursor(), found[1]) << "it keeps the keyboard";
  driver.press({kKeyF3});
  EXPECT_EQ(driver.cursor(), found[2]);
  EXPECT_NE(driver.words().find("3" + of), std::string::npos);
  driver.press({kKeyEnter, true});
  EXPECT_EQ(driver.cursor(), found[1]);
  driver.press({kKeyDown});
  driver.press({kKeyUp});
  EXPECT_EQ(driver.cursor(), found[1]);
  driver.press({kKeyF3, true});
  EXPECT_EQ(driver.cursor(), found[0]);
}

// --- going to a step

TEST(Keys, GoToTakesTheNumberThatTheBarShows) {
  for (const Grain grain : facts::kGrains) {
    Driver driver(Mode::replay);
    driver.app().carry_out(ask::ChooseGrain{grain});
    const uint64_t count = driver.trace().count(grain);
    for (const uint64_t number : {uint64_t{0}, uint64_t{1}, count / 2, count}) {
      driver.press({'G'});
      driver.type(std::to_string(number));
      driver.press({kKeyEnter});
      EXPECT_EQ(driver.trace().count_until(grain, driver.cursor()), number);
      EXPECT_NE(driver.words().find("step " + std::to_string(number) + " of "), std::string::npos);
    }
    driver.press({'G'});
    driver.type("99999");
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.cursor(), driver.trace().stop(grain, count)) << "beyond the end is the end";
    driver.press({'G'});
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.choices().overlay, "go_to") << "no number leads nowhere";
  }
}

// --- Alt

TEST(Keys, AltAloneIsATapOnlyWithNothingInBetween) {
  AltTap tap;
  EXPECT_FALSE(tap.key(true, false));
  EXPECT_TRUE(tap.key(true, true));
  EXPECT_FALSE(tap.key(true, true)) << "it was not down";
  tap.key(true, false);
  tap.key(false, false);  // Alt+F
  EXPECT_FALSE(tap.key(true, true));
  tap.key(true, false);
  tap.other();  // a click, or another window
  EXPECT_FALSE(tap.key(true, true));
}

// --- picker

TEST(Keys, ArrowsLettersAndEnterChooseAScenario) {
  Driver driver(Mode::picker);
  driver.press({kKeyDown});
  driver.press({kKeyEnter});
  ASSERT_TRUE(driver.has_session());
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
  Driver typed(Mode::picker);
  typed.press({'B'});
  typed.type("a br");
  typed.press({kKeyEnter});
  EXPECT_NE(typed.look().notice.words.find("broken"), std::string::npos);
  typed.press({kKeyHome});
  typed.press({kKeyEnter});
  EXPECT_EQ(typed.look().shown_name, "test1_test2");
}

TEST(Keys, OfThePickerAreNoCommands) {
  Driver driver(Mode::picker);
  driver.press({'W'});
  driver.type("w");
  EXPECT_FALSE(driver.app().settings().times);
  driver.press({kKeyF1});
  EXPECT_EQ(driver.choices().overlay, "help");
}

// --- palette

TEST(Keys, ArrowsChooseInThePalette) {
  Driver driver(Mode::replay);
  driver.press(find_command("palette")->key);
  driver.type("by ");
  driver.press({kKeyDown});
  driver.press({kKeyDown});
  driver.press({kKeyUp});
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_EQ(driver.choices().grain, Grain::switch_);
}

TEST(Keys, HomeAndEndAreTheFirstAndTheLastOfThePalette) {
  Driver driver(Mode::replay);
  driver.press(find_command("palette")->key);
  driver.type("by ");
  driver.press({kKeyEnd});
  driver.press({kKeyHome});
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().grain, Grain::line);
}

TEST(Keys, ThePaletteFindsScenariosStepsGreenletsAndFiles) {
  const auto done = [](const std::string& typed) {
    Settings settings = Driver::calm();
    settings.recent = {"/home/ada/lesson/apricot.gltrace"};
    auto driver = std::make_unique<Driver>(Mode::replay, ImVec2{1280, 800}, settings);
    driver->run("last");
    driver->press(find_command("palette")->key);
    driver->type(typed);
    driver->press({kKeyEnter});
    if (!driver->look().began_live) testing::wait_for_work(driver.get());
    return driver;
  };
  EXPECT_TRUE(done("scenario test1")->look().began_live);
  EXPECT_EQ(done("17")->cursor(), 17u);
  EXPECT_NE(done("greenlet: gr1")->choices().selected, 0u);
  EXPECT_EQ(done("apric")->look().shown_name, "/home/ada/lesson/apricot.gltrace");
  EXPECT_EQ(done("lrgr")->choices().overlay, "") << "a few letters are enough";
}

}  // namespace
}  // namespace greenlens::gui
