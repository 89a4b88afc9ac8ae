// What happened at this step, in one sentence and why.
#include <algorithm>
#include <cfloat>

#include "gui/explained.h"
#include "gui/views/sentence/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::sentence {

namespace {

using scene::Face;

constexpr float kAbove = 6, kBetween = 1;  // pixels at 100 %: two lines of detail have room

struct Sizes {
  float headline, detail;
  bool cut;  // even so it has no room
};

// Of a text that is wrapped, on the screen.
float height_of(const Look& look, Face face, float size, const std::string& words, float wrap) {
  return look.fonts.get(face, size)
      ->CalcTextSizeA(look.fonts.line(face, size), FLT_MAX, wrap, drawable(words).c_str())
      .y;
}

// As large as all of it has room; for a wall larger than elsewhere.
Sizes sizes_of(const Look& look, const Sentence& words, ImVec2 room) {
  const bool wall = look.settings.layout == LayoutChoice::classroom;
  const bool large = wall && width_of(look, Face::bold, kLarge, words.headline.text) <= room.x;
  Sizes sizes{large ? kLarge : kTitle, kBody, true};
  const float headline = height_of(look, Face::bold, sizes.headline, words.headline.text, room.x);
  for (const float size : {kTitle, kBody, kSmall, kSizes[0]}) {
    if (size > kBody && !wall) continue;
    sizes.detail = size;
    const float detail = height_of(look, Face::sans, size, words.detail.text, room.x);
    sizes.cut = look.px(kAbove + kBetween) + headline + detail > room.y;
    if (!sizes.cut) break;
  }
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
  const Sizes sizes = sizes_of(look, words, {wrap, area.size.y});
  explained(look, Face::bold, sizes.headline, words.trouble ? colors.error : colors.ink,
            words.headline, wrap, &asked);
  explained(look, Face::sans, sizes.detail, colors.muted, words.detail, wrap, &asked);
  ImGui::EndGroup();
  ImGui::PopStyleVar();
  ImGui::PopClipRect();
  if (sizes.cut) {
    const float wide = width_of(look, Face::bold, kTitle, "…") + look.px(8);
    const ImVec2 at{high.x - wide, high.y - look.px(kTitle + 6)};
    list->AddRectFilled(at, high, colors.accent_faint);
    write(look, Face::bold, kTitle, {at.x + look.px(4), at.y + look.px(2)}, colors.ink, "…");
    if (ImGui::IsMouseHoveringRect(at, high)) tooltip(words.detail.text);
  }
  return asked;
}

}  // namespace

View view() { return {Slot::sentence, made<draw>}; }

}  // namespace greenlens::gui::sentence
