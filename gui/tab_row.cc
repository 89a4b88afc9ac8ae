#include "gui/tab_row.h"

#include <imgui.h>

#include "gui/widgets.h"

namespace greenlens::gui {

using scene::Face;

TabRow::TabRow(const Look& look)
    : look_(look), right_(ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x) {}

void TabRow::make_room(float width) {
  const float gap = look_.px(2);
  if (!first_ && ImGui::GetItemRectMax().x + gap + width <= right_) ImGui::SameLine(0, gap);
  first_ = false;
}

void TabRow::word(const std::string& words, float room) {
  const float left = ImGui::GetCursorPosX();
  ImGui::AlignTextToFramePadding();
  text(look_, Face::sans, kBody, colors_of(look_.settings.theme).muted, words);
  ImGui::SameLine(left + room);
}

bool TabRow::put(const std::string& label, bool chosen, const std::string& called) {
  make_room(width_of(look_, Face::sans, kBody, label) + 2 * ImGui::GetStyle().FramePadding.x);
  ImGui::PushID(called.c_str());
  const bool clicked = tab(label, chosen);
  ImGui::PopID();
  note_widget(called);
  return clicked;
}

}  // namespace greenlens::gui
