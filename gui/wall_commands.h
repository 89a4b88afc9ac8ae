// The commands for who stands in front of a class: a part of the table of commands.h.
#ifndef GREENLENS_GUI_WALL_COMMANDS_H_
#define GREENLENS_GUI_WALL_COMMANDS_H_

#include <vector>

#include "gui/commands.h"
#include "gui/wall_deeds.h"

namespace greenlens::gui {

std::vector<Command> commands_of_the_wall();

// What is in hand is uppermost, so Esc puts it away first: the request for that. There is something
// (Wall::is_in_hand).
Request put_away(const Look& look);
// Whether what this would change is on already.
bool is_on(const WallDeed& deed);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WALL_COMMANDS_H_
