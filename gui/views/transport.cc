// The top bar: what is shown, whether it lives, first / back / play / forward / last, grain, step;
// and the slider.
#include <algorithm>

#include "gui/app_state.h"
#include "gui/views/models.h"
#include "gui/views/views.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

using facts::Grain;
using scene::Face;
using session::SourceStatus;

// The words and colour of the session's condition.
std::pair<const char*, ImU32> condition(const App& app, const Palette& colors) {
  const session::Session& session = *app.session();
  switch (session.status()) {
    case SourceStatus::failed:
      return {"ui.status.failed", colors.error};
    case SourceStatus::running:
      return {"ui.status.running", colors.good};
    case SourceStatus::waiting:
      return {"ui.status.paused", colors.good};
    case SourceStatus::finished:
      if (app.began_live()) return {"ui.status.finished", colors.muted};
      break;
  }
  return {"ui.status.replay", colors.muted};
}

// Icons are drawn: not every face has the glyphs.
enum class Icon { first, back, play, pause, forward, last };

void draw_icon(Icon icon, ImU32 color, float s) {
  ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  ImVec2 c{(low.x + high.x) / 2, (low.y + high.y) / 2};
  ImDrawList* list = ImGui::GetWindowDrawList();
  auto triangle = [&](float x, float direction) {
    list->AddTriangleFilled({x + 5 * s * direction, c.y}, {x - 5 * s * direction, c.y - 6 * s},
                            {x - 5 * s * direction, c.y + 6 * s}, color);
  };
  auto bar = [&](float x) {
    list->AddRectFilled({x - 1.2f * s, c.y - 6 * s}, {x + 1.2f * s, c.y + 6 * s}, color);
  };
  switch (icon) {
    case Icon::first:
      bar(c.x - 6 * s), triangle(c.x + 1.5f * s, -1);
      break;
    case Icon::back:
      triangle(c.x - 1 * s, -1);
      break;
    case Icon::play:
    case Icon::forward:
      triangle(c.x + 1 * s, 1);
      break;
    case Icon::pause:
      bar(c.x - 3.5f * s), bar(c.x + 3.5f * s);
      break;
    case Icon::last:
      triangle(c.x - 1.5f * s, 1), bar(c.x + 6 * s);
      break;
  }
}

void command_button(App& app, const char* id, Icon icon, Look look = Look::plain) {
  const Command* command = find_command(id);
  bool enabled = command->when(app);
  float s = app.scale();
  if (button(std::string("##") + id, look, enabled, {34 * s, 30 * s})) command->run(app);
  Palette colors = palette(app.settings().theme);
  ImU32 color = look == Look::primary ? colors.on_accent : enabled ? colors.ink : colors.border;
  draw_icon(icon, color, s);
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
    std::string hint = app.text(std::string("command.") + id) + "  " + chord_text(command->key);
    ImGui::SetTooltip("%s", hint.c_str());
  }
  ImGui::SameLine(0, 5 * s);
}

void grain_button(App& app, Grain grain) {
  std::string label = app.text(std::string("ui.grain.") + facts::grain_name(grain));
  Look look = app.ui().grain == grain ? Look::chosen : Look::plain;
  if (button(label, look, true, {0, 30 * app.scale()})) app.ui().grain = grain;
  ImGui::SameLine(0, 3 * app.scale());
}

}  // namespace

