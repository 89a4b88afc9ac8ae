// A key with what is held beside it. Plain values.
#ifndef GREENLENS_GUI_CHORD_H_
#define GREENLENS_GUI_CHORD_H_

#include <string>

namespace greenlens::gui {

struct Chord {
  int key = 0;  // a GLFW key code (ASCII for letters and digits), 0: none
  bool shift = false;
  bool control = false;
  bool alt = false;
  bool operator==(const Chord&) const = default;
};

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
  kKeyTab = 258,
  kKeyBackspace = 259,
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
  kKeyPadSubtract = 333,
  kKeyPadAdd = 334,
  kKeyPadEnter = 335,
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_CHORD_H_
