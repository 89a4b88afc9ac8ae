// What a presenter's remote sends, in the layout for a wall. Pure.
#ifndef GREENLENS_GUI_REMOTE_H_
#define GREENLENS_GUI_REMOTE_H_

#include "gui/chord.h"
#include "gui/look.h"

namespace greenlens::gui {

// The id of the command that such a key is there, whatever it is elsewhere; null: none. Page Down,
// Right and Enter go on, Page Up and Left go back (in a lesson by its parts, and then arrows
// step as elsewhere), "." and B are black, "," and W white. A key that
// the person has bound to something else is theirs.
const char* remote_command(const Look& look, const Chord& chord);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_REMOTE_H_
