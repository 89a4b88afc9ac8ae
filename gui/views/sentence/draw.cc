// What happened at this step, in one sentence and why.
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
  ImGui::PushTextWrapPos(high.x - look.px(20));
  text(look, Face::bold, kTitle, words.trouble ? colors.error : colors.ink, words.headline);
  text(look, Face::sans, kBody, colors.muted, words.detail);
  ImGui::PopTextWrapPos();
  ImGui::EndGroup();
  ImGui::PopClipRect();
  return {};
}

}  // namespace

View view() { return {Slot::sentence, made<draw>}; }

}  // namespace greenlens::gui::sentence
