// The processes of a run in the window: found beside the recording, seen on one clock, and shown by
// clicks and keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <thread>

#include "gui/relatives.h"
#include "tests/gui/driver.h"
#include "tests/gui/fake_source.h"
#include "tests/gui/file_source.h"
#include "tests/support/family_trace.h"
#include "tracer/words/when.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::FamilyFile;
using testing::FileSource;
using ::testing::HasSubstr;
using testing::kMs;
using ::testing::Not;
using testing::wait_for_work;

constexpr Chord kNext{kKeyDown, false, true}, kPrevious{kKeyUp, false, true};

// A folder with these files, of which the first one is shown.
AppOptions options_with(const std::vector<FamilyFile>& files) {
  std::map<std::string, std::string> disk;
  for (const FamilyFile& file : files) disk["/run/" + file.name] = file.bytes;
  AppOptions options;
  options.open = [disk](const std::string& file, const store::OnProgress&) -> Opened {
    const auto found = disk.find(file);
    if (found == disk.end()) {
      return facts::Fault{facts::FaultKind::file_unreadable, file, 0, 0, "no such file"};
    }
    auto trace = store::FileTrace::open(store::bytes_in_memory(found->second), file);
    if (!trace) return trace.fault();
    return std::unique_ptr<session::EventSource>(std::make_unique<FileSource>(found->second));
  };
  options.files.list = [disk](const std::string& folder) -> facts::Result<std::vector<FileEntry>> {
    std::vector<FileEntry> entries;
    for (const auto& [path, bytes] : disk) {
      if (path.starts_with(folder)) {
        entries.push_back({path.substr(path.rfind('/') + 1), false, bytes.size()});
      }
    }
    return entries;
  };
  options.files.is_there = [](const std::string&) { return true; };
  options.source = std::make_unique<FileSource>(files.front().bytes);
  options.shown_name = "/run/" + files.front().name;
  return options;
}

class ProcessesView : public ::testing::Test {
 protected:
  explicit ProcessesView(const std::vector<FamilyFile>& files = testing::family_files())
      : driver_(options_with(files)) {
    wait_for_work(&driver_);
    driver_.app().carry_out(ask::Show{"processes"});
    driver_.settle();
  }
  std::optional<size_t> shown() { return driver_.look().process; }
  uint64_t clock_ms() {
    const Look look = driver_.look();
    return greenlens::processes::on_clock(look.processes->family.processes[*look.process],
                                          look.moment.event->time_ns) /
           kMs;
  }
  static std::vector<FamilyFile> just_one() { return {testing::family_files().front()}; }

  Driver driver_;
};

TEST_F(ProcessesView, FindsThoseBesideAndSaysHowTheyEnded) {
  ASSERT_NE(driver_.look().processes, nullptr);
  EXPECT_EQ(driver_.look().processes->family.processes.size(), 3u);
  EXPECT_EQ(shown(), std::optional<size_t>(0));
  const std::string words = driver_.words();
  EXPECT_THAT(words, HasSubstr("gunicorn 4711"));
  EXPECT_THAT(words, HasSubstr("gunicorn 4713"));
  EXPECT_THAT(words, HasSubstr("killed by SIGKILL"));
  EXPECT_THAT(words, HasSubstr("SIGTERM"));
}

TEST_F(ProcessesView, AClickOnARowShowsThatProcessAtThatTime) {
  const ImVec4 picture = driver_.place("processes");
  scene::SceneOptions options;
  const Look look = driver_.look();
  options.width = (picture.z - picture.x) / look.settings.scale;
  options.height = (picture.w - picture.y) / look.settings.scale;
  scene::ProcessesOptions shown_now;
  shown_now.current = 0;
  const scene::ProcessesPicture made = scene::processes_scene(
      look.messages, look.processes->family, look.processes->given, shown_now, options);
  const auto row = std::find_if(made.rows.begin(), made.rows.end(),
                                [](const scene::ProcessRow& one) { return one.process == 1; });
  ASSERT_NE(row, made.rows.end());
  const float x = made.left + (made.right - made.left) * 0.4f;  // of 100 ms
  driver_.click_at({picture.x + x * look.settings.scale,
                    picture.y + (row->top + row->bottom) / 2 * look.settings.scale});
  wait_for_work(&driver_);
  EXPECT_EQ(shown(), std::optional<size_t>(1));
  EXPECT_EQ(driver_.look().shown_name, "/run/w.4712.gltrace");
  EXPECT_NEAR(static_cast<double>(clock_ms()), 40, 3);
  EXPECT_EQ(driver_.choices().raised.front(), "processes") << "one stays where one was";
}

TEST_F(ProcessesView, KeysGoToTheNextProcessAtTheSameTime) {
  driver_.seek(words::step_at(driver_.trace(), 61 * kMs));
  driver_.press(kNext);
  wait_for_work(&driver_);
  EXPECT_EQ(shown(), std::optional<size_t>(1));
  EXPECT_NEAR(static_cast<double>(clock_ms()), 60, 3);
  driver_.press(kNext);
  wait_for_work(&driver_);
  EXPECT_EQ(shown(), std::optional<size_t>(2));
  EXPECT_FALSE(driver_.run("next_process")) << "there is none behind it";
  driver_.press(kPrevious);
  wait_for_work(&driver_);
  driver_.press(kPrevious);
  wait_for_work(&driver_);
  EXPECT_EQ(shown(), std::optional<size_t>(0));
  EXPECT_EQ(driver_.look().shown_name, "/run/w.gltrace");
}

