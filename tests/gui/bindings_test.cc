// Keys as a person's file has them.
#include "gui/bindings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "gui/app.h"
#include "gui/menus.h"
#include "gui/views/palette/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tracer/facts/shown.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Mode;
using ::testing::Not;
using Kind = KeysProblem::Kind;

const words::Messages& english() { return words::Messages::of("en"); }

std::vector<Kind> kinds(const ReadBindings& read) {
  std::vector<Kind> all;
  for (const KeysProblem& problem : read.problems) all.push_back(problem.kind);
  return all;
}
const char* done_by(const Bindings& bindings, const Chord& chord) {
  const Command* command = command_of(bindings, chord);
  return command != nullptr ? command->id : "";
}

// --- what a key is called

TEST(Chords, EveryKeyIsReadAsItIsWritten) {
  std::set<std::string> written;
  for (int key = 1; key < 400; ++key) {
    for (int held = 0; held < 8; ++held) {
      const Chord chord{key, (held & 1) != 0, (held & 2) != 0, (held & 4) != 0};
      const std::string name = chord_name(chord), text = chord_text(chord);
      if (chord != normal(chord) || name.empty()) continue;
      EXPECT_EQ(parse_chord(name), chord) << name;
      EXPECT_EQ(parse_chord(text), chord) << text;
      EXPECT_TRUE(written.insert(name).second) << name << " is two keys";
    }
  }
  EXPECT_GT(written.size(), 500u);
  for (const Command& command : commands()) {
    EXPECT_EQ(normal(command.key), command.key) << command.id;
    if (command.key.key == 0) continue;
    EXPECT_EQ(parse_chord(chord_name(command.key)), command.key) << command.id;
  }
}

TEST(Chords, AreReadInCapitalsOrNotAndByTheirOtherNames) {
  const Chord palette{'P', true, true};
  for (const char* text : {"Ctrl+Shift+P", "ctrl+shift+p", "SHIFT+CONTROL+p"}) {
    EXPECT_EQ(parse_chord(text), palette) << text;
  }
  EXPECT_EQ(parse_chord("return"), Chord{kKeyEnter});
  EXPECT_EQ(parse_chord("PageDown"), Chord{kKeyPageDown});
  EXPECT_EQ(parse_chord("f10"), Chord{kKeyF10});
  EXPECT_EQ(parse_chord("Ctrl++"), (Chord{kKeyEqual, false, true}));
  EXPECT_EQ(parse_chord("Shift+="), Chord{kKeyEqual}) << "on many keyboards + needs Shift";
  EXPECT_EQ(parse_chord("Ctrl+-"), (Chord{kKeyMinus, false, true}));
}

TEST(Chords, WhatIsNoKeyIsNone) {
  for (const char* text : {"", "Ctrl", "Ctrl+", "Shift+Ctrl+", "Foo", "F0", "F26", "F1x", "F01",
                           "Right Left", "P+Ctrl", "ä", "\x01", "\xff", "Shift Right", "++", " "}) {
    EXPECT_EQ(parse_chord(text), std::nullopt) << text;
  }
}

// --- the file

TEST(KeyBindings, WithoutAFileAreThoseOfTheTable) {
  const ReadBindings read = parse_bindings("");
  EXPECT_THAT(read.problems, IsEmpty());
  for (const Command& command : commands()) {
    const std::vector<Chord> chords = chords_of(read.bindings, command);
    const bool has_key = command.key.key != 0;
    EXPECT_EQ(chords, has_key ? std::vector{command.key} : std::vector<Chord>()) << command.id;
  }
}

TEST(KeyBindings, WhatIsPrintedIsReadAsItIs) {
  for (const char* text :
       {"", "step = D\nstep = Right\nquit = none\nbookmark = F12\ntell_all = none\n"}) {
    const ReadBindings read = parse_bindings(text);
    EXPECT_THAT(read.problems, IsEmpty());
    const std::string printed = format_bindings(english(), read.bindings);
    const ReadBindings again = parse_bindings(printed);
    EXPECT_THAT(again.problems, IsEmpty()) << printed;
    EXPECT_EQ(format_bindings(english(), again.bindings), printed);
    for (const Command& command : commands()) {
      EXPECT_EQ(chords_of(again.bindings, command), chords_of(read.bindings, command));
      EXPECT_THAT(printed, HasSubstr(command_label(english(), command)));
    }
  }
}

