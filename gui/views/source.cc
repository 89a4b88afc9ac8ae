// The program's source with where each greenlet stands, the engine's source with the line of this
// step; and what was printed.
#include <imgui_internal.h>

#include <algorithm>

#include "gui/app_state.h"
#include "gui/draw_scene.h"
#include "gui/views/models.h"
#include "gui/views/views.h"
#include "gui/widgets.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {
namespace {

using scene::Face;
using scene::Role;

void tag(App& app, facts::GreenletId id, float right, float y, float height) {
  float s = app.scale();
  std::string name = state::name_of(app.moment().after, id);
  ImFont* font = app.fonts().get(Face::bold, 11.5f);
  float width = font->CalcTextSizeA(11.5f * s, FLT_MAX, 0, name.c_str()).x + 10 * s;
  ImDrawList* list = ImGui::GetWindowDrawList();
  auto theme = app.settings().theme;
  list->AddRectFilled({right - width, y + 1.5f * s}, {right, y + height - 1.5f * s},
                      to_im(scene::fill_color(theme, {Role::greenlet, id})), 3 * s);
  scene::Text sample;
  sample.on_greenlet = true;
  sample.style = {Role::ink, id};
  list->AddText(font, 11.5f * s, {right - width + 5 * s, y + (height - 13 * s) / 2},
                to_im(scene::text_color(theme, sample)), name.c_str());
}

void draw_rows(App& app, const std::vector<SourceRow>& rows, int* shown_line) {
  Palette colors = palette(app.settings().theme);
  float s = app.scale(), height = 18 * s;
  ImFont* font = app.fonts().get(Face::mono, kSmall);
  ImGui::BeginChild("lines", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImVec2 origin = ImGui::GetCursorScreenPos();
  float view = ImGui::GetWindowHeight();
  float right =
      ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x + ImGui::GetScrollX();
  float visible_right = right - 4 * s, widest = 0;
  int now = -1;
  for (size_t i = 0; i < rows.size(); ++i) {
    const SourceRow& row = rows[i];
    float y = origin.y + static_cast<float>(i) * height;
    float left = ImGui::GetWindowPos().x;
    if (!row.greenlets.empty()) {
      facts::GreenletId top = row.greenlets.back();
      list->AddRectFilled({left, y}, {right, y + height},
                          to_im(scene::fill_color(app.settings().theme, {Role::stale, top})));
      if (top == app.moment().after.current || now < 0) now = static_cast<int>(i);
    }
    if (row.now) {
      list->AddRectFilled({left, y}, {right, y + height}, colors.accent_faint);
      list->AddRectFilled({left, y}, {left + 3 * s, y + height}, colors.accent);
      now = static_cast<int>(i);
    }
    float text_y = y + (height - kSmall * s) / 2 - 1 * s;
    std::string number = std::to_string(i + 1);
    float number_width = font->CalcTextSizeA(kSmall * s, FLT_MAX, 0, number.c_str()).x;
    list->AddText(font, kSmall * s, {origin.x + 26 * s - number_width, text_y}, colors.muted,
                  number.c_str());
    ImU32 ink = row.never_reached ? (colors.muted & ~IM_COL32_A_MASK) | (150u << IM_COL32_A_SHIFT)
                                  : colors.ink;
    list->AddText(font, kSmall * s, {origin.x + 38 * s, text_y}, ink, row.text.c_str());
    widest = std::max(widest, font->CalcTextSizeA(kSmall * s, FLT_MAX, 0, row.text.c_str()).x);
    float edge = visible_right;
    for (facts::GreenletId id : row.greenlets) {
      tag(app, id, edge, y, height);
      edge -= 44 * s;
    }
    if (row.never_reached) {
      std::string words = app.text("ui.never_reached");
      ImFont* small = app.fonts().get(Face::sans, 11.5f);
      float width = small->CalcTextSizeA(11.5f * s, FLT_MAX, 0, words.c_str()).x;
      list->AddRectFilled({visible_right - width - 8 * s, y}, {right, y + height}, colors.panel);
      list->AddText(small, 11.5f * s, {visible_right - width, text_y}, colors.error, words.c_str());
    }
  }
  ImGui::Dummy({widest + 48 * s, static_cast<float>(rows.size()) * height});
  if (now >= 0 && now != *shown_line) {
    float y = static_cast<float>(now) * height, top = ImGui::GetScrollY();
    if (y < top + 2 * height || y > top + view - 3 * height)
      ImGui::SetScrollY(std::max(0.0f, y - view / 2));
  }
  *shown_line = now;
  ImGui::EndChild();
}

}  // namespace

void draw_source(App& app, Area area) {
  Palette colors = palette(app.settings().theme);
  begin_panel(app, "source panel", area.at, area.size, "");
  Ui& ui = app.ui();
  if (tab(app.text("ui.source.program"), ui.left_tab == LeftTab::program)) {
    ui.left_tab = LeftTab::program;
  }
  ImGui::SameLine();
  if (tab(app.text("ui.source.engine"), ui.left_tab == LeftTab::engine)) {
    ui.left_tab = LeftTab::engine;
  }
  const store::TraceInfo& info = app.trace().info();
  if (ui.left_tab == LeftTab::program) {
    const store::SourceText* source = program_source(info);
    if (source == nullptr) {
      text_wrapped(app, Face::sans, kBody, colors.muted, app.text("ui.source.none"));
    } else {
      bool end = app.moment().after.program_finished;
      draw_rows(
          app,
          program_rows(*source, app.moment().after,
                       end ? never_reached_lines(app.trace(), *source) : std::set<uint32_t>()),
          &ui.shown_program_line);
    }
  } else {
    const store::SourceText* source = engine_source(info, app.moment().event.get());
    if (source == nullptr) {
      text_wrapped(app, Face::sans, kBody, colors.muted, app.text("ui.source.no_engine_line"));
    } else {
      ImGui::SameLine();
      text(app, Face::mono, kSmall, colors.muted, source->file);
      draw_rows(app, engine_rows(*source, app.moment().event->engine_line), &ui.shown_engine_line);
    }
  }
  end_panel();
}

void draw_output(App& app, Area area) {
  Palette colors = palette(app.settings().theme);
  begin_panel(app, "output panel", area.at, area.size, app.text("ui.output"));
  ImGui::BeginChild("output lines");
  const auto& output = app.moment().after.output;
  if (output.empty())
    text_wrapped(app, Face::sans, kBody, colors.muted, app.text("ui.output.none"));
  float s = app.scale();
  for (const state::OutputLine& line : output) {
    ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddRectFilled(
        {at.x, at.y + 2 * s}, {at.x + 4 * s, at.y + 14 * s},
        to_im(scene::fill_color(app.settings().theme, {Role::greenlet, line.greenlet})));
    ImGui::SetCursorScreenPos({at.x + 12 * s, at.y});
    bool now = line.step == app.moment().after.step;
    text(app, Face::mono, kBody, now ? colors.accent : colors.ink, line.text);
    if (ImGui::IsItemClicked()) app.seek(line.step);
  }
  size_t& shown = app.ui().shown_output;
  if (output.size() != shown) ImGui::SetScrollHereY(1);
  shown = output.size();
  ImGui::EndChild();
  end_panel();
}

}  // namespace greenlens::gui
