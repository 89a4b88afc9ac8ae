#include "tests/gui/stage.h"

#include <utility>

#include "gui/focus.h"
#include "gui/widgets.h"
#include "tests/gui/driver.h"

namespace greenlens::testing {

Stage::Stage() : context_(ImGui::CreateContext()) {
  settings.animate = false;
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.MousePos = {-1, -1};
  io.ClipboardUserData = &heard_;
  io.SetClipboardTextFn = [](void* heard, const char* words) {
    *static_cast<std::string*>(heard) += words;
  };
}

Stage::~Stage() { ImGui::DestroyContext(context_); }

gui::Look Stage::look(const store::Trace* trace) const {
  gui::Look look{.moment = moment,
                 .choices = choices,
                 .settings = settings,
                 .messages = words::Messages::of("en"),
                 .glossary = glossary_,
                 .fonts = fonts_,
                 .scenarios = scenarios,
                 .exporters = exporters,
                 .shown_name = shown_name,
                 .notice = notice};
  look.trace = trace;
  if (trace != nullptr) {
    numbered_ = words::step_notes(look.messages, notes, moment.number, &moment.after);
    look.notes = &notes, look.numbered = numbered_;
    look.longest_noted = words::longest_noted(notes);
  }
  look.seconds = 1.0f / 60;
  return look;
}

gui::Requests Stage::draw(const gui::Draw& view, const gui::Look& look, ImVec2 size) {
  if (fonts_.scale() != settings.scale || !ImGui::GetIO().Fonts->IsBuilt()) {
    fonts_.build({}, settings.scale, {});
  }
  ImGui::GetIO().DisplaySize = size;
  ImGui::GetIO().DeltaTime = look.seconds;
  ImGui::NewFrame();
  gui::focus_frame().stops.clear();  // as the app begins its frames
  gui::apply_style(settings.theme, settings.scale);
  ImGui::LogToClipboard();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("stage", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
  gui::Requests asked = view(look, {ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail()});
  ImGui::End();
  expect_no_imgui_errors();
  ImGui::Render();
  return asked;
}

std::string Stage::heard() { return std::exchange(heard_, {}); }

}  // namespace greenlens::testing
