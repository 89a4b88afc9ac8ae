// Notes in the window, and what is kept of them beside a recording.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <map>
#include <mutex>
#include <thread>

#include "gui/app.h"
#include "gui/export_entries.h"
#include "gui/menus.h"
#include "gui/note_commands.h"
#include "gui/notes_room.h"
#include "gui/show_picture.h"
#include "gui/views/palette/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tracer/scene/pins.h"
#include "tracer/scene/stack/stack_scene.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using words::Note;
using words::NoteOn;
using words::Notes;

Note note(uint64_t step, const std::string& text = "", const std::string& on = "",
          NoteOn where = NoteOn::whole) {
  return {step, text, on, where, ""};
}

// A disk with notes on it.
class Shelf {
 public:
  std::map<std::string, Notes> kept;
  size_t unread = 0;  // entries that are no notes
  facts::Fault unreadable, unwritable;
  int writes = 0;
  std::chrono::milliseconds delay{0};

  NoteFiles files() {
    const auto read = [this](const std::string& file) -> facts::Result<words::ReadNotes> {
      std::this_thread::sleep_for(delay);
      const std::lock_guard lock(mutex_);
      if (unreadable) return unreadable;
      return words::ReadNotes{kept.count(file) > 0 ? kept[file] : Notes(), unread,
                              unread > 0 ? 7u : 0u};
    };
    const auto write = [this](const std::string& file, const Notes& all) -> facts::Fault {
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
  options.notes = shelf->files();
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
  for (const Note& one : driver.look().notes->all) all.push_back(one.step);
  return all;
}

TEST(WindowNotes, BSetsOneAtTheStepThatIsShownAndTakesItAway) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  for (const uint64_t step : {20, 5}) {
    driver.seek(step);
    driver.press({'B'});
  }
  testing::wait_for_work(&driver);
  EXPECT_THAT(steps(driver), ElementsAre(5, 20));
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(note(5), note(20)));
  EXPECT_THAT(driver.words(), HasSubstr(driver.text("ui.note.bookmarked")));
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_THAT(steps(driver), ElementsAre(20));
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(note(20)));
}

TEST(WindowNotes, MGoesFromOneToTheNextAndBack) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {note(5), note(20, "here"), note(1'000'000, "beyond the end")};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  driver.seek(0);
  driver.press({'M'});
  EXPECT_EQ(driver.cursor(), 5u);
  driver.press({'M'});
  EXPECT_EQ(driver.cursor(), 20u);
  EXPECT_FALSE(driver.run("next_note"));
  driver.press({'M', true});
  EXPECT_EQ(driver.cursor(), 5u);
  EXPECT_FALSE(driver.run("previous_note"));
}

TEST(WindowNotes, OneIsNamedAndFoundByItsName) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  driver.seek(20);
  driver.press({'B', true});
  ASSERT_EQ(driver.choices().overlay, "note");
  driver.type("main is saved");
  driver.press({kKeyEnter});
  testing::wait_for_work(&driver);
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(note(20, "main is saved")));
  EXPECT_THAT(driver.words(), HasSubstr("main is saved"));
  const auto finds = [&](const Chord& opens, const std::string& typed) {
    driver.seek(3);
    driver.press(opens);
    driver.type(typed);
    driver.press({kKeyEnter});
    EXPECT_EQ(driver.choices().overlay, "") << typed;
    return driver.cursor();
  };
  EXPECT_EQ(finds({'G'}, "main is"), 20u);
  EXPECT_EQ(finds(find_command("palette")->key, "note main is saved"), 20u);
  driver.press({'B', true});
  driver.press({'A', false, true});
  driver.type("another name");
  driver.press({kKeyEnter});
  testing::wait_for_work(&driver);
  EXPECT_EQ(shelf.kept["x.gltrace"].all.size(), 1u);
  EXPECT_EQ(shelf.kept["x.gltrace"].all[0].text, "another name") << "it was written over";
}

