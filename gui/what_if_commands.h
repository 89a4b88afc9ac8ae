// The commands that make a run go another way, and lead back.
#ifndef GREENLENS_GUI_WHAT_IF_COMMANDS_H_
#define GREENLENS_GUI_WHAT_IF_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

// A part of the table.
std::vector<Command> commands_of_what_if();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WHAT_IF_COMMANDS_H_
