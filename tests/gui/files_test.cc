// Opening, saving and exporting in the window, by clicks and keys; and what is not lost by it.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "gui/app.h"
#include "gui/commands.h"
#include "gui/folders.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::Mode;

constexpr Chord kOpen{'O', true, true}, kSave{'S', false, true}, kRestart{'R', false, true};
constexpr Chord kScenarios{'O', false, true}, kQuit{'Q', false, true};

// Until what is read, opened or written beside is there.
void settle(Driver* driver) {
  for (int i = 0; i < 3000; ++i) {
    driver->settle();
    if (driver->look().work.words.empty() && !driver->look().listing->busy && i > 3) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

// --- the list of files

TEST(Files, OpenListsTheFolderAndOpensWhatIsChosenByArrows) {
  Driver driver(Mode::replay);
  driver.press(kOpen);
  settle(&driver);
  ASSERT_EQ(driver.choices().overlay, "browser");
  ASSERT_TRUE(driver.sees("file: apricot.gltrace")) << driver.labels();
  EXPECT_FALSE(driver.sees("file: picture.svg")) << "only recordings";
  for (int i = 0; i < 4; ++i) driver.press({kKeyDown});  // "..", old, Apple, apricot
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/apricot.gltrace");
  EXPECT_EQ(driver.app().settings().recent.front(), "/home/ada/lesson/apricot.gltrace");
}

TEST(Files, LettersGoToTheFirstThatBeginsSoAndTabCompletes) {
  Driver driver(Mode::replay);
  driver.press(kOpen);
  settle(&driver);
  driver.type("ze");
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/zebra.gltrace");
  driver.press(kOpen);
  settle(&driver);
  driver.tap("o");
  driver.tap(Chord{kKeyTab});
  driver.tap("on");
  driver.tap(Chord{kKeyTab});
  driver.tap(Chord{kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/old/one.gltrace");
}

TEST(Files, BackspaceInAnEmptyFieldLeadsUpAndEnterIntoFolders) {
  Driver driver(Mode::replay);
  driver.press(kOpen);
  settle(&driver);
  driver.press({kKeyBackspace});
  settle(&driver);
  EXPECT_EQ(driver.look().listing->folder, "/home/ada");
  driver.type("l");
  driver.press({kKeyBackspace});
  settle(&driver);
  EXPECT_EQ(driver.look().listing->folder, "/home/ada") << "there was a letter to take away";
  driver.press({kKeyEnd});
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().listing->folder, "/home/ada/lesson");
  driver.press({kKeyHome});
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().listing->folder, "/home/ada") << "the first one leads up";
  driver.type("/home/");
  settle(&driver);
  EXPECT_TRUE(driver.sees("file: ada")) << driver.labels();
}

TEST(Files, AreChosenByClicksAndPlaces) {
  Driver driver(Mode::replay);
  driver.press(kOpen);
  settle(&driver);
  driver.click("file: ..");
  settle(&driver);
  EXPECT_EQ(driver.look().listing->folder, "/home/ada");
  driver.click("place: /home/ada/lesson");
  settle(&driver);
  driver.click(driver.look().text("ui.browser.all", {{"ending", ".gltrace"}}));
  EXPECT_TRUE(driver.sees("file: picture.svg"));
  driver.click("file: zebra.gltrace");
  settle(&driver);
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/zebra.gltrace");
}

TEST(Files, AFolderThatCannotBeReadIsSaidThere) {
  Driver driver(Mode::replay);
  driver.press(kOpen);
  settle(&driver);
  driver.type("/locked/");
  settle(&driver);
  ASSERT_TRUE(driver.look().listing->fault);
  EXPECT_EQ(driver.look().listing->fault.details, "Permission denied");
  driver.press({kKeyEscape});
  EXPECT_EQ(driver.choices().overlay, "");
  EXPECT_TRUE(driver.has_session());
}

TEST(Files, OneThatIsNoRecordingIsSaidAndWhatWasShownStays) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::OpenFile{"/home/ada/notes.txt"});
  settle(&driver);
  EXPECT_TRUE(driver.has_session());
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
  EXPECT_NE(driver.look().notice.words.find("is not a greenlens trace"), std::string::npos);
}

