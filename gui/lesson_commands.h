// The commands about lessons: a part of the table of commands.h. Pure.
#ifndef GREENLENS_GUI_LESSON_COMMANDS_H_
#define GREENLENS_GUI_LESSON_COMMANDS_H_

#include <vector>

#include "gui/commands.h"

namespace greenlens::gui {

std::vector<Command> commands_of_lessons();

// A file for the lesson that is open, and one to be opened.
Request save_lesson(const Look& look);
Request open_lesson(const Look& look);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LESSON_COMMANDS_H_
