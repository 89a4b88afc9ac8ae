// The commands about questions, and about a switch that one performs: a part of the table of
// commands.h.
#ifndef GREENLENS_GUI_QUIZ_COMMANDS_H_
#define GREENLENS_GUI_QUIZ_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

std::vector<Command> commands_of_the_quiz();

// A file for what was answered, by the ending ".csv" or ".json"; for how a class did; and for an
// attempt at a switch.
Request save_score(const Look& look);
Request save_hands(const Look& look);
Request save_attempt(const Look& look);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_QUIZ_COMMANDS_H_
