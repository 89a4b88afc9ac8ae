// What happened at this step, in one sentence and why.
#include <algorithm>

#include "gui/explained.h"
#include "gui/views/sentence/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::sentence {

namespace {

using scene::Face;

Requests draw(const Look& look, Area area) {
  const Colors colors = colors_of(look.settings.theme);
  const Sentence words = sentence(look);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
  list->AddRectFilled(area.at, high, colors.accent_faint, look.px(4));
  list->AddRectFilled(area.at, {area.at.x + look.px(5), high.y},
                      words.trouble ? colors.error : colors.accent);

  ImGui::SetCursorScreenPos({area.at.x + look.px(20), area.at.y + look.px(8)});
  ImGui::PushClipRect(area.at, high, true);
  ImGui::BeginGroup();
  const float wrap = std::max(1.0f, area.size.x - look.px(40));
  Requests asked;
  explained(look, Face::bold, kTitle, words.trouble ? colors.error : colors.ink, words.headline,
            wrap, &asked);
  explained(look, Face::sans, kBody, colors.muted, words.detail, wrap, &asked);
  ImGui::EndGroup();
  ImGui::PopClipRect();
  return asked;
}

}  // namespace

View view() { return {Slot::sentence, made<draw>}; }

}  // namespace greenlens::gui::sentence
