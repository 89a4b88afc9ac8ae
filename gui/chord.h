// A key with what is held beside it. Plain values.
#ifndef GREENLENS_GUI_CHORD_H_
#define GREENLENS_GUI_CHORD_H_

#include <optional>
#include <string>
#include <string_view>

namespace greenlens::gui {

struct Chord {
  int key = 0;  // a GLFW key code (ASCII for letters and digits), 0: none
  bool shift = false;
  bool control = false;
  bool alt = false;
  bool operator==(const Chord&) const = default;
};

// As it stands on the keyboard: "Shift+→", "Ctrl+T", "Space".
std::string chord_text(const Chord& chord);
// The same in ASCII, for a file: "Shift+Right".
std::string chord_name(const Chord& chord);
// Either of them, and what else a key is called ("Return", "PageUp"), in capitals or not. None when
// that is no key.
std::optional<Chord> parse_chord(std::string_view text);
// On many keyboards "+" needs Shift; a keypad has keys of its own. What is the same is one here.
Chord normal(Chord chord);

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
  kKeyTab = 258,
  kKeyBackspace = 259,
  kKeyInsert = 260,
  kKeyDelete = 261,
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
  kKeyF10 = 299,
  kKeyF25 = 314,
  kKeyPadSubtract = 333,
  kKeyPadAdd = 334,
  kKeyPadEnter = 335,
  kKeyMenu = 348,  // also Alt alone
};
constexpr bool is_function_key(int key) { return key >= kKeyF1 && key <= kKeyF25; }

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_CHORD_H_
