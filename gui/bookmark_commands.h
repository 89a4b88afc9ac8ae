// Commands about bookmarks, a part of the table (gui/commands.h); and how one is called. Pure.
#ifndef GREENLENS_GUI_BOOKMARK_COMMANDS_H_
#define GREENLENS_GUI_BOOKMARK_COMMANDS_H_

#include <string>
#include <vector>

#include "gui/commands.h"
#include "gui/look.h"

namespace greenlens::gui {

std::vector<Command> commands_of_bookmarks();

// Those of steps that there are, ascending. Good as long as the look.
std::vector<const session::Bookmark*> bookmarks_shown(const Look& look);
// Its step, as the event is numbered, and its note. Of a trace that there is.
std::string bookmark_label(const Look& look, const session::Bookmark& bookmark);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BOOKMARK_COMMANDS_H_
