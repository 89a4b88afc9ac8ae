// Draws strokes, and the row of colours while the pen is taken.
#ifndef GREENLENS_GUI_DRAW_PEN_H_
#define GREENLENS_GUI_DRAW_PEN_H_

#include <imgui.h>

#include "gui/look.h"
#include "gui/pen.h"
#include "gui/request.h"

namespace greenlens::gui {

ImU32 ink_color(Ink ink, scene::Theme theme);
// Those of this place.
void draw_strokes(ImDrawList* list, const Pen& pen, const StrokePlace& place, scene::Theme theme);
// In the upper right corner, where in the layout for a wall nothing is, in the ImGui window that is
// being drawn: a colour each, what takes strokes back, and what puts the pen away.
Requests draw_pen_row(const Look& look, ImVec2 window);
// Whether a point is in that row.
bool is_in_pen_row(const Look& look, ImVec2 window, ImVec2 point);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_PEN_H_
