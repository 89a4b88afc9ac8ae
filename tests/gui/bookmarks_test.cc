// Bookmarks in the window, and what is kept of them beside a recording.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <map>
#include <mutex>
#include <thread>

#include "gui/app.h"
#include "gui/bookmark_commands.h"
#include "gui/menus.h"
#include "gui/views/palette/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"

namespace greenlens::gui {
namespace {

using session::Bookmark;
using session::Bookmarks;
using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A disk with bookmarks on it.
class Shelf {
 public:
  std::map<std::string, Bookmarks> kept;
  facts::Fault unreadable, unwritable;
  int writes = 0;
  std::chrono::milliseconds delay{0};

  BookmarkFiles files() {
    const auto read = [this](const std::string& file) -> facts::Result<Bookmarks> {
      std::this_thread::sleep_for(delay);
      const std::lock_guard lock(mutex_);
      if (unreadable) return unreadable;
      return kept.count(file) > 0 ? kept[file] : Bookmarks();
    };
    const auto write = [this](const std::string& file, const Bookmarks& all) -> facts::Fault {
      const std::lock_guard lock(mutex_);
      ++writes;
      if (unwritable) return unwritable;
      kept[file] = all;
      return {};
    };
    return {read, write};
  }

 private:
  std::mutex mutex_;
};

AppOptions options(Shelf* shelf, std::unique_ptr<session::EventSource> source) {
  AppOptions options;
  options.bookmarks = shelf->files();
  options.write = [](const store::Trace&, const ExportOrder& order,
                     const store::OnProgress&) -> facts::Result<std::string> { return order.file; };
  options.start = [](const StartOrder&) -> Opened {
    return std::unique_ptr<session::EventSource>(
        std::make_unique<testing::LiveSource>(testing::sample_events()));
  };
  options.source = std::move(source);
  options.shown_name = "x.gltrace";
  return options;
}
AppOptions replaying(Shelf* shelf) {
  return options(shelf, std::make_unique<testing::ReplaySource>());
}
AppOptions living(Shelf* shelf) {
  return options(shelf, std::make_unique<testing::LiveSource>(testing::sample_events()));
}

std::vector<uint64_t> steps(const Driver& driver) {
  std::vector<uint64_t> all;
  for (const Bookmark& one : driver.look().bookmarks->all) all.push_back(one.step);
  return all;
}

TEST(WindowBookmarks, BSetsOneAtTheStepThatIsShownAndTakesItAway) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  for (const uint64_t step : {20, 5}) {
    driver.seek(step);
    driver.press({'B'});
  }
  testing::wait_for_work(&driver);
  EXPECT_THAT(steps(driver), ElementsAre(5, 20));
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(Bookmark{5, ""}, Bookmark{20, ""}));
  EXPECT_THAT(driver.words(), HasSubstr(driver.text("ui.bookmark.here")));
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_THAT(steps(driver), ElementsAre(20));
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(Bookmark{20, ""}));
}

TEST(WindowBookmarks, MGoesFromOneToTheNextAndBack) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {{5, ""}, {20, "here"}, {1'000'000, "beyond the end"}};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  driver.seek(0);
  driver.press({'M'});
  EXPECT_EQ(driver.cursor(), 5u);
  driver.press({'M'});
  EXPECT_EQ(driver.cursor(), 20u);
  EXPECT_FALSE(driver.run("next_bookmark"));
  driver.press({'M', true});
  EXPECT_EQ(driver.cursor(), 5u);
  EXPECT_FALSE(driver.run("previous_bookmark"));
}

TEST(WindowBookmarks, OneIsNamedAndFoundByItsName) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  driver.seek(20);
  driver.press({'B', true});
  ASSERT_EQ(driver.choices().overlay, "bookmark");
  driver.type("main is saved");
  driver.press({kKeyEnter});
  testing::wait_for_work(&driver);
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(Bookmark{20, "main is saved"}));
  EXPECT_THAT(driver.words(), HasSubstr("Bookmark “main is saved”."));
  const auto finds = [&](const Chord& opens, const std::string& typed) {
    driver.seek(3);
    driver.press(opens);
    driver.type(typed);
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.choices().overlay, "") << typed;
    return driver.cursor();
  };
  EXPECT_EQ(finds({'G'}, "main is"), 20u);
  EXPECT_EQ(finds(find_command("palette")->key, "bookmark main is saved"), 20u);
  driver.press({'B', true});
  driver.type("another name");
  driver.press({kKeyEnter});
  testing::wait_for_work(&driver);
  EXPECT_EQ(shelf.kept["x.gltrace"].all.size(), 1u);
  EXPECT_EQ(shelf.kept["x.gltrace"].all[0].note, "another name") << "the old one was chosen";
}

TEST(WindowBookmarks, AreInTheMenuInTheirOrder) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {{5, ""}, {20, "here"}, {1'000'000, "beyond the end"}};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  std::vector<std::string> words;
  for (const MenuEntry& entry : menu_entries(driver.look(), Menu::step)) {
    if (entry.id != "menu: bookmarks") continue;
    for (const MenuEntry& inner : entry.more) {
      if (inner.id.starts_with("bookmark: ")) words.push_back(inner.words);
    }
  }
  EXPECT_THAT(words, ElementsAre("step 5", "step 20: here"));
}

// Where a step is on the slider.
ImVec2 on_slider(const Driver& driver, uint64_t step, float above) {
  const ImVec4 box = driver.place("slider");
  const float pad = 7, width = box.z - box.x - 2 * pad;
  const float share = static_cast<float>(step) / static_cast<float>(driver.trace().size());
  return {box.x + pad + width * share, box.w - 8 - above};
}

