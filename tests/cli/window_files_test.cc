// What the window writes for other programs, beside what the command line writes of the same.
#include "cli/window_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "gui/export_entries.h"
#include "gui/views/view.h"
#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tracer/export/exporter.h"
#include "tracer/export/statistics_file.h"
#include "tracer/facts/json_fields.h"
#include "tracer/session/trace_source.h"
#include "tracer/state/queries.h"

namespace greenlens::cli {
namespace {

using testing::Driver;

std::string content_of(const std::string& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class WindowFiles : public ::testing::Test {
 protected:
  WindowFiles()
      : folder_(std::filesystem::temp_directory_path() /
                ("greenlens_window_files." + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~WindowFiles() override { std::filesystem::remove_all(folder_); }
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  // The window on the recording, writing as the command line does.
  std::unique_ptr<Driver> window(const std::string& file) {
    gui::AppOptions options;
    options.exporters = export_entries();
    options.write = write_export;
    options.open = [](const std::string& other, const store::OnProgress&) {
      return session::open_trace_file(other, {});
    };
    options.shown_name = file;
    options.files.here = folder_.string();
    options.files.list = [](const std::string&) -> facts::Result<std::vector<gui::FileEntry>> {
      return std::vector<gui::FileEntry>();
    };
    options.files.is_there = [](const std::string&) { return true; };
    auto source = session::open_trace_file(file, {});
    EXPECT_TRUE(source);
    options.source = std::move(*source);
    return std::make_unique<Driver>(std::move(options));
  }

  // Whether the command could.
  static bool record(const std::string& scenario, const std::string& file) {
    const std::string command =
        std::string(GREENLENS_BINARY) + " record " + scenario + " -o " + file + " > /dev/null";
    return system(command.c_str()) == 0;
  }

  std::filesystem::path folder_;
};

TEST_F(WindowFiles, EveryPictureInEveryFormatIsWhatTheCommandWrites) {
  const std::string file = in_folder("run.gltrace");
  ASSERT_TRUE(record("test1_test2", file));
  const std::unique_ptr<Driver> driver = window(file);
  driver->app().carry_out(gui::ask::ChooseTheme{scene::Theme::dark});
  driver->seek(30);
  driver->app().carry_out(gui::ask::Select{2});
  driver->app().carry_out(gui::ask::Hide{{3}});
  driver->app().carry_out(gui::ask::ShowSteps{{10, 60}});
  const std::string selected = state::name_of(driver->look().moment.after, 2);
  const std::string hidden = state::name_of(driver->look().moment.after, 3);
  std::set<std::string> names, contents;
  for (const gui::ExportEntry& entry : driver->look().exporters) {
    const exports::Exporter* format = exports::find_exporter(entry.id);
    // A film takes half a minute, and ffmpeg.
    if (format != nullptr && format->needs.each && !format->needs.step) continue;
    const gui::Browsing suggested = gui::export_browsing(driver->look(), entry);
    EXPECT_TRUE(names.insert(suggested.name).second) << suggested.name;
    EXPECT_NE(suggested.name.find(entry.numbers ? "run-numbers." : entry.scene), std::string::npos)
        << suggested.name;
    driver->app().carry_out(gui::ask::Browse{suggested});
    driver->settle();
    driver->press({gui::kKeyEnter});
    testing::wait_for_work(driver.get());
    const std::string by_window = in_folder(suggested.name);
    EXPECT_EQ(driver->look().notice.words, "Written: " + by_window);
    const std::string by_command = in_folder("command" + entry.ending);
    const std::string scene = entry.scene.empty() ? "" : " --scene " + entry.scene;
    const exports::StatisticsFormat* numbers = exports::find_statistics_format(entry.id);
    ASSERT_EQ(numbers != nullptr, entry.numbers);
    std::string options;
    if (numbers != nullptr) options = std::string(" --range 10:60 --format ") + numbers->name;
    if (format != nullptr) {
      const exports::Needs& needs = format->needs;
      if (needs.step) options += " --step 30";
      if (needs.theme) options += " --theme dark";
      if (needs.steps) options += " --from 10 --to 60";
      if (needs.select) options += " --select " + selected;
      if (needs.hidden) options += " --hide " + hidden;
      options += scene;
    }
    ASSERT_EQ(system((std::string(GREENLENS_BINARY) + (numbers ? " statistics " : " export ") +
                      file + " -o " + by_command + options)
                         .c_str()),
              0);
    const std::string content = content_of(by_window);
    EXPECT_TRUE(content == content_of(by_command)) << suggested.name;
    EXPECT_TRUE(contents.insert(content).second) << suggested.name << " is like another one";
  }
  EXPECT_GT(names.size(), 10u);
}

// What is chosen in the timeline is counted by the view, written by its export, and the command
// counts the same.
TEST_F(WindowFiles, NumbersOfWhatIsChosenAreThoseOfTheCommand) {
  const std::string file = in_folder("run.gltrace"), picture = in_folder("part.svg");
  ASSERT_TRUE(record("three_overlapping", file));
  const std::unique_ptr<Driver> driver = window(file);
  driver->app().carry_out(gui::ask::ShowSteps{{5, 90}});
  driver->app().carry_out(gui::ask::MarkSteps{{30, 68}});
  driver->run("statistics");
  driver->settle();
  testing::wait_for_work(driver.get());  // those of before are shown until they are counted
  const auto numbers = driver->look().numbers;
  ASSERT_NE(numbers, nullptr);
  const std::string by_window = facts::json_text(
      exports::statistics_to_json(words::Messages::of("en"), *numbers, numbers->greenlets), 2);
  const std::string command = in_folder("command.json");
  ASSERT_EQ(system((std::string(GREENLENS_BINARY) + " statistics " + file +
                    " --range 30:68 --format json -o " + command)
                       .c_str()),
            0);
  EXPECT_EQ(by_window + "\n", content_of(command));
  driver->app().carry_out(gui::ask::Export{"svg", picture, "statistics"});
  testing::wait_for_work(driver.get());
  ASSERT_EQ(system((std::string(GREENLENS_BINARY) + " export " + file + " -o " +
                    in_folder("command.svg") + " --scene statistics --from 30 --to 68")
                       .c_str()),
            0);
  EXPECT_EQ(content_of(picture), content_of(in_folder("command.svg")));
  EXPECT_NE(content_of(picture).find("Steps 30 to 68 of "), std::string::npos);
}

// Byte by byte, also of a long one, and of one that was damaged; and never onto itself.
TEST_F(WindowFiles, ACopyOfARecordingIsTheRecording) {
  const std::string file = in_folder("run.gltrace"), copy = in_folder("run-copy.gltrace");
  ASSERT_TRUE(record("test1_test2", file));
  const std::string whole = content_of(file);
  for (const bool cut : {false, true}) {
    if (cut) std::filesystem::resize_file(file, whole.size() - 40);
    const std::string before = content_of(file);
    const std::unique_ptr<Driver> driver = window(file);
    driver->run("save_recording");
    driver->settle();
    driver->press({gui::kKeyEnter});
    testing::wait_for_work(driver.get());
    EXPECT_EQ(driver->look().notice.words, "Written: " + copy);
    EXPECT_TRUE(content_of(copy) == before);
    EXPECT_EQ(std::filesystem::status(copy).permissions(), std::filesystem::perms(0600));
    std::filesystem::create_symlink(file, in_folder("link.gltrace"));
    for (const char* name : {"run.gltrace", "./run.gltrace", "link.gltrace"}) {
      driver->app().carry_out(gui::ask::SaveRecording{in_folder(name)});
      testing::wait_for_work(driver.get());
      EXPECT_EQ(
          driver->look().notice.words,
          in_folder(name) +
              " is the recording itself, and stays as it is: a copy of it needs another name.");
      EXPECT_TRUE(content_of(file) == before) << name;
    }
    std::filesystem::remove(in_folder("link.gltrace"));
    driver->app().carry_out(gui::ask::SaveRecording{in_folder("none/x.gltrace")});
    testing::wait_for_work(driver.get());
    EXPECT_NE(driver->look().notice.words.find("cannot be written"), std::string::npos);
  }
}

// While it is written on a copy is a whole recording of what there was.
TEST_F(WindowFiles, ACopyOfARecordingThatGrowsIsWhole) {
  const std::string file = in_folder("run.gltrace"), copy = in_folder("copy.gltrace");
  ASSERT_TRUE(record("test1_test2", file));
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 40);
  const int held = open(file.c_str(), O_RDWR);
  ASSERT_EQ(flock(held, LOCK_EX | LOCK_NB), 0);
  gui::ExportOrder order;
  order.id = gui::kRecording, order.recording = file, order.file = copy;
  auto source = session::open_trace_file(file, {});
  ASSERT_TRUE(source);
  (*source)->poll(nullptr, 0);
  const auto go_on = [](uint64_t, uint64_t) { return true; };
  ASSERT_TRUE(write_export(*(*source)->stored(), order, go_on));
  close(held);
  auto written = session::open_trace_file(copy, {});
  ASSERT_TRUE(written);
  EXPECT_EQ((*written)->poll(nullptr, 0), session::SourceStatus::finished);
  EXPECT_EQ((*written)->fault().kind, facts::FaultKind::none);
  EXPECT_EQ((*written)->stored()->size(), (*source)->stored()->size());
  const auto call_off = [](uint64_t, uint64_t) { return false; };
  const std::string before = content_of(copy);
  EXPECT_EQ(
      write_export(*(*written)->stored(), {gui::kRecording, copy, in_folder("c.gltrace")}, call_off)
          .fault()
          .kind,
      facts::FaultKind::export_cancelled);
  EXPECT_FALSE(std::filesystem::exists(in_folder("c.gltrace")));
  EXPECT_TRUE(content_of(copy) == before);
}

// A place that nothing can be written to is said in a sentence, and nothing stays there.
TEST_F(WindowFiles, WhatCannotBeWrittenIsSaid) {
  const std::string file = in_folder("run.gltrace");
  ASSERT_TRUE(record("test1_test2", file));
  const std::unique_ptr<Driver> driver = window(file);
  driver->app().carry_out(gui::ask::Export{"svg", in_folder("none/x.svg"), "tree"});
  testing::wait_for_work(driver.get());
  EXPECT_TRUE(driver->look().notice.trouble);
  EXPECT_NE(driver->look().notice.words.find("x.svg cannot be written"), std::string::npos);
}

// Forms, paper, steps beside each other and recordings beside each other: as the command has them.
TEST_F(WindowFiles, FiguresAreThoseOfTheCommand) {
  const std::string file = in_folder("run.gltrace"), other = in_folder("other.gltrace");
  ASSERT_TRUE(record("jump", file) && record("arguments", other));
  const std::unique_ptr<Driver> driver = window(file);
  const auto by_window = [&](const char* format, const char* scene, const std::string& name) {
    driver->app().carry_out(gui::ask::Export{format, in_folder(name), scene});
    testing::wait_for_work(driver.get());
    EXPECT_FALSE(driver->look().notice.trouble) << driver->look().notice.words;
    return content_of(in_folder(name));
  };
  const auto by_command = [&](const std::string& arguments, const std::string& name) {
    const int status = system((std::string(GREENLENS_BINARY) + " " + arguments + " -o " +
                               in_folder(name) + " > /dev/null")
                                  .c_str());
    EXPECT_TRUE(status == 0 || arguments.starts_with("diff")) << arguments;
    return content_of(in_folder(name));
  };
  driver->seek(20);
  driver->run("compare_step");
  driver->seek(40);
  driver->settle();
  const std::string both = "export " + file + " --step 20 --beside 40";
  EXPECT_EQ(by_window("svg", "stack", "w.svg"), by_command(both, "c.svg"));
  EXPECT_EQ(by_window("scene_json", "tree", "w.scene.json"),
            by_command(both + " --scene tree", "c.scene.json"));
  driver->app().carry_out(gui::ask::ChooseFigure{{true, {"copies", "sentence"}, "a4", true}});
  const std::string form = "export " + file + " --step 40 --blank sentence,copies --paper a4";
  EXPECT_EQ(by_window("pdf", "sheet", "w.pdf"), by_command(form, "c.pdf"));
  EXPECT_EQ(content_of(in_folder("w-solution.pdf")), content_of(in_folder("c-solution.pdf")));
  EXPECT_NE(content_of(in_folder("w-solution.pdf")), content_of(in_folder("w.pdf")));
  driver->app().carry_out(gui::ask::ChooseFigure{});
  driver->app().carry_out(gui::ask::CompareWith{other});
  testing::wait_for_work(driver.get());
  for (const uint64_t step : {uint64_t{17}, uint64_t{40}, uint64_t{62}}) {
    driver->seek(step);
    driver->settle();
    const std::string diff = "diff " + file + " " + other + " --step " + std::to_string(step);
    EXPECT_EQ(by_window("svg", "stack", "w.svg"), by_command(diff, "c.svg")) << step;
  }
  driver->seek(40);
  driver->settle();
  EXPECT_EQ(by_window("pdf", "sheet", "w.pdf"),
            by_command("diff " + file + " " + other + " --step 40 --scene sheet", "c.pdf"));
}

// In one list with each other: what is written, and how.
TEST_F(WindowFiles, WhatIsWrittenIsSaidInOneWayForAll) {
  const std::string file = in_folder("run.gltrace");
  ASSERT_TRUE(record("test1_test2", file));
  const std::unique_ptr<Driver> driver = window(file);
  std::set<std::string> all;
  for (const gui::ExportEntry& entry : export_entries()) {
    all.insert(gui::export_words(driver->look(), entry));
  }
  EXPECT_EQ(all.size(), export_entries().size());
  for (const std::string& words : all) {
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(words[0]))) << words;
    const size_t colon = words.find(": ");
    ASSERT_NE(colon, std::string::npos) << words;
    EXPECT_TRUE(std::islower(static_cast<unsigned char>(words[colon + 2]))) << words;
    EXPECT_EQ(words.back(), ')') << words;
  }
  EXPECT_TRUE(all.contains("The recording: every event as a line of JSON (.jsonl)"));
  EXPECT_TRUE(
      all.contains("Statistics: a row of numbers for each greenlet, for spreadsheets (.csv)"));
}

// Each picture has a view of its name, whose title the menu says, or words of its own.
TEST_F(WindowFiles, EveryPictureIsAView) {
  for (const gui::ExportEntry& entry : export_entries()) {
    if (entry.scene.empty()) continue;
    const bool has_view = gui::find_view(entry.scene) != nullptr;
    EXPECT_NE(has_view, words::Messages::of("en").has("ui.export." + entry.scene)) << entry.scene;
  }
}

}  // namespace
}  // namespace greenlens::cli
