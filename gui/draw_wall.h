// Draws what somebody in front of a class has in hand, over all that was drawn. Needs an ImGui
// frame that is being drawn.
#ifndef GREENLENS_GUI_DRAW_WALL_H_
#define GREENLENS_GUI_DRAW_WALL_H_

#include <string>

#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui {

Requests draw_wall(const Look& look);
// What is to be said to those who listen; empty: nothing.
std::string cover_words(const Look& look);
// What says more of what is under the mouse would hide what is pointed at.
bool hides_tooltips(const Look& look);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_WALL_H_
