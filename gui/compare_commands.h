// The commands that hold the step that is shown against another one.
#ifndef GREENLENS_GUI_COMPARE_COMMANDS_H_
#define GREENLENS_GUI_COMPARE_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

// A part of the table.
std::vector<Command> commands_of_comparing();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_COMPARE_COMMANDS_H_
