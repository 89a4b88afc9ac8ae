// The commands that go from one process of the run to another.
#ifndef GREENLENS_GUI_PROCESS_COMMANDS_H_
#define GREENLENS_GUI_PROCESS_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

// A part of the table.
std::vector<Command> commands_of_processes();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PROCESS_COMMANDS_H_
