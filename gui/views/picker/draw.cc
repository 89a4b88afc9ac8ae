// The start: every scenario as a card.
#include <algorithm>

#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::picker {

namespace {

using scene::Face;

constexpr float kCardWidth = 300, kCardHeight = 128, kGap = 14;

// Whether it was clicked.
bool draw_card(const Look& look, const ScenarioEntry& scenario, ImVec2 at, float width) {
  const Colors colors = colors_of(look.settings.theme);
  const float height = look.px(kCardHeight);
  ImGui::SetCursorScreenPos(at);
  const bool clicked = ImGui::InvisibleButton(scenario.id.c_str(), {width, height});
  note_widget(scenario.id);
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + width, at.y + height};
  list->AddRectFilled(at, high, hovered ? colors.accent_faint : colors.panel, look.px(6));
  list->AddRect(at, high, hovered ? colors.accent : colors.border, look.px(6), 0, look.px(1.5f));
  const auto put = [&](Face face, float size, ImU32 color, float y, const std::string& words) {
    write(look, face, size, {at.x + look.px(16), at.y + look.px(y)}, color, words,
          width - look.px(32));
  };
  put(Face::bold, kTitle, colors.ink, 13, scenario.title);
  put(Face::mono, kSmall, colors.muted, 34, scenario.id);
  put(Face::sans, kBody, colors.ink, 56, scenario.teaches);
  return clicked;
}

Requests draw_cards(const Look& look) {
  Requests asked;
  const float room = ImGui::GetContentRegionAvail().x, gap = look.px(kGap);
  const int columns = std::max(1, static_cast<int>((room + gap) / (look.px(kCardWidth) + gap)));
  const float width = (room - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height = look.px(kCardHeight);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  int i = 0;
  for (const ScenarioEntry& scenario : look.scenarios) {
    const ImVec2 at{origin.x + static_cast<float>(i % columns) * (width + gap),
                    origin.y + static_cast<float>(i / columns) * (height + gap)};
    if (draw_card(look, scenario, at, width)) asked.push_back(ask::Start{scenario.id});
    ++i;
  }
  ImGui::SetCursorScreenPos(
      {origin.x, origin.y + static_cast<float>((i + columns - 1) / columns) * (height + gap)});
  ImGui::Dummy({1, 1});
  return asked;
}

Requests draw(const Look& look, Area area) {
  const Colors colors = colors_of(look.settings.theme);
  const float margin = look.px(40);
  ImGui::SetCursorScreenPos({area.at.x + margin, area.at.y + look.px(24)});
  ImGui::BeginChild("picker", {area.size.x - 2 * margin, area.size.y - look.px(36)});
  text(look, Face::bold, kHuge, colors.ink, title(look, *find_view("picker")));
  text(look, Face::sans, kTitle, colors.muted, look.text("ui.picker.about"));
  ImGui::Dummy({1, look.px(10)});
  if (!look.notice.words.empty()) {
    text_wrapped(look, Face::bold, kBody, look.notice.trouble ? colors.error : colors.ink,
                 look.notice.words);
    ImGui::Dummy({1, look.px(6)});
  }
  if (look.scenarios.empty()) {
    text(look, Face::sans, kTitle, colors.muted, look.text("ui.picker.none"));
  }
  Requests asked = draw_cards(look);
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::whole, made<draw>}; }

}  // namespace greenlens::gui::picker