// A network folder that never answers: nothing waits for it.
TEST(Files, AFolderThatDoesNotAnswerHoldsUpNobody) {
  auto answers = std::make_shared<std::atomic<bool>>(false);
  FileSystem files;
  files.list = [answers](const std::string& folder) -> facts::Result<std::vector<FileEntry>> {
    while (folder == "/slow" && !*answers) std::this_thread::yield();
    return std::vector<FileEntry>{{"a", false, 1}};
  };
  Folders folders(files);
  folders.list("/slow");
  folders.go_on();
  EXPECT_TRUE(folders.listing().busy);
  folders.list("/fast");
  while (folders.busy()) folders.go_on();
  EXPECT_EQ(folders.listing().folder, "/fast");
  EXPECT_EQ(folders.listing().entries.size(), 1u);
  *answers = true;
}

TEST(Files, RecentOnesAreOpenedFromTheMenuAndMissingOnesAreGrey) {
  Settings settings = Driver::calm();
  settings.recent = {"/home/ada/gone.gltrace", "/home/ada/lesson/zebra.gltrace"};
  Driver driver(Mode::picker, {1280, 800}, settings);
  settle(&driver);
  driver.press({kKeyF10});
  settle(&driver);
  driver.press({'O'});
  driver.press({'O'});
  driver.press({kKeyEnter});
  ASSERT_TRUE(driver.sees("menu: recent: /home/ada/gone.gltrace")) << driver.labels();
  driver.click("menu: recent: /home/ada/gone.gltrace");
  settle(&driver);
  EXPECT_FALSE(driver.has_session());
  driver.press({kKeyDown});  // to the next one that can be
  driver.press({kKeyEnter});
  settle(&driver);
  ASSERT_TRUE(driver.has_session());
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/zebra.gltrace");
}

// --- writing

TEST(Files, SaveWritesWhatALiveProgramHasToldSoFar) {
  Driver driver(Mode::live);
  driver.press(kSave);
  settle(&driver);
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().notice.words, "Written: /home/ada/lesson/test1_test2.gltrace");
  EXPECT_EQ(driver.look().kept_in, "/home/ada/lesson/test1_test2.gltrace");
  EXPECT_FALSE(driver.look().unsaved);
  EXPECT_EQ(driver.app().settings().recent.front(), "/home/ada/lesson/test1_test2.gltrace");
  driver.press({kKeyRight});
  EXPECT_TRUE(driver.look().unsaved) << "there is more of it now";
}

const words::Note kHere{5, "here", "", words::NoteOn::whole, ""};

// A recording that lies in a file, with notes beside it, in a window that writes down what it
// is asked to write.
struct Copying {
  std::vector<ExportOrder> orders;
  std::map<std::string, words::Notes> notes;
  std::unique_ptr<Driver> driver;

  explicit Copying(const std::string& file, const store::TraceInfo& info = testing::sample_info()) {
    AppOptions options;
    options.scenarios = {{"test1_test2", "test1 / test2", ""}};
    options.start = [this](const StartOrder& order) -> Opened {
      started.push_back(order);
      return std::unique_ptr<session::EventSource>(
          std::make_unique<testing::LiveSource>(testing::sample_events()));
    };
    options.write = [this](const store::Trace& trace, const ExportOrder& order,
                           const store::OnProgress&) -> facts::Result<std::string> {
      in_file = trace.in_file() != nullptr;
      orders.push_back(order);
      return order.file;
    };
    options.notes.read = [](const std::string&) {
      return facts::Result<words::ReadNotes>(words::ReadNotes{{{kHere}, {}, ""}, 0, 0});
    };
    options.notes.write = [this](const std::string& recording, const words::Notes& all) {
      notes[recording] = all;
      return facts::Fault();
    };
    options.files.here = "/home/ada";
    options.files.list = [](const std::string&) -> facts::Result<std::vector<FileEntry>> {
      return std::vector<FileEntry>();
    };
    options.files.is_there = [](const std::string&) { return true; };
    options.source =
        std::make_unique<testing::FileSource>(testing::bytes_of(testing::sample_timeline(), info));
    options.shown_name = file;
    driver = std::make_unique<Driver>(std::move(options));
    settle(driver.get());
  }
  std::vector<StartOrder> started;
  bool in_file = false;
};