TEST(KeyBindings, OfACommandAreThoseInTheFileAndNoOthers) {
  const Bindings keys =
      parse_bindings("# mine\r\n\n bookmark=F12\r\nbookmark = Ctrl+B  # a second one\n").bindings;
  EXPECT_STREQ(done_by(keys, {kKeyF1 + 11}), "bookmark");
  EXPECT_STREQ(done_by(keys, {'B', false, true}), "bookmark");
  EXPECT_STREQ(done_by(keys, {'B'}), "");
  EXPECT_STREQ(done_by(keys, {kKeyRight}), "step") << "the others keep theirs";
}

TEST(KeyBindings, AWrongLineIsSaidAndTheRestHolds) {
  const ReadBindings read = parse_bindings(
      "step Right\n"
      "stepp = D\n"
      "bookmark = Foo\n"
      "quit = F12\n"
      "close = none\n"
      "play = Tab\n"
      "find = Ctrl+C\n"
      "help = F12\n"
      "faster = F11\n");
  EXPECT_THAT(kinds(read), ElementsAre(Kind::no_line, Kind::no_command, Kind::no_key, Kind::fixed,
                                       Kind::fixed, Kind::fixed, Kind::taken));
  const Bindings& keys = read.bindings;
  EXPECT_STREQ(done_by(keys, {'B'}), "bookmark") << "it keeps the key that it had";
  EXPECT_STREQ(done_by(keys, {kKeyF1 + 11}), "quit") << "who comes first has it";
  EXPECT_STREQ(done_by(keys, {kKeyF1}), "help");
  EXPECT_STREQ(done_by(keys, {kKeyF1 + 10}), "faster");
  EXPECT_STREQ(done_by(keys, {kKeyEscape}), "close");
  EXPECT_STREQ(done_by(keys, {kKeyTab}), "");
  EXPECT_STREQ(done_by(keys, {kKeySpace}), "play");
  size_t line = 0;
  for (const KeysProblem& problem : read.problems) {
    EXPECT_GT(problem.line, line);
    line = problem.line;
    EXPECT_THAT(problem_text(english(), problem), HasSubstr("Line " + std::to_string(line)));
  }
  EXPECT_THAT(problem_text(english(), read.problems.back()), HasSubstr("“Quit”"));
}

TEST(KeyBindings, WhoLosesAKeyToAnotherCommandIsSaid) {
  const ReadBindings read = parse_bindings("\nbookmark = N\n");
  ASSERT_THAT(kinds(read), ElementsAre(Kind::taken_over));
  EXPECT_EQ(read.problems[0].line, 2u);
  EXPECT_STREQ(done_by(read.bindings, {'N'}), "bookmark");
  EXPECT_THAT(chords_of(read.bindings, *find_command("next_of_greenlet")), IsEmpty());
  EXPECT_THAT(problem_text(english(), read.problems[0]), HasSubstr("next_of_greenlet = …"));
  EXPECT_THAT(parse_bindings("bookmark = N\nnext_of_greenlet = Ctrl+J\n").problems, IsEmpty());
  EXPECT_THAT(parse_bindings("next_of_greenlet = B\nbookmark = N\n").problems, IsEmpty())
      << "two may change places";
}

TEST(KeyBindings, EscStaysToCloseBesideOtherKeys) {
  const ReadBindings read = parse_bindings("close = F12\nclose = Esc\n");
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_STREQ(done_by(read.bindings, {kKeyEscape}), "close");
  EXPECT_STREQ(done_by(read.bindings, {kKeyF1 + 11}), "close");
}