TEST(WindowBookmarks, StandOnTheSliderAndAClickGoesToThem) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {{20, "here"}};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  driver.seek(0);
  const ImVec2 mark = on_slider(driver, 20, 7);
  driver.move_mouse({mark.x + 3, mark.y});
  const ImGuiWindow* tip = ImGui::FindWindowByName("##Tooltip_00");
  ASSERT_NE(tip, nullptr);
  EXPECT_TRUE(tip->Active) << "it says what the bookmark is called";
  driver.move_mouse({mark.x + 30, mark.y});
  EXPECT_FALSE(tip->Active);
  driver.click_at({mark.x + 3, mark.y});
  EXPECT_EQ(driver.cursor(), 20u);
  driver.click_at(on_slider(driver, 40, 7));
  EXPECT_EQ(driver.cursor(), 40u) << "beside them it is the slider";
  driver.drag({mark.x + 3, mark.y}, on_slider(driver, 50, 7));
  EXPECT_EQ(driver.cursor(), 50u) << "who drags does not hold the mark";
}

TEST(WindowBookmarks, OfARunInNoFileAreKeptBesideTheRecordingOnceItIsSaved) {
  Shelf shelf;
  shelf.kept["/tmp/run.gltrace"].all = {{1, "of an older one that is written over"}};
  Driver driver(living(&shelf));
  driver.run("last");
  driver.seek(9);
  driver.press({'B'});
  driver.settle();
  EXPECT_EQ(shelf.writes, 0);
  driver.app().carry_out(ask::SaveRecording{"/tmp/run.gltrace"});
  testing::wait_for_work(&driver);
  EXPECT_THAT(shelf.kept["/tmp/run.gltrace"].all, ElementsAre(Bookmark{9, ""}));
  driver.seek(12);
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_THAT(shelf.kept["/tmp/run.gltrace"].all, ElementsAre(Bookmark{9, ""}, Bookmark{12, ""}));
}

TEST(WindowBookmarks, StayWhenTheProgramIsRunOnceMore) {
  Shelf shelf;
  Driver driver(living(&shelf));
  driver.run("last");
  driver.seek(9);
  driver.press({'B'});
  driver.app().carry_out(ask::SaveRecording{"/tmp/run.gltrace"});
  testing::wait_for_work(&driver);
  ASSERT_TRUE(driver.run("restart"));
  EXPECT_THAT(steps(driver), ElementsAre(9));
}

TEST(WindowBookmarks, SetBeforeTheFileWasReadJoinThoseThatAreInIt) {
  Shelf shelf;
  shelf.kept["x.gltrace"] = {{{5, "five"}, {30, ""}}, {"# a comment"}};
  shelf.delay = std::chrono::milliseconds(50);
  {
    Driver driver(replaying(&shelf));
    driver.seek(9);
    driver.press({'B'});
    driver.press({'Q', false, true});  // quicker than the disk
  }
  EXPECT_THAT(shelf.kept["x.gltrace"].all,
              ElementsAre(Bookmark{5, "five"}, Bookmark{9, ""}, Bookmark{30, ""}));
  EXPECT_THAT(shelf.kept["x.gltrace"].others, ElementsAre("# a comment"));
}

TEST(WindowBookmarks, AFileThatCannotBeReadIsSaidAndNeverWrittenOver) {
  Shelf shelf;
  shelf.unreadable = {facts::FaultKind::not_bookmarks, "x.gltrace.bookmarks", 0, 0, ""};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  EXPECT_THAT(driver.look().notice.words, HasSubstr("x.gltrace.bookmarks"));
  EXPECT_THAT(driver.look().notice.words, HasSubstr(driver.text("ui.bookmark.unkept")));
  driver.seek(9);
  driver.press({'B'});
  driver.settle();
  EXPECT_THAT(steps(driver), ElementsAre(9)) << "it is there as long as the window is";
  EXPECT_EQ(shelf.writes, 0);
}

TEST(WindowBookmarks, AFolderThatCannotBeWrittenIsSaidOnce) {
  Shelf shelf;
  shelf.unwritable = {facts::FaultKind::bookmarks_unwritable, "x.gltrace.bookmarks", 0, 0,
                      "Read-only file system"};
  Driver driver(replaying(&shelf));
  driver.seek(9);
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_THAT(driver.look().notice.words, HasSubstr("Read-only file system"));
  EXPECT_TRUE(driver.look().notice.trouble);
  driver.app().carry_out(ask::DismissNotice{});
  driver.seek(11);
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_EQ(driver.look().notice.words, "");
  EXPECT_THAT(steps(driver), ElementsAre(9, 11));
  shelf.unwritable = {};
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(Bookmark{9, ""})) << "and mends itself";
}

TEST(WindowBookmarks, LinesOfTheFileThatSayNoneAreTold) {
  Shelf shelf;
  shelf.kept["x.gltrace"] = {{{5, "five"}}, {"five", "# a comment"}};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  EXPECT_THAT(driver.look().notice.words, HasSubstr("One line of the file"));
  EXPECT_FALSE(driver.look().notice.trouble);
}

TEST(WindowBookmarks, NoMoreAreSetThanHaveRoom) {
  Shelf shelf;
  for (uint64_t n = 0; n < session::kMostBookmarks; ++n) {
    shelf.kept["x.gltrace"].all.push_back({n + 1'000'000, ""});
  }
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  driver.press({'B'});
  EXPECT_THAT(driver.look().notice.words, HasSubstr("1000"));
  EXPECT_EQ(driver.look().bookmark(), nullptr);
}

}  // namespace
}  // namespace greenlens::gui
