// Every command of the app, in one table: menus, palette, keys, help and --help derive from it.
//
// A command is a request with a name and a key. It changes nothing itself: App::run carries it out.
// Pure functions; the table lives for ever.
#ifndef GREENLENS_GUI_COMMANDS_H_
#define GREENLENS_GUI_COMMANDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "gui/look.h"
#include "gui/request.h"

namespace greenlens::gui {

struct Chord {
  int key = 0;  // a GLFW key code (ASCII for letters and digits), 0: none
  bool shift = false;
  bool control = false;
};

struct Command {
  const char* id;  // its words are the messages command.<id> and command.<id>.help
  Chord key;
  bool (*when)(const Look&);  // whether it may run now
  Request (*request)(const Look&);
};

const std::vector<Command>& commands();
// Null when there is none.
const Command* find_command(std::string_view id);
std::string command_label(const words::Messages& messages, const Command& command);
std::string command_help(const words::Messages& messages, const Command& command);
// "Shift+→", "Ctrl+T", "Space".
std::string chord_text(const Chord& chord);

// Key codes that are no characters, with GLFW's values.
enum Key : int {
  kKeySpace = 32,
  kKeyComma = 44,
  kKeyMinus = 45,
  kKeyPeriod = 46,
  kKeyEqual = 61,
  kKeySlash = 47,
  kKeyEscape = 256,
  kKeyEnter = 257,
  kKeyRight = 262,
  kKeyLeft = 263,
  kKeyDown = 264,
  kKeyUp = 265,
  kKeyPageUp = 266,
  kKeyPageDown = 267,
  kKeyHome = 268,
  kKeyEnd = 269,
  kKeyF1 = 290,
  kKeyF3 = 292,
  kKeyPadSubtract = 333,
  kKeyPadAdd = 334,
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_COMMANDS_H_