TEST(KeyBindings, WhateverIsInTheFileEachKeyIsOneCommands) {
  std::mt19937 random(11);
  const std::vector<std::string> words = {
      "step",    "quit", "close", "bookmark", "help",   "menu", "=", " = ",   "\n",
      "\n",      "none", "Right", "Esc",      "Tab",    "N",    "B", "Ctrl+", "#",
      "\x1b[2J", "F12",  "\xff",  "ä",        "Shift+", "+",    "x", " ",     std::string(1, '\0')};
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (size_t n = random() % 40; n > 0; --n) text += words[random() % words.size()];
    const ReadBindings read = parse_bindings(text);
    std::set<std::string> chords;
    for (const Binding& one : read.bindings.all) {
      ASSERT_TRUE(chords.insert(chord_name(one.chord)).second) << text;
      ASSERT_NE(one.chord.key, 0);
    }
    ASSERT_STREQ(done_by(read.bindings, {kKeyEscape}), "close") << text;
    for (const KeysProblem& problem : read.problems) {
      const std::string words_of = problem_text(english(), problem);
      ASSERT_EQ(words_of, facts::shown(words_of)) << "nothing acts on who reads it";
    }
  }
  EXPECT_LE(parse_bindings(std::string(200'000, '\n') + std::string(1000, 'x')).problems.size(),
            1u);
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "nonsense\n";
  EXPECT_LE(parse_bindings(many).problems.size(), 100u);
}

// --- in the window

AppOptions with_keys(facts::Result<std::string> keys) {
  AppOptions options;
  options.keys = std::move(keys);
  options.keys_file = "/home/ada/.config/greenlens/keys";
  options.source = std::make_unique<testing::ReplaySource>();
  options.shown_name = "test1_test2";
  return options;
}

TEST(KeysFile, TheNewKeyDoesItAndTheOldOneDoesNot) {
  Driver driver(with_keys(std::string("step = Ctrl+J\nstep = F12\nhelp = F2\nmenu = F11\n")));
  driver.seek(20);
  EXPECT_EQ(driver.look().notice.words, "");
  driver.press({'J', false, true});
  driver.press({kKeyF1 + 11});
  EXPECT_EQ(driver.cursor(), 22u);
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), 22u);
  driver.press({kKeyF1});
  EXPECT_EQ(driver.choices().overlay, "");
  driver.press({'F', false, true});
  driver.press({kKeyF1 + 1});  // also while somebody types
  EXPECT_EQ(driver.choices().overlay, "help");
  driver.press({kKeyEscape});
  driver.press({kKeyF1 + 10});
  EXPECT_TRUE(driver.choices().menu.open);
  driver.press({kKeyF1 + 10});
  EXPECT_FALSE(driver.choices().menu.open);
  driver.press({kKeyMenu});  // Alt alone
  EXPECT_TRUE(driver.choices().menu.open);
}

TEST(KeysFile, MenusPaletteAndHelpShowTheKeysInForce) {
  Driver driver(with_keys(std::string("step = Ctrl+J\nstep = F12\nquit = none\n")));
  driver.seek(20);
  driver.settle();
  const auto in_menu = [&](Menu menu, const std::string& id) {
    for (const MenuEntry& entry : menu_entries(driver.look(), menu)) {
      if (entry.id == id) return entry.key;
    }
    return std::string("?");
  };
  EXPECT_EQ(in_menu(Menu::step, "step"), "Ctrl+J");
  EXPECT_EQ(in_menu(Menu::file, "quit"), "");
  EXPECT_EQ(palette::suiting(driver.look(), "step").front().key, "Ctrl+J");
  for (const palette::Entry& entry : palette::entries(driver.look())) EXPECT_NE(entry.key, "→");
  driver.run("help");
  driver.settle();
  EXPECT_EQ(keys_text(driver.look(), *find_command("step")), "Ctrl+J, F12");
  EXPECT_EQ(keys_text(driver.look(), *find_command("back")), "←");
}

TEST(KeysFile, WhatIsWrongIsSaidAtTheStartUntilItIsDismissed) {
  Driver driver(with_keys(std::string("a = B\nstep = Foo\nc = D\nd = E\ne = F\n")));
  EXPECT_THAT(driver.look().notice.words, HasSubstr("/home/ada/.config/greenlens/keys"));
  EXPECT_THAT(driver.look().notice.words, HasSubstr("Line 1"));
  EXPECT_THAT(driver.look().notice.words, HasSubstr("Line 3"));
  EXPECT_THAT(driver.look().notice.words, Not(HasSubstr("Line 4")));
  EXPECT_THAT(driver.look().notice.words, HasSubstr("2 more lines"));
  EXPECT_TRUE(driver.look().notice.trouble);
  driver.seek(20);
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), 21u) << "it keeps its key";
  EXPECT_NE(driver.look().notice.words, "");
  driver.app().carry_out(ask::DismissNotice{});
  driver.settle();
  EXPECT_EQ(driver.look().notice.words, "");
}

TEST(KeysFile, OneThatCannotBeReadIsSaidAndTheTableHolds) {
  Driver driver(with_keys(
      facts::Fault{facts::FaultKind::file_unreadable, "keys", 0, 0, "Permission denied"}));
  EXPECT_THAT(driver.look().notice.words, HasSubstr("Permission denied"));
  driver.seek(20);
  driver.press({kKeyRight});
  EXPECT_EQ(driver.cursor(), 21u);
}

}  // namespace
}  // namespace greenlens::gui
