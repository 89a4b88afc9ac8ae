#include "tests/gui/driver.h"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <chrono>
#include <thread>

#include "gui/widgets.h"
#include "tests/gui/fake_source.h"

namespace greenlens::testing {
namespace {

IM_FMTARGS(2) void fail(void*, const char* format, ...) { ADD_FAILURE() << "ImGui: " << format; }

// A small disk that is always the same.
gui::FileSystem small_disk() {
  gui::FileSystem files;
  files.home = "/home/ada";
  files.here = "/home/ada/lesson";
  files.list = [](const std::string& folder) -> facts::Result<std::vector<gui::FileEntry>> {
    using Entries = std::vector<gui::FileEntry>;
    if (folder == "/") return Entries{{"home", true, 0}, {"locked", true, 0}};
    if (folder == "/home") return Entries{{"ada", true, 0}};
    if (folder == "/home/ada") return Entries{{"lesson", true, 0}, {"notes.txt", false, 20}};
    if (folder == "/home/ada/lesson") {
      return Entries{{"zebra.gltrace", false, 1234},       {"old", true, 0},
                     {"Apple.gltrace", false, 20'000'000}, {"picture.svg", false, 512},
                     {".hidden.gltrace", false, 3},        {"apricot.gltrace", false, 999},
                     {"test1_test2-40.svg", false, 99}};
    }
    if (folder == "/home/ada/lesson/old") return Entries{{"one.gltrace", false, 7}};
    return facts::Fault{facts::FaultKind::file_unreadable, folder, 0, 0, "Permission denied"};
  };
  files.is_there = [](const std::string& path) { return path.find("gone") == path.npos; };
  return files;
}

std::unique_ptr<session::EventSource> source_for(Mode mode) {
  switch (mode) {
    case Mode::picker:
      return nullptr;
    case Mode::live:
      return std::make_unique<LiveSource>(sample_events());
    case Mode::replay:
      return std::make_unique<ReplaySource>();
  }
  return nullptr;
}

gui::AppOptions options_with(std::unique_ptr<session::EventSource> source) {
  gui::AppOptions options;
  options.scenarios = {{"test1_test2", "test1 / test2", "One of them never finishes."},
                       {"broken", "A broken one", "What is said when a start fails."}};
  options.start = [](const gui::StartOrder& order) -> gui::Opened {
    if (order.name != "test1_test2") {
      return facts::Fault{facts::FaultKind::cannot_start, order.name, 0, 0, "it is broken"};
    }
    return std::unique_ptr<session::EventSource>(std::make_unique<LiveSource>(sample_events()));
  };
  options.exporters = {{"svg", ".svg", "stack"},
                       {"scene_json", ".scene.json", "stack"},
                       {"svg", ".svg", "timeline"},
                       {"jsonl", ".jsonl", ""}};
  options.write = [](const store::Trace&, const gui::ExportOrder& order,
                     const store::OnProgress&) -> facts::Result<std::string> {
    if (order.id == "jsonl") {
      return facts::Fault{facts::FaultKind::picture_unwritable, "x." + order.id, 0, 0, ""};
    }
    return order.file;
  };
  options.open = [](const std::string& file, const store::OnProgress&) -> gui::Opened {
    if (!file.ends_with(".gltrace")) {
      return facts::Fault{facts::FaultKind::not_a_trace, file, 0, 0, "\"abc\""};
    }
    return std::unique_ptr<session::EventSource>(std::make_unique<ReplaySource>());
  };
  options.write_picture = [](const gui::Pixels&, const std::string& file) {
    return facts::Result<std::string>(file);
  };
  options.write_text = [](const std::string& text, const std::string& file) {
    written_texts()[file] = text;
    return facts::Result<std::string>(file);
  };
  options.files = small_disk();
  options.source = std::move(source);
  options.shown_name = options.source ? "test1_test2" : "";
  return options;
}

// What a keyboard writes with that key; 0: nothing.
unsigned letter_of(const gui::Chord& chord) {
  if (chord.control || chord.alt || chord.key >= 256) return 0;
  const bool is_letter = chord.key >= 'A' && chord.key <= 'Z';
  if (is_letter) return static_cast<unsigned>(chord.shift ? chord.key : chord.key - 'A' + 'a');
  if (chord.shift) return chord.key == gui::kKeySlash ? '?' : 0;
  return static_cast<unsigned>(chord.key);
}

}  // namespace

std::map<std::string, std::string>& written_texts() {
  static std::map<std::string, std::string> all;
  return all;
}

void expect_no_imgui_errors() { ImGui::ErrorCheckEndFrameRecover(fail); }

const char* mode_name(Mode mode) {
  switch (mode) {
    case Mode::picker:
      return "picker";
    case Mode::live:
      return "live";
    case Mode::replay:
      return "replay";
  }
  return "";
}

gui::Settings Driver::calm() {
  gui::Settings settings;
  settings.animate = false;
  return settings;
}

Driver::Driver(Mode mode, ImVec2 size, gui::Settings settings) : size_(size) {
  begin(options_with(source_for(mode)), settings);
}

Driver::Driver(std::unique_ptr<session::EventSource> source) : size_(1280, 800) {
  begin(options_with(std::move(source)), calm());
}

Driver::Driver(gui::AppOptions options) : size_(1280, 800) { begin(std::move(options), calm()); }

void Driver::begin(gui::AppOptions options, gui::Settings settings) {
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ClipboardUserData = &heard_;
  io.SetClipboardTextFn = [](void* heard, const char* words) {
    *static_cast<std::string*>(heard) += words;
  };
  app_ = std::make_unique<gui::App>(std::move(options), settings);
  move_mouse({-1, -1});
  settle();
}

Driver::~Driver() {
  app_.reset();
  ImGui::DestroyContext(context_);
}

void Driver::frame(float seconds) { draw(seconds, false); }

// ImGui can copy the text of a window to the clipboard while it is drawn; the clipboard is ours.
std::string Driver::words() {
  heard_.clear();
  draw(1.0f / 60, true);
  return heard_;
}

void Driver::draw(float seconds, bool listening) {
  ImGuiIO& io = ImGui::GetIO();
  if (app_->fonts_outdated()) {
    app_->build_fonts({});
  }
  io.DisplaySize = size_;
  io.DeltaTime = seconds;
  ImGui::NewFrame();
  if (listening) ImGui::LogToClipboard();
  app_->frame(seconds);
  expect_no_imgui_errors();
  ImGui::Render();
}

void Driver::settle() {
  for (int i = 0; i < 2; ++i) frame();
  for (int i = 0; i < 1000 && look().status == session::SourceStatus::running; ++i) frame();
  // What is read beside the window is there in a moment.
  for (int i = 0; i < 2000 && look().listing->busy; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    frame();
  }
  frame();
}

bool Driver::sees(const std::string& label) const { return gui::widget_places().count(label) > 0; }

ImVec4 Driver::place(const std::string& label) const {
  auto found = gui::widget_places().find(label);
  if (found != gui::widget_places().end()) return found->second;
  ADD_FAILURE() << "there is no widget \"" << label << "\", only: " << labels();
  return {-1, -1, -1, -1};
}

void Driver::click(const std::string& label) {
  ImVec4 box = place(label);
  EXPECT_LE(box.x, size_.x) << label << " is outside the window";
  EXPECT_LE(box.y, size_.y) << label << " is outside the window";
  click_at({(box.x + box.z) / 2, (box.y + box.w) / 2});
}

void Driver::move_mouse(ImVec2 point) {
  ImGui::GetIO().MousePos = point;
  frame();
}

// Without a queue of input, press and release must be in different frames.
void Driver::click_at(ImVec2 point) {
  move_mouse(point);
  ImGui::GetIO().MouseDown[0] = true;
  frame();
  ImGui::GetIO().MouseDown[0] = false;
  frame();
  frame(1);  // a second later: the next click is no double click
}

void Driver::right_click_at(ImVec2 point) {
  move_mouse(point);
  ImGui::GetIO().MouseDown[1] = true;
  frame();
  ImGui::GetIO().MouseDown[1] = false;
  frame();
}

void Driver::drag(ImVec2 from, ImVec2 to) {
  move_mouse(from);
  ImGui::GetIO().MouseDown[0] = true;
  frame();
  for (int i = 1; i <= 4; ++i) {
    float t = static_cast<float>(i) / 4;
    move_mouse({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
  }
  ImGui::GetIO().MouseDown[0] = false;
  frame();
  frame();
}

// As a keyboard does: of most keys a letter comes, too.
void Driver::press(gui::Chord chord) {
  app_->key(chord);
  if (const unsigned letter = letter_of(chord)) app_->letter(letter);
  settle();
}

void Driver::type(const std::string& words) {
  tap(words);
  settle();
}

void Driver::tap(const std::string& words) {
  for (const char* at = words.c_str(); *at != 0;) {
    unsigned letter = 0;
    at += ImTextCharFromUtf8(&letter, at, nullptr);
    app_->letter(letter);
  }
}

bool Driver::run(const std::string& command_id) {
  bool ran = app_->run(command_id);
  settle();
  return ran;
}

std::string Driver::labels() const {
  std::string all;
  for (const auto& [label, box] : gui::widget_places()) all += "\"" + label + "\" ";
  return all;
}

}  // namespace greenlens::testing
