// Whether an answer or a move was right, as a sign that is told by its shape: a check mark, a
// cross, or a dot where nobody answered. To be drawn in an ImGui frame.
#ifndef GREENLENS_GUI_VERDICT_MARK_H_
#define GREENLENS_GUI_VERDICT_MARK_H_

#include <imgui.h>

#include "gui/look.h"
#include "tracer/questions/grade.h"

namespace greenlens::gui {

// In a square of that size by its low corner, on the screen.
void draw_verdict_mark(const Look& look, ImVec2 at, float size,
                       greenlens::questions::Outcome outcome);
ImU32 color_of(const Look& look, greenlens::questions::Outcome outcome);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_VERDICT_MARK_H_
