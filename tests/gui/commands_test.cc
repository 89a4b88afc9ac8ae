// The command table: every command, in every state that a person can bring about.
#include "gui/commands.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <tuple>

#include "gui/app.h"
#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tests/gui/stage.h"
#include "tests/support/sample_trace.h"
#include "tracer/state/keyframe.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using testing::Driver;
using testing::kModes;
using testing::kSessionModes;
using testing::Mode;
using testing::mode_name;

enum class Place { beginning, middle, end };
constexpr Place kPlaces[] = {Place::beginning, Place::middle, Place::end};

// None, and every one of the catalogue.
std::vector<std::string> overlays() {
  std::vector<std::string> all = {""};
  for (const View& view : views()) {
    if (view.slot == Slot::overlay) all.push_back(view.id);
  }
  return all;
}

void go(Driver* driver, Place place) {
  if (!driver->has_session()) return;
  driver->run("last");
  uint64_t size = driver->trace().size();
  ASSERT_GT(size, 50u);
  if (place == Place::beginning) driver->seek(0);
  if (place == Place::middle) driver->seek(size / 2);
  driver->settle();
}

bool may_run(Driver* driver, const std::string& id) {
  return find_command(id)->when(driver->look());
}

TEST(Commands, EveryCommandInEveryStateRunsExactlyWhenItMay) {
  // Each command in one of the places, in other modes in others; with all tests in all.
  const bool all = std::getenv("GREENLENS_ALL_TESTS") != nullptr;
  size_t turn = 0;
  for (Mode mode : kModes) {
    for (Place place : kPlaces) {
      ++turn;
      for (const Command& command : commands()) {
        const auto number = static_cast<size_t>(&command - commands().data());
        if (!all && (number + turn + turn / 4) % std::size(kPlaces) != 0) continue;
        Driver driver(mode);
        go(&driver, place);
        bool may = command.when(driver.look());
        EXPECT_EQ(driver.run(command.id), may) << command.id << ", " << mode_name(mode);
        for (int i = 0; i < 3; ++i) driver.frame(0.3f);
      }
    }
  }
}

TEST(Commands, EveryCommandUnderEveryOverlayLeavesAWindowThatDraws) {
  for (Mode mode : kModes) {
    for (const std::string& overlay : overlays()) {
      Driver driver(mode);
      for (const Command& command : commands()) {
        driver.app().carry_out(ask::CloseOverlay{});
        if (!overlay.empty()) driver.app().carry_out(ask::Show{overlay});
        driver.settle();
        ASSERT_EQ(driver.choices().overlay, overlay);
        bool may = command.when(driver.look());
        EXPECT_EQ(driver.run(command.id), may) << command.id;
        if (mode != Mode::picker && !driver.has_session()) break;  // "scenarios" has closed it
      }
    }
  }
}

TEST(Commands, WithoutASessionOnlyWhatNeedsNoneMayRun) {
  Driver driver(Mode::picker);
  for (const char* id :
       {"step", "back", "step_switch", "back_switch", "first", "last", "play", "faster", "slower",
        "grain_line", "next_of_greenlet", "export", "go_to", "find", "scenarios", "flip"}) {
    EXPECT_FALSE(may_run(&driver, id)) << id;
  }
  for (const char* id : {"palette", "help", "theme", "larger", "smaller", "animate", "quit"}) {
    EXPECT_TRUE(may_run(&driver, id)) << id;
  }
}

TEST(Commands, AtTheEndsOnlyTheOtherWayIsOpen) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    go(&driver, Place::beginning);
    EXPECT_FALSE(may_run(&driver, "back"));
    EXPECT_FALSE(may_run(&driver, "first"));
    EXPECT_TRUE(may_run(&driver, "step"));
    EXPECT_TRUE(may_run(&driver, "last"));
    go(&driver, Place::end);
    EXPECT_TRUE(may_run(&driver, "back"));
    EXPECT_TRUE(may_run(&driver, "first"));
    EXPECT_FALSE(may_run(&driver, "step"));
    EXPECT_FALSE(may_run(&driver, "last"));
  }
}