TEST(Files, SaveWritesACopyOfARecordingWithItsNotes) {
  Copying window("/home/ada/lesson/run.gltrace");
  Driver& driver = *window.driver;
  driver.press(kSave);
  settle(&driver);
  ASSERT_EQ(driver.choices().overlay, "browser");
  driver.press({kKeyEnter});
  settle(&driver);
  const std::string copy = "/home/ada/lesson/run-copy.gltrace";
  EXPECT_EQ(driver.look().notice.words, "Written: " + copy);
  ASSERT_EQ(window.orders.size(), 1u);
  EXPECT_EQ(window.orders[0].id, kRecording);
  EXPECT_EQ(window.orders[0].recording, "/home/ada/lesson/run.gltrace");
  EXPECT_TRUE(window.in_file) << "so its bytes can be copied";
  ASSERT_EQ(window.notes.count(copy), 1u);
  EXPECT_EQ(window.notes[copy].all, (std::vector<words::Note>{kHere}));
  // What is shown is what it was.
  EXPECT_EQ(driver.look().kept_in, "");
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/run.gltrace");
  EXPECT_EQ(driver.app().settings().recent.front(), copy);
  driver.seek(9);
  driver.run("bookmark");
  settle(&driver);
  EXPECT_EQ(window.notes[copy].all.size(), 1u) << "the original's go on beside it";
  EXPECT_EQ(window.notes["/home/ada/lesson/run.gltrace"].all.size(), 2u);
}

TEST(Files, SavingTakesAnotherNameAndAsksBeforeItReplacesAFile) {
  Driver driver(Mode::live);
  driver.press(kSave);
  settle(&driver);
  driver.type("zebra");  // in the place of what was suggested
  driver.press({kKeyEnter});
  EXPECT_EQ(driver.choices().overlay, "browser") << "it is there already";
  ASSERT_TRUE(driver.sees(driver.text("ui.browser.replace"))) << driver.labels();
  driver.press({kKeyEnter});
  EXPECT_FALSE(driver.sees(driver.text("ui.browser.replace"))) << "Enter alone replaces nothing";
  EXPECT_EQ(driver.look().kept_in, "");
  driver.press({kKeyEnter});
  driver.press({kKeyTab});
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().kept_in, "/home/ada/lesson/zebra.gltrace");
  driver.press({kKeyRight});
  driver.press(kSave);
  settle(&driver);
  driver.type("zebra");
  driver.press({kKeyEnter});
  driver.click(driver.text("ui.browser.replace"));
  settle(&driver);
  EXPECT_FALSE(driver.look().unsaved);
}

TEST(Files, APictureOfTheWindowIsOfTheWindowAlone) {
  Driver driver(Mode::replay);
  driver.run("export_picture");
  settle(&driver);
  EXPECT_EQ(driver.choices().overlay, "browser");
  driver.press({kKeyEnter});
  for (int i = 0; i < 10 && !driver.app().wants_picture(); ++i) driver.frame();
  ASSERT_TRUE(driver.app().wants_picture());
  EXPECT_EQ(driver.choices().overlay, "") << "what lay over it is gone";
  EXPECT_FALSE(driver.sees("path"));
  driver.app().take_picture({2, 1, std::vector<unsigned char>(8)});
  EXPECT_FALSE(driver.app().wants_picture()) << "one is enough";
  settle(&driver);
  const std::string step = std::to_string(driver.cursor());
  EXPECT_EQ(driver.look().notice.words,
            "Written: /home/ada/lesson/test1_test2-" + step + "-window.png");
}

TEST(Files, EachFormatIsExportedUnderAName) {
  Driver driver(Mode::replay);
  driver.press({'F', false, false, true});
  driver.app().carry_out(ask::SetMenu{});
  driver.app().carry_out(ask::Browse{{FileUse::export_step, "svg", ".svg", "/home/ada", "a.svg"}});
  settle(&driver);
  driver.type("mine");
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().notice.words, "Written: /home/ada/mine.svg");
}

TEST(Files, WhatIsExportedIsChosenBesideTheNameInTheFolderThatOneHasGoneTo) {
  Driver driver(Mode::replay);
  driver.seek(22);
  driver.run("export");
  settle(&driver);
  EXPECT_TRUE(driver.sees("a picture (.svg)"));
  driver.click("the shapes of a picture, for programs (.scene.json)");
  settle(&driver);
  EXPECT_EQ(driver.choices().browsing.name, "test1_test2-22-stack.scene.json");
  driver.click("file: old");
  settle(&driver);
  driver.click(driver.text("ui.view.timeline"));
  settle(&driver);
  EXPECT_EQ(driver.choices().browsing.folder, "/home/ada/lesson/old");
  EXPECT_EQ(driver.choices().browsing.name, "test1_test2-22-timeline.svg");
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_EQ(driver.look().notice.words,
            "Written: /home/ada/lesson/old/test1_test2-22-timeline.svg");
}

