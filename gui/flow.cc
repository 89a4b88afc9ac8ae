#include "gui/flow.h"

namespace greenlens::gui {

void Flow::paragraph(ImU32 color, const std::string& words, scene::Face face) {
  if (!words.empty()) text_wrapped(look_, face, size_, color, words);
  row_begins_ = true;
}

bool Flow::button(const std::string& label, ButtonLook style, bool enabled) {
  ImGui::PushFont(look_.fonts.get(scene::Face::sans, size_));
  const float wide =
      width_of(look_, scene::Face::sans, size_, label) + 2 * ImGui::GetStyle().FramePadding.x;
  if (!row_begins_) {
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < wide) ImGui::NewLine();
  }
  row_begins_ = false;
  const bool clicked = gui::button(label, style, enabled);
  ImGui::PopFont();
  return clicked;
}

}  // namespace greenlens::gui
