// Which keys do which commands: as the table of commands has it, and as a person wants it, in a
// plain file:
//
//   # a comment
//   step = Right
//   step = D          # a second key
//   quit = none
//
// A command that the file names has the keys that stand there and no others; the others keep those
// of the table. Pure; what a file says may be anything.
#ifndef GREENLENS_GUI_BINDINGS_H_
#define GREENLENS_GUI_BINDINGS_H_

#include <string>
#include <string_view>
#include <vector>

#include "gui/chord.h"
#include "gui/commands.h"

namespace greenlens::gui {

struct Binding {
  const Command* command = nullptr;
  Chord chord;
};
// In the order of the table of commands; each chord once.
struct Bindings {
  std::vector<Binding> all;
};
const Bindings& bindings_of_the_table();

// What is wrong with a line of the file, and that all the same the rest of it holds.
struct KeysProblem {
  enum class Kind : uint8_t {
    no_line,     // what: the line, which is no "command = key"
    no_command,  // what: there is none that is called so
    no_key,      // what: it is not the name of a key
    fixed,       // what: a key that is not to be had, or a command that keeps its own
    taken,       // what: a key that is another command's already, in another line
    taken_over,  // what: a key that another command had, which has none now
  } kind = Kind::no_line;
  size_t line = 0;  // from 1
  std::string what;
  const Command* other = nullptr;  // of the last two
};
std::string problem_text(const words::Messages& messages, const KeysProblem& problem);

struct ReadBindings {
  Bindings bindings;
  std::vector<KeysProblem> problems;  // by line
};
ReadBindings parse_bindings(std::string_view text);
// All commands, a line for each of their keys, with what it is called; parse_bindings reads it.
std::string format_bindings(const words::Messages& messages, const Bindings& bindings);

// Null when there is none.
const Command* command_of(const Bindings& bindings, const Chord& chord);
std::vector<Chord> chords_of(const Bindings& bindings, const Command& command);
// Whether it is nobody's to be bound: Esc and Tab, and what edits a text everywhere.
bool is_fixed(const Chord& chord);

// Those that are in force there.
const Bindings& bindings_in(const Look& look);
// As a menu says it: the first of its keys; empty: it has none. And as the help does: all of them.
std::string key_text(const Look& look, const Command& command);
std::string keys_text(const Look& look, const Command& command);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BINDINGS_H_
