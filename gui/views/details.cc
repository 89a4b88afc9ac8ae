// The right column's lower part: one greenlet's fields, all interpreter frames, or all events.
#include <fmt/format.h>
#include <imgui.h>

#include "gui/app_state.h"
#include "gui/draw_scene.h"
#include "gui/views/models.h"
#include "gui/views/views.h"
#include "gui/widgets.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {
namespace {

using scene::Face;
using scene::Role;

void swatch(App& app, facts::GreenletId id) {
  float s = app.scale();
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddRectFilled(
      {at.x, at.y + 2 * s}, {at.x + 12 * s, at.y + 14 * s},
      to_im(scene::fill_color(app.settings().theme, {Role::greenlet, id})), 2 * s);
  ImGui::Dummy({14 * s, 14 * s});
  ImGui::SameLine();
}

void draw_greenlet(App& app) {
  Palette colors = palette(app.settings().theme);
  facts::GreenletId id = app.focus();
  auto rows = struct_rows(app.messages(), app.moment(), id);
  if (rows.empty()) {
    text_wrapped(app, Face::sans, kBody, colors.muted, app.text("ui.greenlet.none"));
    return;
  }
  float s = app.scale();
  swatch(app, id);
  text(app, Face::bold, kBody, colors.ink, state::name_of(app.moment().after, id));
  ImGui::SameLine();
  text(app, Face::sans, kSmall, colors.muted,
       app.text(app.ui().selected == id ? "ui.greenlet.selected" : "ui.greenlet.following"));
  ImGui::BeginChild("fields");
  float left = ImGui::GetCursorScreenPos().x, width = ImGui::GetContentRegionAvail().x;
  float height = 22 * s, column = 118 * s;
  for (const StructRow& row : rows) {
    float y = ImGui::GetCursorScreenPos().y;
    if (row.changed) {
      ImGui::GetWindowDrawList()->AddRectFilled({left, y}, {left + width, y + height - 2 * s},
                                                colors.accent_faint);
    }
    ImGui::SetCursorScreenPos({left + 5 * s, y + 3 * s});
    text(app, Face::mono, kSmall, colors.muted, row.field);
    ImGui::SetCursorScreenPos({left + column, y + 3 * s});
    std::string value = row.changed ? row.was + " → " + row.value : row.value;
    text(app, Face::mono, kSmall, row.changed ? colors.accent : colors.ink, value);
    ImGui::SetCursorScreenPos({left, y + height});
  }
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
}

void draw_frames(App& app) {
  Palette colors = palette(app.settings().theme);
  ImGui::BeginChild("frames");
  text_wrapped(app, Face::sans, kSmall, colors.muted, app.text("ui.frames.about"));
  for (const auto& [id, greenlet] : app.moment().after.greenlets) {
    auto chain = state::frame_chain(app.moment().after, greenlet);
    if (greenlet.freed || (chain.empty() && !greenlet.is_main)) continue;
    ImGui::Dummy({1, 3 * app.scale()});
    swatch(app, id);
    text(app, Face::bold, kBody, colors.ink, greenlet.name);
    for (const state::InterpreterFrameState* frame : chain) {
      text(app, Face::mono, kSmall, colors.ink,
           fmt::format("   {} : {}", frame->at.function, frame->at.line));
    }
    text(app, Face::mono, kSmall, colors.muted, "   NULL");
  }
  ImGui::EndChild();
}

void draw_events(App& app) {
  Palette colors = palette(app.settings().theme);
  ImGui::SetNextItemWidth(-1);
  if (app.ui().focus_search) ImGui::SetKeyboardFocusHere();
  app.ui().focus_search = false;
  ImGui::InputTextWithHint("##search", app.text("ui.events.search").c_str(), app.ui().search,
                           sizeof app.ui().search);
  note_widget("search");
  const std::vector<std::string>& lines = app.event_lines();
  std::vector<size_t> found = matching(lines, app.ui().search);
  if (found.empty()) {
    text_wrapped(app, Face::sans, kBody, colors.muted,
                 app.text("ui.events.nothing", {{"search", app.ui().search}}));
    return;
  }
  ImGui::BeginChild("events");
  ImGui::PushFont(app.fonts().get(Face::sans, kSmall));
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      uint64_t step = found[static_cast<size_t>(i)] + 1;
      std::string label = fmt::format("{:>4}  {}", step, lines[step - 1]);
      if (ImGui::Selectable(label.c_str(), step == app.moment().after.step)) app.seek(step);
      note_widget("event " + std::to_string(step));
    }
  }
  if (app.ui().shown_event != app.moment().after.step && app.ui().search[0] == '\0') {
    app.ui().shown_event = app.moment().after.step;
    float row = ImGui::GetTextLineHeightWithSpacing();
    ImGui::SetScrollY(std::max(
        0.0f, static_cast<float>(app.ui().shown_event) * row - ImGui::GetWindowHeight() / 2));
  }
  ImGui::PopFont();
  ImGui::EndChild();
}

}  // namespace

void draw_details(App& app, Area area) {
  begin_panel(app, "details panel", area.at, area.size, "");
  Ui& ui = app.ui();
  struct Choice {
    RightTab tab;
    const char* words;
  };
  for (const Choice& choice :
       {Choice{RightTab::greenlet, "ui.tab.greenlet"}, Choice{RightTab::frames, "ui.tab.frames"},
        Choice{RightTab::events, "ui.tab.events"}}) {
    if (tab(app.text(choice.words), ui.right_tab == choice.tab)) ui.right_tab = choice.tab;
    ImGui::SameLine();
  }
  ImGui::NewLine();
  switch (ui.right_tab) {
    case RightTab::greenlet:
      draw_greenlet(app);
      break;
    case RightTab::frames:
      draw_frames(app);
      break;
    case RightTab::events:
      draw_events(app);
      break;
  }
  end_panel();
}

}  // namespace greenlens::gui