TEST(WindowNotes, AreInTheMenuInTheirOrder) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {note(5), note(20, "here"), note(1'000'000, "beyond the end")};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  std::vector<std::string> words;
  for (const MenuEntry& entry : menu_entries(driver.look(), Menu::step)) {
    if (entry.id != "menu: notes") continue;
    for (const MenuEntry& inner : entry.more) {
      if (inner.id.starts_with("note: ")) words.push_back(inner.words);
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

TEST(WindowNotes, StandOnTheSliderAndAClickGoesToThem) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {note(20, "here")};
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

TEST(WindowNotes, OfARunInNoFileAreKeptBesideTheRecordingOnceItIsSaved) {
  Shelf shelf;
  shelf.kept["/tmp/run.gltrace"].all = {note(1, "of an older one that is written over")};
  Driver driver(living(&shelf));
  driver.run("last");
  driver.seek(9);
  driver.press({'B'});
  driver.settle();
  EXPECT_EQ(shelf.writes, 0);
  driver.app().carry_out(ask::SaveRecording{"/tmp/run.gltrace"});
  testing::wait_for_work(&driver);
  EXPECT_THAT(shelf.kept["/tmp/run.gltrace"].all, ElementsAre(note(9)));
  driver.seek(12);
  driver.press({'B'});
  testing::wait_for_work(&driver);
  EXPECT_THAT(shelf.kept["/tmp/run.gltrace"].all, ElementsAre(note(9), note(12)));
}

TEST(WindowNotes, StayWhenTheProgramIsRunOnceMore) {
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

TEST(WindowNotes, SetBeforeTheFileWasReadJoinThoseThatAreInIt) {
  Shelf shelf;
  shelf.kept["x.gltrace"] = {{note(5, "five"), note(30)}, {"\"kept\""}, "\"more\": 1"};
  shelf.delay = std::chrono::milliseconds(50);
  {
    Driver driver(replaying(&shelf));
    driver.seek(9);
    driver.press({'B'});
    driver.press({'Q', false, true});  // quicker than the disk
  }
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(note(5, "five"), note(9), note(30)));
  EXPECT_THAT(shelf.kept["x.gltrace"].unread, ElementsAre("\"kept\""));
  EXPECT_EQ(shelf.kept["x.gltrace"].others, "\"more\": 1");
}

TEST(WindowNotes, WhatAnEditorHasChangedMeanwhileIsJoined) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {note(5, "five"), note(30)};
  {
    Driver driver(replaying(&shelf));
    testing::wait_for_work(&driver);
    shelf.kept["x.gltrace"].all = {note(5, "five, by hand"), note(8, "new"), note(30)};
    driver.seek(30);
    driver.press({'B'});
    testing::wait_for_work(&driver);
    EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(note(5, "five, by hand"), note(8, "new")));
    EXPECT_THAT(steps(driver), ElementsAre(5, 8)) << "the window has them, too";
    driver.seek(9);
    driver.press({'B'});
    testing::wait_for_work(&driver);
    EXPECT_THAT(steps(driver), ElementsAre(5, 8, 9)) << "and takes none of them away";
    shelf.kept["x.gltrace"].all.push_back(note(40));
    driver.press({'B'});
    driver.press({'Q', false, true});  // at once
  }
  EXPECT_THAT(shelf.kept["x.gltrace"].all,
              ElementsAre(note(5, "five, by hand"), note(8, "new"), note(40)));
}

TEST(WindowNotes, AFileThatCannotBeReadIsSaidAndNeverWrittenOver) {
  Shelf shelf;
  shelf.unreadable = {facts::FaultKind::not_notes, "x.gltrace.notes.json", 0, 0, ""};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  EXPECT_THAT(driver.look().notice.words, HasSubstr("x.gltrace.notes.json"));
  EXPECT_THAT(driver.look().notice.words, HasSubstr(driver.text("ui.note.unkept")));
  driver.seek(9);
  driver.press({'B'});
  driver.settle();
  EXPECT_THAT(steps(driver), ElementsAre(9)) << "it is there as long as the window is";
  EXPECT_EQ(shelf.writes, 0);
}

