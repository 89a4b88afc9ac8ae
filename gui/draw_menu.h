// The titles of the menus in the bar, and the list of the one that is open.
#ifndef GREENLENS_GUI_DRAW_MENU_H_
#define GREENLENS_GUI_DRAW_MENU_H_

#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui {

// Into the window that is being drawn.
Requests draw_menu_titles(const Look& look, Area bar);
// Over everything, in windows of its own; nothing when none is open. A click beside closes it.
Requests draw_open_menu(const Look& look, Area bar, Area window);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_MENU_H_