// --- what is dropped on the window

TEST(Dropped, AFileIsOpened) {
  for (const Mode mode : {Mode::picker, Mode::replay}) {
    Driver driver(mode);
    driver.app().carry_out(ask::Drop{{"/home/ada/lesson/zebra.gltrace"}});
    settle(&driver);
    EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/zebra.gltrace");
    EXPECT_EQ(driver.app().settings().recent.front(), "/home/ada/lesson/zebra.gltrace");
  }
}

TEST(Dropped, AFileThatIsNoRecordingIsSaidAndWhatIsShownStays) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Drop{{"/home/ada/notes.txt"}});
  settle(&driver);
  EXPECT_NE(driver.look().notice.words.find("notes.txt is not a greenlens trace"),
            std::string::npos)
      << driver.look().notice.words;
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
}

TEST(Dropped, NothingChangesNothing) {
  Driver driver(Mode::replay);
  driver.app().carry_out(ask::Drop{});
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
}

TEST(Dropped, OnARunThatIsNotSavedItIsAskedFirstAndOpenedWhenTheRunIsDropped) {
  Driver driver(Mode::live);
  driver.app().carry_out(ask::Drop{{"/home/ada/lesson/zebra.gltrace"}});
  settle(&driver);
  EXPECT_EQ(driver.choices().overlay, "leaving");
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
  driver.app().carry_out(ask::Leave{ask::Leave::Answer::stay});
  settle(&driver);
  EXPECT_EQ(driver.look().shown_name, "test1_test2") << "who stays keeps the run";
  driver.app().carry_out(ask::Drop{{"/home/ada/lesson/zebra.gltrace"}});
  driver.app().carry_out(ask::Leave{ask::Leave::Answer::drop});
  settle(&driver);
  EXPECT_EQ(driver.look().shown_name, "/home/ada/lesson/zebra.gltrace");
}

// What the whole recording is written as has no step in its name, and no picture to choose.
TEST(Files, TheWindowAndTheWholeRecordingAreAmongWhatIsExported) {
  Driver driver(Mode::replay);
  driver.run("export");
  settle(&driver);
  driver.click("The recording");
  settle(&driver);
  EXPECT_EQ(driver.choices().browsing.name, "test1_test2.jsonl");
  EXPECT_TRUE(driver.sees("every event as a line of JSON (.jsonl)"));
  EXPECT_FALSE(driver.sees("a picture (.svg)"));
  driver.click("The window");
  settle(&driver);
  driver.press({kKeyEnter});
  for (int i = 0; i < 10 && !driver.app().wants_picture(); ++i) driver.frame();
  EXPECT_TRUE(driver.app().wants_picture());
}

// --- what would be lost

TEST(Leaving, TheListOfScenariosHidesARunAndEscapeReturnsToIt) {
  for (const Mode mode : testing::kSessionModes) {
    Driver driver(mode);
    driver.press({kKeyRight});
    const uint64_t cursor = driver.cursor();
    driver.press(kScenarios);
    EXPECT_FALSE(driver.has_session());
    EXPECT_TRUE(driver.sees("test1_test2"));
    EXPECT_EQ(driver.look().run_behind, "test1_test2");
    driver.press({kKeyEscape});
    ASSERT_TRUE(driver.has_session());
    EXPECT_EQ(driver.cursor(), cursor);
    driver.press(kScenarios);
    driver.click(driver.look().text("ui.picker.back", {{"name", "test1_test2"}}));
    EXPECT_TRUE(driver.has_session());
  }
}

struct WayOut {
  const char* name;
  void (*go)(Driver* driver);
};
const WayOut kWaysOut[] = {
    {"another scenario",
     [](Driver* driver) {
       driver->press(kScenarios);
       driver->press({kKeyHome});
       driver->press({kKeyEnter});
     }},
    {"restart", [](Driver* driver) { driver->press(kRestart); }},
    {"open", [](Driver* driver) { driver->app().carry_out(ask::OpenFile{"/a.gltrace"}); }},
    {"quit", [](Driver* driver) { driver->press(kQuit); }},
    {"run", [](Driver* driver) {
       driver->app().carry_out(ask::StartProgram{{"test1_test2", {}}});
     }}};

