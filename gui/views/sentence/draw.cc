// What happened at this step, in one sentence and why.
#include <algorithm>

#include "gui/explained.h"
#include "gui/views/sentence/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::sentence {

namespace {

using scene::Face;

constexpr float kAbove = 6, kBetween = 1;  // pixels at 100 %: two lines of detail have room

// For a wall it is as large as it has room on one line.
struct Sizes {
  float headline = kTitle, detail = kBody;
};
Sizes sizes_of(const Look& look, const Sentence& words, float room) {
  Sizes sizes;
  if (look.settings.layout != LayoutChoice::classroom) return sizes;
  const auto fits = [&](Face face, float size, const std::string& text) {
    return width_of(look, face, size, text) <= room;
  };
  if (fits(Face::bold, kLarge, words.headline.text)) sizes.headline = kLarge;
  if (fits(Face::sans, kTitle, words.detail.text)) sizes.detail = kTitle;
  return sizes;
}

Requests draw(const Look& look, Area area) {
  const Colors colors = colors_of(look.settings.theme);
  const Sentence words = sentence(look);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
  list->AddRectFilled(area.at, high, colors.accent_faint, look.px(4));
  list->AddRectFilled(area.at, {area.at.x + look.px(5), high.y},
                      words.trouble ? colors.error : colors.accent);

  ImGui::SetCursorScreenPos({area.at.x + look.px(20), area.at.y + look.px(kAbove)});
  ImGui::PushClipRect(area.at, high, true);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, look.px(kBetween)});
  ImGui::BeginGroup();
  const float wrap = std::max(1.0f, area.size.x - look.px(40));
  Requests asked;
  const Sizes sizes = sizes_of(look, words, wrap);
  explained(look, Face::bold, sizes.headline, words.trouble ? colors.error : colors.ink,
            words.headline, wrap, &asked);
  explained(look, Face::sans, sizes.detail, colors.muted, words.detail, wrap, &asked);
  ImGui::EndGroup();
  ImGui::PopStyleVar();
  ImGui::PopClipRect();
  return asked;
}

}  // namespace

View view() { return {Slot::sentence, made<draw>}; }

}  // namespace greenlens::gui::sentence
