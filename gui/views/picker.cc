// The start: every scenario as a card.
#include <algorithm>

#include "gui/app_state.h"
#include "gui/views/views.h"
#include "gui/widgets.h"

namespace greenlens::gui {

using scene::Face;

void draw_picker(App& app, Area area) {
  Palette colors = palette(app.settings().theme);
  float s = app.scale(), margin = 40 * s;
  ImGui::SetCursorScreenPos({area.at.x + margin, area.at.y + 24 * s});
  ImGui::BeginChild("picker", {area.size.x - 2 * margin, area.size.y - 36 * s});
  text(app, Face::bold, kHuge, colors.ink, app.text("ui.picker.title"));
  text(app, Face::sans, kTitle, colors.muted, app.text("ui.picker.about"));
  ImGui::Dummy({1, 10 * s});
  if (!app.problem().empty()) {
    text_wrapped(app, Face::bold, kBody, colors.error, app.problem());
    ImGui::Dummy({1, 6 * s});
  }
  if (app.scenarios().empty()) {
    text(app, Face::sans, kTitle, colors.muted, app.text("ui.picker.none"));
  }
  float width = ImGui::GetContentRegionAvail().x, gap = 14 * s;
  int columns = std::max(1, static_cast<int>((width + gap) / (300 * s + gap)));
  float card = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  float height = 128 * s;
  ImVec2 origin = ImGui::GetCursorScreenPos();
  int i = 0;
  std::string chosen;
  for (const ScenarioEntry& scenario : app.scenarios()) {
    ImVec2 at{origin.x + static_cast<float>(i % columns) * (card + gap),
              origin.y + static_cast<float>(i / columns) * (height + gap)};
    ImGui::SetCursorScreenPos(at);
    if (ImGui::InvisibleButton(scenario.id.c_str(), {card, height})) chosen = scenario.id;
    note_widget(scenario.id);
    bool hovered = ImGui::IsItemHovered();
    ImDrawList* list = ImGui::GetWindowDrawList();
    ImVec2 high{at.x + card, at.y + height};
    list->AddRectFilled(at, high, hovered ? colors.accent_faint : colors.panel, 6 * s);
    list->AddRect(at, high, hovered ? colors.accent : colors.border, 6 * s, 0, 1.5f * s);
    auto write = [&](Face face, float size, ImU32 color, float y, const std::string& words) {
      list->AddText(app.fonts().get(face, size), size * s, {at.x + 16 * s, at.y + y * s}, color,
                    words.c_str(), nullptr, card - 32 * s);
    };
    write(Face::bold, kTitle, colors.ink, 13, scenario.title);
    write(Face::mono, kSmall, colors.muted, 34, scenario.id);
    write(Face::sans, kBody, colors.ink, 56, scenario.teaches);
    ++i;
  }
  ImGui::SetCursorScreenPos(
      {origin.x, origin.y + static_cast<float>((i + columns - 1) / columns) * (height + gap)});
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
  if (!chosen.empty()) app.start_scenario(chosen);
}

}  // namespace greenlens::gui