void draw_transport(App& app, Area area) {
  Palette colors = palette(app.settings().theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
  list->AddRectFilled(area.at, high, colors.panel);
  list->AddLine({area.at.x, high.y}, high, colors.border);
  float s = app.scale(), middle = area.at.y + area.size.y / 2, x = area.at.x + 16 * s;
  // What is not needed gives way where everything is large.
  float units = area.size.x / s;
  bool narrow = units < 1060, tiny = units < 800;
  auto write = [&](Face face, float size, ImU32 color, const std::string& words, float gap) {
    ImFont* font = app.fonts().get(face, size);
    list->AddText(font, size * s, {x, middle - size * s * 0.56f}, color, words.c_str());
    ImGui::LogText("%s\n", words.c_str());  // for those who listen instead of look
    x += font->CalcTextSizeA(size * s, FLT_MAX, 0, words.c_str()).x + gap * s;
  };

  if (!tiny) write(Face::bold, kLarge, colors.ink, "greenlens", 20);
  if (app.session() == nullptr) return;
  if (!narrow) {
    const std::string& title = app.trace().info().title;
    write(Face::sans, kBody, colors.ink, title.empty() ? app.shown_name() : title, 20);
    auto [words, color] = condition(app, colors);
    list->AddCircleFilled({x, middle}, 4 * s, color);
    x += 10 * s;
    write(Face::bold, kSmall, color, app.text(words), 16);
    x = std::max(x, area.at.x + area.size.x * 0.33f);
  }

  ImGui::SetCursorScreenPos({x, middle - 15 * s});
  command_button(app, "first", Icon::first);
  command_button(app, "back", Icon::back);
  command_button(app, "play", app.ui().playing ? Icon::pause : Icon::play, Look::primary);
  command_button(app, "step", Icon::forward);
  command_button(app, "last", Icon::last);
  ImGui::SameLine(0, 18 * s);
  for (Grain grain : {Grain::line, Grain::switch_, Grain::phase}) grain_button(app, grain);
  x = ImGui::GetItemRectMax().x + 16 * s;
  Position now = position(app.trace(), app.session()->cursor(), app.ui().grain);
  write(Face::bold, kBody, colors.ink,
        app.text(app.expects_news() ? "ui.step_so_far" : "ui.step",
                 {{"number", std::to_string(now.number)}, {"count", std::to_string(now.count)}}),
        16);

  // From the right edge: how wide the words are depends on the language.
  float edge = high.x - 14 * s;
  for (const char* id : {"help", "theme", "scenarios"}) {
    std::string label = app.text(std::string("ui.bar.") + id);
    float width = ImGui::CalcTextSize(label.c_str()).x + 2 * ImGui::GetStyle().FramePadding.x;
    edge -= width;
    if (edge < x) break;
    ImGui::SetCursorScreenPos({edge, middle - 15 * s});
    if (button(label, Look::plain, true, {width, 30 * s})) app.run(id);
    edge -= 6 * s;
  }
}

void draw_slider(App& app, Area area) {
  Palette colors = palette(app.settings().theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  float s = app.scale();
  uint64_t size = std::max<uint64_t>(app.trace().size(), 1);
  float y = area.at.y + area.size.y - 8 * s, pad = 7 * s, width = area.size.x - 2 * pad;
  auto x_of = [&](uint64_t step) {
    return area.at.x + pad + width * static_cast<float>(step) / static_cast<float>(size);
  };
  float now = x_of(app.session()->cursor());
  list->AddRectFilled({area.at.x + pad, y - 1.5f * s}, {area.at.x + pad + width, y + 1.5f * s},
                      colors.border);
  list->AddRectFilled({area.at.x + pad, y - 1.5f * s}, {now, y + 1.5f * s}, colors.accent);
  ImFont* font = app.fonts().get(Face::sans, 11.5f);
  float size_px = 11.5f * s, free_from = area.at.x;
  for (const Tick& tick : ticks(app.trace())) {
    float x = x_of(tick.step);
    list->AddLine({x, y - 6 * s}, {x, y + 6 * s}, colors.ink, 1.5f * s);
    float half = font->CalcTextSizeA(size_px, FLT_MAX, 0, tick.label.c_str()).x / 2;
    float left = std::min(x - half, area.at.x + area.size.x - 2 * half);
    if (left < free_from) continue;  // no room: the tick alone
    list->AddText(font, size_px, {left, y - 21 * s}, colors.muted, tick.label.c_str());
    free_from = left + 2 * half + 8 * s;
  }
  list->AddCircleFilled({now, y}, 6.5f * s, colors.accent);

  ImGui::SetCursorScreenPos(area.at);
  ImGui::InvisibleButton("slider", area.size);
  note_widget("slider");
  if (ImGui::IsItemActive()) {
    float share = (ImGui::GetIO().MousePos.x - area.at.x - pad) / std::max(width, 1.0f);
    share = std::clamp(share, 0.0f, 1.0f);
    app.seek(static_cast<uint64_t>(share * static_cast<float>(app.trace().size()) + 0.5f));
  }
}

}  // namespace greenlens::gui
