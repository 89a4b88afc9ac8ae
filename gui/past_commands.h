// The commands for questions about the past.
#ifndef GREENLENS_GUI_PAST_COMMANDS_H_
#define GREENLENS_GUI_PAST_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

std::vector<Command> commands_of_the_past();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PAST_COMMANDS_H_