TEST(WindowNotes, AFolderThatCannotBeWrittenIsSaidOnce) {
  Shelf shelf;
  shelf.unwritable = {facts::FaultKind::notes_unwritable, "x.gltrace.notes.json", 0, 0,
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
  EXPECT_THAT(shelf.kept["x.gltrace"].all, ElementsAre(note(9))) << "and mends itself";
}

TEST(WindowNotes, EntriesOfTheFileThatAreNoneAreTold) {
  Shelf shelf;
  shelf.kept["x.gltrace"] = {{note(5, "five")}, {"5"}, ""};
  shelf.unread = 1;
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  EXPECT_THAT(driver.look().notice.words,
              HasSubstr("One entry of the file of notes is none (line 7)"));
  EXPECT_FALSE(driver.look().notice.trouble);
}

TEST(WindowNotes, NoMoreAreSetThanHaveRoom) {
  Shelf shelf;
  for (uint64_t n = 0; n < words::kMostNotes; ++n) {
    shelf.kept["x.gltrace"].all.push_back(note(n + 1'000'000));
  }
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  driver.press({'B'});
  EXPECT_THAT(driver.look().notice.words, HasSubstr("1000"));
  EXPECT_TRUE(driver.look().notes_here().empty());
}

// The step at which gr2's whole slice is copied to the heap.
uint64_t whole_copy(const Driver& driver) {
  for (uint64_t n = 1; n <= driver.trace().size(); ++n) {
    const facts::Event event = driver.trace().event(n);
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (saved != nullptr && saved->extent == facts::Extent::whole) return n;
  }
  ADD_FAILURE();
  return 0;
}

scene::Scene stack_on_screen(const Driver& driver) {
  const gui::Look look = driver.look();
  const ImVec4 box = driver.place("stack");
  scene::Scene made = scene::stack_scene(
      look.messages, look.moment, room(look, {{box.x, box.y}, {box.z - box.x, box.w - box.y}}));
  scene::put_pins(&made, look.numbered);
  return made;
}

// Where an item's middle is on the screen.
ImVec2 on_stack(const Driver& driver, const std::string& id) {
  const ImVec4 box = driver.place("stack");
  const scene::Scene made = stack_on_screen(driver);
  for (const scene::Item& item : made.items) {
    const auto* rect = std::get_if<scene::Rect>(&item.shape);
    if (item.id == id && rect != nullptr) {
      return {box.x + rect->box.x + rect->box.w / 2, box.y + rect->box.y + rect->box.h - 5};
    }
  }
  ADD_FAILURE() << id;
  return {};
}

TEST(WindowNotes, SeveralAreWrittenChangedAndDeletedInTheirPanel) {
  Shelf shelf;
  shelf.kept["x.gltrace"].all = {note(20, "first"), note(20, "about him", "gr1", NoteOn::slice)};
  Driver driver(replaying(&shelf));
  testing::wait_for_work(&driver);
  driver.seek(20);
  driver.press({'B'});
  EXPECT_EQ(driver.choices().overlay, "note") << "words are not taken away by a key";
  EXPECT_EQ(driver.look().notes->all.size(), 2u);
  driver.click(driver.text("ui.note.another"));
  driver.click("note");
  driver.type("second");
  driver.click(driver.text("ui.note.keep"));
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_THAT(driver.look().notes->all,
              ElementsAre(note(20, "first"), note(20, "about him", "gr1", NoteOn::slice),
                          note(20, "second")));
  driver.press({'B', true});
  driver.click("note 1");
  driver.click("gr1’s copy");
  driver.click(driver.text("ui.note.keep"));
  EXPECT_EQ(driver.look().notes->all[1], note(20, "about him", "gr1", NoteOn::copy));
  driver.press({'B', true});
  driver.click("note 0");
  driver.click(driver.text("ui.note.remove"));
  testing::wait_for_work(&driver);
  EXPECT_THAT(shelf.kept["x.gltrace"].all,
              ElementsAre(note(20, "about him", "gr1", NoteOn::copy), note(20, "second")));
}

TEST(WindowNotes, CtrlEnterBeginsALineAndEnterKeepsThem) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  driver.seek(20);
  driver.press({'B', true});
  driver.type("one");
  driver.press({kKeyEnter, false, true});
  EXPECT_EQ(driver.choices().overlay, "note");
  driver.type("two");
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_THAT(driver.look().notes->all, ElementsAre(note(20, "one\ntwo")));
}

