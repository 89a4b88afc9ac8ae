// The whole window: the places of a layout, the views in them, and what lies over them.
#ifndef GREENLENS_GUI_DRAW_WINDOW_H_
#define GREENLENS_GUI_DRAW_WINDOW_H_

#include <string_view>

#include "gui/views/view.h"

namespace greenlens::gui {

// Draws it into the current ImGui frame and returns what the person asked for. The view `summoned`
// gets the keyboard; empty: none.
Requests draw_window(const Look& look, std::string_view summoned, MadeViews* views);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_WINDOW_H_