TEST(Leaving, ARunThatIsInNoFileIsAskedAboutHoweverItIsLeft) {
  for (const WayOut& way : kWaysOut) {
    Driver driver(Mode::live);
    for (int i = 0; i < 4; ++i) driver.press({kKeyRight});
    const uint64_t size = driver.trace().size();
    way.go(&driver);
    settle(&driver);
    ASSERT_EQ(driver.choices().overlay, "leaving") << way.name;
    EXPECT_FALSE(driver.app().wants_to_quit()) << way.name;
    driver.press({kKeyEscape});
    driver.press({kKeyEscape});  // out of the list of scenarios as well
    settle(&driver);
    ASSERT_TRUE(driver.has_session()) << way.name;
    EXPECT_EQ(driver.trace().size(), size) << way.name << ": it is the same run";
    EXPECT_TRUE(driver.run("step"));
  }
}

TEST(Leaving, DroppingItGoesOnWithWhatWasAskedFor) {
  for (const char* how : {"click", "letter", "arrows"}) {
    Driver driver(Mode::live);
    driver.press(kQuit);
    ASSERT_EQ(driver.choices().overlay, "leaving");
    if (std::string(how) == "click") driver.click(driver.text("ui.leaving.drop"));
    if (std::string(how) == "letter") {
      driver.tap(Chord{'D'});
      driver.type("d");
    }
    if (std::string(how) == "arrows") {
      driver.press({kKeyRight});
      driver.press({kKeyEnter});
    }
    EXPECT_TRUE(driver.app().wants_to_quit()) << how;
  }
}

TEST(Leaving, WhatCouldNotTakeItsPlaceHasDroppedNothing) {
  Driver driver(Mode::live);
  driver.app().carry_out(ask::Start{"broken"});
  driver.app().carry_out(ask::Leave{ask::Leave::Answer::drop});
  EXPECT_NE(driver.look().notice.words.find("broken"), std::string::npos);
  ASSERT_TRUE(driver.has_session());
  EXPECT_TRUE(driver.look().unsaved);
  driver.press(kQuit);
  EXPECT_FALSE(driver.app().wants_to_quit()) << "it is still to be lost";
}

TEST(Leaving, StayingStays) {
  Driver driver(Mode::live);
  driver.press(kQuit);
  driver.click(driver.text("ui.leaving.stay"));
  EXPECT_FALSE(driver.app().wants_to_quit());
  EXPECT_TRUE(driver.has_session());
  EXPECT_EQ(driver.choices().overlay, "");
}

TEST(Leaving, SavingItFirstGoesOnOnceItIsWritten) {
  Driver driver(Mode::live);
  driver.press(kQuit);
  driver.press({kKeyEnter});  // "Save…" is the first
  settle(&driver);
  ASSERT_EQ(driver.choices().overlay, "browser");
  EXPECT_FALSE(driver.app().wants_to_quit());
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_TRUE(driver.app().wants_to_quit());
}

TEST(Leaving, WhoDoesNotSaveAfterAllStays) {
  Driver driver(Mode::live);
  driver.press(kQuit);
  driver.press({kKeyEnter});
  settle(&driver);
  driver.press({kKeyEscape});
  settle(&driver);
  EXPECT_FALSE(driver.app().wants_to_quit());
  driver.press(kSave);
  settle(&driver);
  driver.press({kKeyEnter});
  settle(&driver);
  EXPECT_FALSE(driver.app().wants_to_quit()) << "saving alone does not quit";
  driver.press(kQuit);
  EXPECT_TRUE(driver.app().wants_to_quit()) << "there is nothing to lose";
}

TEST(Leaving, WhatIsInAFileIsNotAskedAbout) {
  Driver driver(Mode::replay);
  driver.press(kQuit);
  EXPECT_TRUE(driver.app().wants_to_quit());
}

// --- once more