TEST(Commands, StepAndBackFollowTheGrain) {
  for (Mode mode : kSessionModes) {
    for (const Grain grain : facts::kGrains) {
      Driver driver(mode);
      go(&driver, Place::beginning);
      ASSERT_TRUE(driver.run(std::string("grain_") + facts::grain_name(grain)));
      EXPECT_EQ(driver.choices().grain, grain);
      const auto stops = testing::stops(driver.trace(), grain);
      for (uint64_t stop : stops) {
        ASSERT_TRUE(driver.run("step"));
        ASSERT_EQ(driver.cursor(), stop) << mode_name(mode);
      }
      ASSERT_TRUE(driver.run("back"));
      EXPECT_EQ(driver.cursor(), stops[stops.size() - 2]);
    }
  }
}

TEST(Commands, SteppingLiveShowsTheSameStatesAsReplaying) {
  store::Timeline replay = testing::sample_timeline();
  Driver live(Mode::live);
  uint64_t compared = 0;
  while (live.run("step")) {
    ASSERT_EQ(live.look().moment.before.step, live.cursor() - 1);
    ASSERT_TRUE(same_state(live.look().moment.after, replay.state(live.cursor()))) << live.cursor();
    ++compared;
  }
  EXPECT_GT(compared, 40u);
  EXPECT_EQ(live.cursor(), replay.size());
}

TEST(Commands, OverlaysOpenAndCloseByTheirKeys) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    for (const char* id : {"palette", "help", "go_to"}) {
      driver.press(find_command(id)->key);
      EXPECT_EQ(driver.choices().overlay, id);
      driver.press({kKeyEscape});
      EXPECT_EQ(driver.choices().overlay, "") << id;
    }
    driver.press({kKeySlash, true, false});  // "?"
    EXPECT_EQ(driver.choices().overlay, "help");
  }
}

TEST(Commands, NextEventOfAGreenletIsTheNearestThatIsAboutIt) {
  for (const bool selected : {true, false}) {
    Driver driver(Mode::replay);
    driver.seek(20);
    driver.app().carry_out(ask::Select{selected ? facts::GreenletId{1} : 0});
    const facts::GreenletId about = driver.look().focus();
    const auto is_about = [&](uint64_t step) {
      return facts::subject(driver.trace().event(step).fact) == about;
    };
    uint64_t step = 20, moves = 0;
    for (uint64_t next = step + 1; next <= driver.trace().size(); ++next) {
      if (!is_about(next)) continue;
      driver.press({'N', false, false});
      ASSERT_EQ(driver.cursor(), next);
      EXPECT_EQ(driver.look().focus(), about) << "it stays with the greenlet";
      step = next, ++moves;
    }
    EXPECT_GE(moves, 5u);
    driver.press({'N', false, false});
    EXPECT_EQ(driver.cursor(), step) << "there is no later one";
    EXPECT_NE(driver.look().notice.words.find("No later event is about"), std::string::npos);
    EXPECT_FALSE(driver.look().notice.trouble);
    for (uint64_t before = step - 1; before > 0; --before) {
      if (!is_about(before)) continue;
      driver.press({'N', true, false});
      ASSERT_EQ(driver.cursor(), before);
      EXPECT_EQ(driver.look().notice.words, "") << "it is gone with the next step";
    }
    driver.press({'N', true, false});
    EXPECT_NE(driver.look().notice.words.find("No earlier event is about"), std::string::npos);
  }
}

TEST(Commands, ExportSaysWhichFileItWrote) {
  Driver driver(Mode::replay);
  driver.seek(22);
  ASSERT_TRUE(driver.run("export"));
  EXPECT_EQ(driver.choices().overlay, "browser");
  driver.press({kKeyEnter});
  testing::wait_for_work(&driver);
  EXPECT_EQ(driver.look().notice.words, "Written: /home/ada/lesson/test1_test2-22-stack.svg");
  EXPECT_NE(driver.words().find("Written: /home/ada/lesson/test1_test2-22-stack.svg"),
            std::string::npos);
  driver.run("step");
  EXPECT_EQ(driver.look().notice.words, "");
}

TEST(Commands, AnExportThatFailsIsSaidInASentence) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Export{"jsonl"});
  testing::wait_for_work(&driver);
  EXPECT_TRUE(driver.look().notice.trouble);
  EXPECT_NE(driver.look().notice.words.find("x.jsonl cannot be written"), std::string::npos);
  driver.run("step");
  EXPECT_TRUE(driver.look().notice.trouble) << "it stays until it is dismissed";
}

