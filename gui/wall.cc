#include "gui/wall.h"

#include "gui/look.h"

namespace greenlens::gui {

StrokePlace stroke_place(const Look& look) {
  const ImVec2 window = ImGui::GetIO().DisplaySize;
  return {look.moment.number, look.settings.layout, look.settings.scale, window.x, window.y};
}

bool is_wall_free(const Look& look) {
  return look.trace != nullptr && look.choices.overlay.empty() && !look.choices.menu.open;
}

}  // namespace greenlens::gui