TEST_F(ProcessesView, WhatIsShownOfTheTimeStaysWithAnotherProcess) {
  driver_.app().carry_out(ask::ShowTimes{{20 * kMs, 60 * kMs}});
  driver_.press(kNext);
  wait_for_work(&driver_);
  EXPECT_EQ(driver_.choices().process_times, (scene::TimeRange{20 * kMs, 60 * kMs}));
}

TEST_F(ProcessesView, InTheLayoutOfProgramsTheyAreSeenAtOnce) {
  AppOptions options = options_with(testing::family_files());
  options.first.layout = LayoutChoice::programs;
  Driver driver(std::move(options));
  wait_for_work(&driver);
  driver.settle();
  EXPECT_EQ(driver.choices().raised.front(), "processes");
  EXPECT_THAT(driver.words(), HasSubstr("gunicorn 4712"));
}

class ChildrenWithoutRecordings : public ProcessesView {
 protected:
  ChildrenWithoutRecordings() : ProcessesView(just_one()) {}
};

TEST_F(ChildrenWithoutRecordings, AreThereAndCannotBeShown) {
  EXPECT_THAT(driver_.words(), HasSubstr("process 4712"));
  EXPECT_THAT(driver_.words(), HasSubstr("no recording"));
  EXPECT_FALSE(driver_.run("next_process"));
  driver_.app().carry_out(ask::ShowProcess{1, {}});
  wait_for_work(&driver_);
  EXPECT_EQ(driver_.look().shown_name, "/run/w.gltrace");
}

TEST(Relatives, AnotherFileThatHasNoneForgetsThem) {
  auto files = testing::family_files();
  files.push_back({"alone.gltrace", testing::bytes_of(testing::sample_timeline())});
  Driver driver(options_with(files));
  wait_for_work(&driver);
  ASSERT_NE(driver.look().processes, nullptr);
  driver.app().carry_out(ask::OpenFile{"/run/alone.gltrace"});
  wait_for_work(&driver);
  EXPECT_EQ(driver.look().processes, nullptr);
  EXPECT_FALSE(driver.run("next_process"));
  driver.app().carry_out(ask::Show{"processes"});
  driver.settle();
  EXPECT_THAT(driver.words(), Not(HasSubstr("gunicorn")));
}

// However one comes to the layout.
TEST(Relatives, OfARecordingThatHasNoneDoNotHideTheTimeline) {
  for (const bool begins_so : {true, false}) {
    AppOptions options;
    options.source = std::make_unique<testing::ReplaySource>();
    if (begins_so) options.first.layout = LayoutChoice::programs;
    Driver driver(std::move(options));
    wait_for_work(&driver);
    if (!begins_so) driver.run("layout_programs");
    driver.settle();
    EXPECT_THAT(driver.words(), Not(HasSubstr(driver.text("ui.processes.none")))) << begins_so;
    EXPECT_THAT(driver.labels(), HasSubstr("timeline")) << begins_so;
  }
}

TEST(Relatives, FilesThatWereNamedTogetherAreTogether) {
  auto files = testing::family_files();
  files[1].name = "elsewhere.gltrace";
  AppOptions options = options_with(files);
  options.run_files = {"/run/w.gltrace", "/run/elsewhere.gltrace", "/run/missing.gltrace"};
  Driver driver(std::move(options));
  wait_for_work(&driver);
  ASSERT_NE(driver.look().processes, nullptr);
  EXPECT_EQ(driver.look().processes->given.size(), 3u);
  ASSERT_EQ(driver.look().processes->family.doubts.size(), 1u);
  driver.app().carry_out(ask::Show{"processes"});
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("missing.gltrace is left out"));
}

TEST(DroppedTogether, TheFirstIsShownAndAllAreOneRun) {
  auto files = testing::family_files();
  files[1].name = "elsewhere.gltrace";
  AppOptions options = options_with({files[0], files[1], files[2]});
  options.files.list = [](const std::string&) { return std::vector<FileEntry>(); };
  Driver driver(std::move(options));
  wait_for_work(&driver);
  ASSERT_NE(driver.look().processes, nullptr);
  EXPECT_EQ(driver.look().processes->given.size(), 1u) << "nothing lies beside it";
  driver.app().carry_out(
      ask::Drop{{"/run/elsewhere.gltrace", "/run/" + files[0].name, "/run/missing.gltrace"}});
  wait_for_work(&driver);
  EXPECT_EQ(driver.look().shown_name, "/run/elsewhere.gltrace");
  ASSERT_NE(driver.look().processes, nullptr);
  EXPECT_EQ(driver.look().processes->given.size(), 3u);
  EXPECT_EQ(driver.look().processes->family.processes.size(), 3u)
      << "the second worker is known from its fork";
  EXPECT_TRUE(driver.look().processes->given[2].fault) << "it is said that it is missing";
}

}  // namespace
}  // namespace greenlens::gui
