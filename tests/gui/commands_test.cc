// The command table: every command, in every state that a person can bring about.
#include "gui/commands.h"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "gui/app.h"
#include "tests/gui/driver.h"
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
constexpr Overlay kOverlays[] = {Overlay::none, Overlay::palette, Overlay::help, Overlay::go_to};

void go(Driver* driver, Place place) {
  if (!driver->app().session()) return;
  driver->run("last");
  uint64_t size = driver->app().trace().size();
  ASSERT_GT(size, 50u);
  if (place == Place::beginning) driver->app().seek(0);
  if (place == Place::middle) driver->app().seek(size / 2);
  driver->settle();
}

bool may_run(Driver* driver, const std::string& id) {
  return find_command(id)->when(driver->app());
}

TEST(Commands, EveryCommandInEveryStateRunsExactlyWhenItMay) {
  for (Mode mode : kModes) {
    for (Place place : kPlaces) {
      for (const Command& command : commands()) {
        Driver driver(mode);
        go(&driver, place);
        bool may = command.when(driver.app());
        EXPECT_EQ(driver.run(command.id), may) << command.id << ", " << mode_name(mode);
        for (int i = 0; i < 3; ++i) driver.frame(0.3f);
      }
    }
  }
}

TEST(Commands, EveryCommandUnderEveryOverlayLeavesAWindowThatDraws) {
  for (Mode mode : kModes) {
    for (Overlay overlay : kOverlays) {
      if (mode == Mode::picker && overlay == Overlay::go_to) continue;
      Driver driver(mode);
      for (const Command& command : commands()) {
        if (driver.app().ui().overlay != overlay) driver.app().open(overlay);
        driver.settle();
        ASSERT_EQ(driver.app().ui().overlay, overlay);
        bool may = command.when(driver.app());
        EXPECT_EQ(driver.run(command.id), may) << command.id;
        if (mode != Mode::picker && !driver.app().session()) break;  // "scenarios" has closed it
      }
    }
  }
}

TEST(Commands, WithoutASessionOnlyWhatNeedsNoneMayRun) {
  Driver driver(Mode::picker);
  for (const char* id : {"step", "back", "step_switch", "back_switch", "first", "last", "play",
                         "faster", "slower", "grain_line", "go_to", "find", "scenarios", "flip"}) {
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
    for (auto [command, grain] :
         {std::pair{"grain_line", Grain::line}, std::pair{"grain_switch", Grain::switch_},
          std::pair{"grain_phase", Grain::phase}}) {
      Driver driver(mode);
      go(&driver, Place::beginning);
      ASSERT_TRUE(driver.run(command));
      EXPECT_EQ(driver.app().ui().grain, grain);
      const auto stops = testing::stops(driver.app().trace(), grain);
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
    ASSERT_EQ(live.app().moment().before.step, live.cursor() - 1);
    ASSERT_TRUE(same_state(live.app().moment().after, replay.state(live.cursor())))
        << live.cursor();
    ++compared;
  }
  EXPECT_GT(compared, 40u);
  EXPECT_EQ(live.cursor(), replay.size());
}

TEST(Commands, OverlaysOpenAndCloseByTheirKeys) {
  for (Mode mode : kSessionModes) {
    Driver driver(mode);
    for (auto [id, overlay] :
         {std::pair{"palette", Overlay::palette}, std::pair{"help", Overlay::help},
          std::pair{"go_to", Overlay::go_to}}) {
      driver.press(find_command(id)->key);
      EXPECT_EQ(driver.app().ui().overlay, overlay) << id;
      driver.press({kKeyEscape});
      EXPECT_EQ(driver.app().ui().overlay, Overlay::none) << id;
    }
    driver.press({kKeySlash, true, false});  // "?"
    EXPECT_EQ(driver.app().ui().overlay, Overlay::help);
  }
}

TEST(Commands, ThemeScaleAndAnimationAreSettings) {
  Driver driver(Mode::replay);
  driver.press(find_command("theme")->key);
  EXPECT_EQ(driver.app().settings().theme, scene::Theme::dark);
  driver.press(find_command("theme")->key);
  EXPECT_EQ(driver.app().settings().theme, scene::Theme::light);
  for (int i = 0; i < 20; ++i) driver.press(find_command("larger")->key);
  EXPECT_FLOAT_EQ(driver.app().scale(), 3);
  EXPECT_FLOAT_EQ(driver.app().fonts().scale(), 3) << "the atlas did not follow";
  for (int i = 0; i < 20; ++i) driver.press(find_command("smaller")->key);
  EXPECT_FLOAT_EQ(driver.app().scale(), 1);
  bool animated = driver.app().settings().animate;
  driver.press(find_command("animate")->key);
  EXPECT_NE(driver.app().settings().animate, animated);
}

TEST(Commands, ScenariosClosesTheSessionAndQuitAsksToClose) {
  Driver driver(Mode::live);
  EXPECT_FALSE(driver.app().wants_to_quit());
  ASSERT_TRUE(driver.run("scenarios"));
  EXPECT_EQ(driver.app().session(), nullptr);
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

TEST(Commands, HelpListsTheWholeTableInOrder) {
  auto help = command_help();
  ASSERT_EQ(help.size(), commands().size());
  for (size_t i = 0; i < help.size(); ++i) {
    EXPECT_EQ(help[i].id, commands()[i].id);
    EXPECT_EQ(help[i].key, chord_text(commands()[i].key));
    EXPECT_FALSE(help[i].label.empty());
    EXPECT_FALSE(help[i].help.empty());
  }
  EXPECT_EQ(chord_text({kKeyRight, true, false}), "Shift+→");
  EXPECT_EQ(chord_text({'T', false, true}), "Ctrl+T");
  EXPECT_EQ(chord_text({kKeySpace}), "Space");
  EXPECT_EQ(chord_text({}), "");
}

}  // namespace
}  // namespace greenlens::gui