TEST(Restarting, RunsItOnceMoreUpToTheSameStep) {
  Driver driver(Mode::live);
  driver.run("last");
  driver.seek(23);
  driver.app().carry_out(ask::Select{1});
  driver.press(kRestart);
  driver.press({'D'});
  driver.type("d");
  for (int i = 0; i < 200; ++i) driver.frame();
  ASSERT_TRUE(driver.has_session());
  EXPECT_EQ(driver.cursor(), 23u);
  EXPECT_EQ(driver.trace().size(), 23u) << "it is another run, and stands there";
  EXPECT_TRUE(driver.look().expects_news());
  EXPECT_EQ(driver.choices().selected, 1u);
}

TEST(Restarting, RunsTheScenarioOfARecordingUpToTheSameStep) {
  Copying window("run.gltrace");
  Driver& driver = *window.driver;
  driver.seek(23);
  driver.app().carry_out(ask::Select{1});
  driver.press(kRestart);
  for (int i = 0; i < 200; ++i) driver.frame();
  ASSERT_EQ(window.started.size(), 1u);
  EXPECT_EQ(window.started[0], (StartOrder{"test1_test2", {}}));
  EXPECT_TRUE(driver.look().began_live);
  EXPECT_EQ(driver.cursor(), 23u);
  EXPECT_EQ(driver.choices().selected, 1u);
  EXPECT_EQ(driver.look().shown_name, "test1_test2");
  EXPECT_EQ(driver.look().notes->all, (std::vector<words::Note>{kHere}));
  EXPECT_TRUE(driver.look().unsaved) << "it is a run of its own, in no file";
}

TEST(Restarting, APartOfARecordingIsRunUpToTheStepThatItIsInTheWhole) {
  store::TraceInfo info = testing::sample_info();
  info.part = store::PartOf{7, 200, 1, 0};
  Copying window("part.gltrace", info);
  window.driver->seek(10);
  window.driver->press(kRestart);
  for (int i = 0; i < 200; ++i) window.driver->frame();
  ASSERT_EQ(window.started.size(), 1u);
  EXPECT_EQ(window.driver->cursor(), 17u);
  EXPECT_EQ(window.driver->look().notes->all[0].step, 12u);
}

// What a file says is not run unasked: somebody else may have written it.
TEST(Restarting, AProgramOfWhichARecordingKnowsNothingButTheNameIsAskedFor) {
  for (const char* name : {"prog", "/bin/rm", "test1_test2"}) {
    store::TraceInfo info = testing::sample_info();
    info.scenario = name, info.title = "a program";
    Copying window("run.gltrace", info);
    Driver& driver = *window.driver;
    driver.press(kRestart);
    settle(&driver);
    EXPECT_TRUE(window.started.empty()) << name;
    EXPECT_EQ(driver.choices().overlay, "arguments");
    EXPECT_NE(driver.words().find("The recording is of " + std::string(name) +
                                  ", but does not say where that lies"),
              std::string::npos)
        << driver.words();
    driver.press({kKeyEnter});
    ASSERT_EQ(window.started.size(), 1u);
    EXPECT_EQ(window.started[0].name, name) << "the one that is seen there";
  }
}

TEST(Restarting, WhatCannotBeRunIsSaidAndTheRecordingStays) {
  store::TraceInfo info = testing::sample_info();
  info.scenario = "", info.title = "";
  Copying nameless("run.gltrace", info);
  nameless.driver->press(kRestart);
  EXPECT_NE(nameless.driver->look().notice.words.find("does not say what it is of"),
            std::string::npos);
  EXPECT_EQ(nameless.driver->choices().overlay, "");
  // A scenario that is not there any more.
  AppOptions options;
  options.scenarios = {{"test1_test2", "test1 / test2", ""}};
  options.start = [](const StartOrder& order) -> Opened {
    return facts::Fault{facts::FaultKind::cannot_start, order.name, 0, 0, "it is not there"};
  };
  options.source =
      std::make_unique<testing::FileSource>(testing::bytes_of(testing::sample_timeline()));
  options.shown_name = "run.gltrace";
  Driver driver(std::move(options));
  driver.seek(9);
  driver.press(kRestart);
  EXPECT_NE(driver.look().notice.words.find("it is not there"), std::string::npos);
  EXPECT_EQ(driver.look().shown_name, "run.gltrace");
  EXPECT_EQ(driver.cursor(), 9u);
}

}  // namespace
}  // namespace greenlens::gui
