#include "tests/gui/driver.h"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include "gui/widgets.h"
#include "tests/gui/fake_source.h"

namespace greenlens::testing {
namespace {

constexpr struct {
  ImGuiKey meaning;
  int code;
} kKeys[] = {
    {ImGuiKey_LeftArrow, gui::kKeyLeft}, {ImGuiKey_RightArrow, gui::kKeyRight},
    {ImGuiKey_UpArrow, gui::kKeyUp},     {ImGuiKey_DownArrow, gui::kKeyDown},
    {ImGuiKey_Home, gui::kKeyHome},      {ImGuiKey_End, gui::kKeyEnd},
    {ImGuiKey_Enter, gui::kKeyEnter},    {ImGuiKey_Escape, gui::kKeyEscape},
    {ImGuiKey_Space, gui::kKeySpace},
};

IM_FMTARGS(2) void fail(void*, const char* format, ...) { ADD_FAILURE() << "ImGui: " << format; }

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
  options.start =
      [](const std::string& id) -> facts::Result<std::unique_ptr<session::EventSource>> {
    if (id != "test1_test2") {
      return facts::Fault{facts::FaultKind::cannot_start, id, 0, 0, "it is broken"};
    }
    return std::unique_ptr<session::EventSource>(std::make_unique<LiveSource>(sample_events()));
  };
  options.exporters = {{"svg", ".svg"}, {"jsonl", ".jsonl"}};
  options.write = [](const store::Trace&, const gui::ExportOrder& order,
                     const store::OnProgress&) -> facts::Result<std::string> {
    if (order.id != "svg") {
      return facts::Fault{facts::FaultKind::picture_unwritable, "x." + order.id, 0, 0, ""};
    }
    return order.recording + "-" + std::to_string(order.step) + ".svg";
  };
  options.source = std::move(source);
  options.shown_name = options.source ? "test1_test2" : "";
  return options;
}

}  // namespace

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
  for (const auto& key : kKeys) io.KeyMap[key.meaning] = key.code;
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

void Driver::press(gui::Chord chord) {
  ImGuiIO& io = ImGui::GetIO();
  bool wanted_by_text = io.WantTextInput && !chord.control && chord.key != gui::kKeyEscape;
  io.KeysDown[chord.key] = true;
  io.KeyShift = chord.shift;
  io.KeyCtrl = chord.control;
  if (!wanted_by_text) app_->key(chord);
  frame();
  io.KeysDown[chord.key] = false;
  io.KeyShift = io.KeyCtrl = false;
  settle();
}

void Driver::type(const std::string& words) {
  ImGui::GetIO().AddInputCharactersUTF8(words.c_str());
  settle();
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
