// The whole window: the places of a layout, the views in them, and what lies over them.
#ifndef GREENLENS_GUI_DRAW_WINDOW_H_
#define GREENLENS_GUI_DRAW_WINDOW_H_

#include <string>
#include <string_view>

#include "gui/views/view.h"

namespace greenlens::gui {

struct Drawn {
  Requests asked;      // what the person asked for
  std::string typing;  // the view whose text field has the keyboard; empty: none has it
};
// Draws it into the current ImGui frame. The view `summoned` gets the keyboard, and `listening`
// what was pressed (Look::keys); empty: none.
Drawn draw_window(const Look& look, std::string_view summoned, std::string_view listening,
                  MadeViews* views);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_WINDOW_H_
