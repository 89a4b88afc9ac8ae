// Commands about notes, a part of the table (gui/commands.h); and what steps with notes are called.
// Pure.
#ifndef GREENLENS_GUI_NOTE_COMMANDS_H_
#define GREENLENS_GUI_NOTE_COMMANDS_H_

#include <string>
#include <vector>

#include "gui/commands.h"
#include "gui/look.h"

namespace greenlens::gui {

std::vector<Command> commands_of_notes();

// A step that there is and that has notes: its number, as the event is numbered, and what the notes
// say, a line each.
struct NotedStep {
  uint64_t step = 0;
  std::string label;
};
// Ascending; none without a trace.
std::vector<NotedStep> noted_steps(const Look& look);
std::string noted_label(const Look& look, uint64_t step);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_NOTE_COMMANDS_H_
