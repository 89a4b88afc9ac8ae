// What lies over the panels: the command palette, the keys, and "go to step". Never modal: Esc or a
// click beside closes.
#include <algorithm>
#include <cstdlib>

#include "gui/app_state.h"
#include "gui/views/models.h"
#include "gui/views/views.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

using scene::Face;

std::string label_of(const App& app, const Command& command) {
  return app.text(std::string("command.") + command.id);
}

void draw_palette(App& app) {
  Palette colors = palette(app.settings().theme);
  if (app.ui().overlay_just_opened) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  bool entered = ImGui::InputTextWithHint("##palette", app.text("ui.palette.hint").c_str(),
                                          app.ui().palette_filter, sizeof app.ui().palette_filter,
                                          ImGuiInputTextFlags_EnterReturnsTrue);
  note_widget("palette filter");
  std::vector<std::string> labels;
  for (const Command& command : commands()) labels.push_back(label_of(app, command));
  const Command* chosen = nullptr;
  ImGui::BeginChild("commands");
  for (size_t i : matching(labels, app.ui().palette_filter)) {
    const Command& command = commands()[i];
    bool enabled = command.when(app);
    if (entered && enabled && chosen == nullptr) chosen = &command;
    ImGui::BeginDisabled(!enabled);
    if (ImGui::Selectable((labels[i] + "##palette").c_str())) chosen = &command;
    note_widget("palette: " + labels[i]);
    ImGui::EndDisabled();
    std::string key = chord_text(command.key);
    float width = ImGui::CalcTextSize(key.c_str()).x;
    ImGui::SameLine(ImGui::GetContentRegionMax().x - width - 4 * app.scale());
    text(app, Face::mono, kSmall, colors.muted, key);
  }
  ImGui::EndChild();
  if (chosen == nullptr) return;
  app.open(Overlay::none);
  app.run(chosen->id);
}

void draw_help(App& app) {
  Palette colors = palette(app.settings().theme);
  text(app, Face::bold, kLarge, colors.ink, app.text("ui.help.title"));
  ImGui::Dummy({1, 4 * app.scale()});
  ImGui::BeginChild("keys");
  float left = ImGui::GetCursorScreenPos().x;
  for (const Command& command : commands()) {
    float y = ImGui::GetCursorScreenPos().y;
    text(app, Face::mono, kBody, colors.accent, chord_text(command.key));
    ImGui::SetCursorScreenPos({left + 130 * app.scale(), y});
    text(app, Face::sans, kBody, colors.ink, label_of(app, command));
    ImGui::SetCursorScreenPos({left + 320 * app.scale(), y});
    text(app, Face::sans, kBody, colors.muted,
         app.text(std::string("command.") + command.id + ".help"));
  }
  ImGui::EndChild();
}

void draw_go_to(App& app) {
  Palette colors = palette(app.settings().theme);
  text(app, Face::bold, kTitle, colors.ink, app.text("ui.go_to"));
  if (app.ui().overlay_just_opened) ImGui::SetKeyboardFocusHere();
  ImGui::SetNextItemWidth(-1);
  if (ImGui::InputText("##go to", app.ui().go_to, sizeof app.ui().go_to,
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CharsDecimal)) {
    app.seek(std::strtoull(app.ui().go_to, nullptr, 10));
    app.open(Overlay::none);
  }
  note_widget("go to step");
}

}  // namespace

void draw_overlay(App& app, Area area) {
  Overlay overlay = app.ui().overlay;
  if (overlay == Overlay::none) return;
  float s = app.scale();
  ImVec2 size{560 * s, 420 * s};
  if (overlay == Overlay::help) size = {820 * s, 640 * s};
  if (overlay == Overlay::go_to) size = {300 * s, 84 * s};
  size = {std::min(size.x, area.size.x - 20 * s), std::min(size.y, area.size.y - 60 * s)};
  ImGui::SetNextWindowPos({area.at.x + (area.size.x - size.x) / 2, area.at.y + 56 * s});
  ImGui::SetNextWindowSize(size);
  Palette colors = palette(app.settings().theme);
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colors.panel);
  ImGui::PushStyleColor(ImGuiCol_Border, colors.accent);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1.5f * s);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 6 * s);
  if (app.ui().overlay_just_opened) ImGui::SetNextWindowFocus();
  ImGui::Begin(
      "overlay", nullptr,
      ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  // The bar above keeps its buttons: the one that opened this closes it.
  bool below_bar = ImGui::GetIO().MousePos.y > area.at.y + 48 * s;
  bool beside = below_bar && ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
                !app.ui().overlay_just_opened &&
                !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows);
  switch (overlay) {
    case Overlay::palette:
      draw_palette(app);
      break;
    case Overlay::help:
      draw_help(app);
      break;
    case Overlay::go_to:
      draw_go_to(app);
      break;
    case Overlay::none:
      break;
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(2);
  if (app.ui().overlay == overlay) app.ui().overlay_just_opened = false;
  if (beside) app.open(Overlay::none);
}

}  // namespace greenlens::gui
