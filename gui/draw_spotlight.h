// Draws what is dimmed around a circle, and a pointer that is seen from the last row.
#ifndef GREENLENS_GUI_DRAW_SPOTLIGHT_H_
#define GREENLENS_GUI_DRAW_SPOTLIGHT_H_

#include <imgui.h>

#include "tracer/scene/theme.h"

namespace greenlens::gui {

// All of the window but the circle, which has a soft edge. In pixels.
void draw_spotlight(ImDrawList* list, ImVec2 at, float radius, ImVec2 window);
void draw_pointer(ImDrawList* list, ImVec2 at, float radius, scene::Theme theme);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_SPOTLIGHT_H_