TEST(WindowNotes, TheRightButtonWritesAboutWhatIsUnderTheMouse) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  driver.seek(whole_copy(driver));
  driver.frame();
  driver.right_click_at(on_stack(driver, "stack.copy.3"));
  ASSERT_EQ(driver.choices().overlay, "note");
  driver.type("the bottom half");
  driver.press({kKeyEnter});
  EXPECT_THAT(driver.look().notes->all,
              ElementsAre(note(driver.cursor(), "the bottom half", "gr2", NoteOn::copy)));
  driver.press({'B', true, true});
  ASSERT_EQ(driver.choices().overlay, "note") << "about the one that the step is about";
  driver.click("gr2 in the tree");
  driver.click("note");
  driver.type("a child");
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.look().notes->all.back(), note(driver.cursor(), "a child", "gr2", NoteOn::node));
}

TEST(WindowNotes, StandBelowTheSentenceAndHavePinsInThePictures) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  const uint64_t step = whole_copy(driver);
  driver.app().show_notes({{note(step, "first line\nlast line"),
                            note(step, "bottom half", "gr2", NoteOn::copy), note(step, "", "gr1")},
                           {},
                           ""});
  driver.seek(step);
  EXPECT_THAT(driver.words(), HasSubstr("first line\n"));
  EXPECT_THAT(driver.words(), HasSubstr("last line\n"));
  EXPECT_THAT(driver.words(), HasSubstr("gr2’s copy: bottom half\n"));
  const scene::Scene made = stack_on_screen(driver);
  const std::string front = "pin." + std::to_string(step) + '.';
  for (const std::string& id : {front + "2.copy", front + "3.slice"}) {
    EXPECT_TRUE(std::any_of(made.items.begin(), made.items.end(), [&](const scene::Item& item) {
      return item.id == id;
    })) << id;
  }
  // A click on a pin is one on what it stands on.
  driver.click_at(on_stack(driver, front + "2.copy"));
  EXPECT_EQ(driver.choices().selected, 3u);
  driver.seek(step + 1);
  EXPECT_THAT(driver.words(), Not(HasSubstr("first line")));
}

TEST(WindowNotes, GoIntoWhatTheWindowExports) {
  Shelf shelf;
  Driver driver(replaying(&shelf));
  driver.app().show_notes({{note(20, "said")}, {}, ""});
  const ExportEntry entry{"svg", ".svg", "stack"};
  EXPECT_THAT(export_order(driver.look(), entry, "x.svg").notes.all, ElementsAre(note(20, "said")));
}

TEST(WindowNotes, TakeTheSameRoomAtEveryStepAndNoneWhereNothingIsWritten) {
  for (const LayoutChoice layout : kLayoutChoices) {
    // What stands right below the notes.
    const char* below = layout == LayoutChoice::step ? "Registers" : "stack";
    Shelf shelf;
    Driver driver(replaying(&shelf));
    driver.app().carry_out(ask::ChooseLayout{layout});
    driver.seek(10);
    driver.frame();
    const float without = driver.place(below).y;
    driver.app().show_notes({{note(5), note(12)}, {}, ""});
    driver.frame();
    EXPECT_EQ(driver.place(below).y, without) << "bookmarks need none";
    driver.app().show_notes({{note(5, "short"), note(12, "one\ntwo")}, {}, ""});
    driver.frame();
    const float with = driver.place(below).y;
    EXPECT_GT(with, without + 20);
    for (const uint64_t step : {5, 12, 30}) {
      driver.seek(step);
      driver.frame();
      EXPECT_EQ(driver.place(below).y, with) << step;
    }
  }
}

// Many lines get no more than their part of the window, and none lies over a picture.
TEST(WindowNotes, OfAnyLengthLeaveThePicturesTheirRoom) {
  const std::string long_words(200, 'w');
  std::string many = "one";
  for (int i = 0; i < 60; ++i) many += "\nline " + std::to_string(i) + ' ' + long_words;
  for (const LayoutChoice layout : kLayoutChoices) {
    for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{640, 420}}) {
      Shelf shelf;
      Driver driver(replaying(&shelf));
      driver.resize(size);
      driver.app().carry_out(ask::ChooseLayout{layout});
      driver.seek(20);
      driver.app().show_notes({{note(20, many.substr(0, words::kMostNoteBytes))}, {}, ""});
      driver.frame();
      driver.frame();
      const Area window{{0, 0}, size};
      EXPECT_LE(notes_height(driver.look(), window), 0.27f * size.y);
      EXPECT_TRUE(room_for_notes(driver.look(), driver.look().numbered, window).cut);
    }
  }
}

}  // namespace
}  // namespace greenlens::gui
