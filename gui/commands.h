// Every command of the app, in one table: menus, palette, keys, help and --help derive from it.
//
// A command is a request with a name and a key. It changes nothing itself: App::run carries it out.
// Pure functions; the table lives for ever.
#ifndef GREENLENS_GUI_COMMANDS_H_
#define GREENLENS_GUI_COMMANDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "gui/chord.h"
#include "gui/look.h"
#include "gui/menu_place.h"
#include "gui/request.h"

namespace greenlens::gui {

// A part of a menu. Every command is in one: so it is in the menus.
enum class Section : uint8_t {
  // File
  open,
  recent,  // the files that were opened last
  save,
  formats,  // of files to export to
  run,
  quit,
  // Step
  move,
  play,
  grain,
  find,
  thread,
  contradictions,
  breakpoints,
  notes,  // and those that there are
  questions,
  lessons,
  wall,
  // View
  layouts,
  moves,
  hiding,
  panels,  // views that stand behind a tab
  timeline,
  themes,
  languages,
  levels,
  look,
  // Help
  help,
};
struct SectionRow {
  Section section;
  Menu menu;
  // Of a part that opens to the side: its words, the message menu.<title>. Null: it stands in the
  // menu itself, with lines around it.
  const char* title;
};
// In the order of the menus.
const std::vector<SectionRow>& sections();

struct Command {
  const char* id;  // its words are the messages command.<id> and command.<id>.help
  Chord key;
  Section section;
  bool (*when)(const Look&);  // whether it may run now
  Request (*request)(const Look&);
};

const std::vector<Command>& commands();
// Null when there is none.
const Command* find_command(std::string_view id);
std::string command_label(const words::Messages& messages, const Command& command);
std::string command_help(const words::Messages& messages, const Command& command);
// Whether what the command chooses, or switches on, is so already.
bool is_in_force(const Look& look, const Command& command);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_COMMANDS_H_