TEST(Commands, ThemeScaleAndAnimationAreSettings) {
  Driver driver(Mode::replay);
  driver.press(find_command("theme")->key);
  EXPECT_EQ(driver.app().settings().theme, scene::Theme::dark);
  for (size_t i = 1; i < scene::kThemes.size(); ++i) driver.press(find_command("theme")->key);
  EXPECT_EQ(driver.app().settings().theme, scene::Theme::light) << "and around";
  for (const scene::Theme theme : scene::kThemes) {
    const std::string id = std::string("theme_") + scene::theme_name(theme);
    ASSERT_TRUE(driver.run(id)) << id;
    EXPECT_EQ(driver.app().settings().theme, theme);
    EXPECT_TRUE(is_in_force(driver.look(), *find_command(id)));
  }
  driver.run("theme_light");
  for (int i = 0; i < 20; ++i) driver.press(find_command("larger")->key);
  EXPECT_FLOAT_EQ(driver.app().settings().scale, 3);
  EXPECT_FLOAT_EQ(driver.look().fonts.scale(), 3) << "the atlas did not follow";
  for (int i = 0; i < 20; ++i) driver.press(find_command("smaller")->key);
  EXPECT_FLOAT_EQ(driver.app().settings().scale, 1);
  bool animated = driver.app().settings().animate;
  driver.press(find_command("animate")->key);
  EXPECT_NE(driver.app().settings().animate, animated);
  EXPECT_EQ(is_in_force(driver.look(), *find_command("animate")), animated)
      << "it is called reduced motion";
}

TEST(Commands, ScenariosHidesTheSessionAndQuitAsksToClose) {
  Driver driver(Mode::replay);
  EXPECT_FALSE(driver.app().wants_to_quit());
  ASSERT_TRUE(driver.run("scenarios"));
  EXPECT_FALSE(driver.has_session());
  ASSERT_TRUE(driver.run("quit"));
  EXPECT_TRUE(driver.app().wants_to_quit());
}

TEST(Commands, EachHasWordsAndAKeyOfItsOwn) {
  const auto& messages = words::Messages::of("en");
  std::set<std::string> ids;
  std::set<std::tuple<int, bool, bool>> chords;
  for (const Command& command : commands()) {
    EXPECT_TRUE(ids.insert(command.id).second) << command.id << " is there twice";
    std::string id = std::string("command.") + command.id;
    EXPECT_TRUE(messages.has(id)) << id;
    EXPECT_TRUE(messages.has(id + ".help")) << id;
    EXPECT_EQ(find_command(command.id), &command);
    if (command.key.key == 0) continue;
    EXPECT_TRUE(chords.insert({command.key.key, command.key.shift, command.key.control}).second)
        << command.id << " shares " << chord_text(command.key);
    EXPECT_FALSE(chord_text(command.key).empty());
  }
  EXPECT_EQ(find_command("no such command"), nullptr);
}

TEST(Commands, NoMessageIsOfACommandThatDoesNotExist) {
  for (const auto& [id, text] : words::Messages::of("en").all()) {
    if (id.rfind("command.", 0) != 0) continue;
    std::string name = id.substr(8, id.find('.', 8) - 8);
    EXPECT_NE(find_command(name), nullptr) << id;
  }
}

TEST(Commands, HelpShowsTheWholeTable) {
  testing::Stage stage;
  stage.draw(find_view("help")->make(), stage.look(nullptr), {900, 2000});
  const std::string words = stage.heard();
  for (const Command& command : commands()) {
    const words::Messages& messages = words::Messages::of("en");
    EXPECT_NE(words.find(command_label(messages, command)), std::string::npos) << command.id;
    EXPECT_NE(words.find(command_help(messages, command)), std::string::npos) << command.id;
    EXPECT_NE(words.find(chord_text(command.key)), std::string::npos) << command.id;
  }
}

TEST(Commands, AKeyIsWrittenAsItStandsOnTheKeyboard) {
  EXPECT_EQ(chord_text({kKeyRight, true, false}), "Shift+→");
  EXPECT_EQ(chord_text({'T', false, true}), "Ctrl+T");
  EXPECT_EQ(chord_text({kKeySpace}), "Space");
  EXPECT_EQ(chord_text({}), "");
}

}  // namespace
}  // namespace greenlens::gui
