#include "gui/chord.h"

namespace greenlens::gui {

std::string chord_text(const Chord& chord) {
  if (chord.key == 0) return "";
  std::string text = std::string(chord.control ? "Ctrl+" : "") + (chord.alt ? "Alt+" : "") +
                     (chord.shift ? "Shift+" : "");
  switch (chord.key) {
    case kKeySpace:
      return text + "Space";
    case kKeyEscape:
      return text + "Esc";
    case kKeyEnter:
      return text + "Enter";
    case kKeyRight:
      return text + "→";
    case kKeyLeft:
      return text + "←";
    case kKeyUp:
      return text + "↑";
    case kKeyDown:
      return text + "↓";
    case kKeyPageUp:
      return text + "PgUp";
    case kKeyPageDown:
      return text + "PgDn";
    case kKeyHome:
      return text + "Home";
    case kKeyEnd:
      return text + "End";
    case kKeyF1:
      return text + "F1";
    case kKeyF3:
      return text + "F3";
    case kKeyF10:
      return text + "F10";
    case kKeyEqual:
      return text + "+";
    case kKeyMinus:
      return text + "-";
  }
  return text + static_cast<char>(chord.key);
}

}  // namespace greenlens::gui
