// Commands about the timeline, a part of the table (gui/commands.h). Pure.
#ifndef GREENLENS_GUI_TIMELINE_COMMANDS_H_
#define GREENLENS_GUI_TIMELINE_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

std::vector<Command> commands_of_the_timeline();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_TIMELINE_COMMANDS_H_
