#include "gui/chord.h"

#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

namespace greenlens::gui {
namespace {

// What a key is called: as it stands on it, in ASCII, and otherwise; null: not at all.
struct Named {
  int key;
  const char *text, *name, *other;
};
constexpr Named kNamed[] = {
    {kKeySpace, "Space", "Space", nullptr},
    {kKeyEscape, "Esc", "Esc", "Escape"},
    {kKeyEnter, "Enter", "Enter", "Return"},
    {kKeyTab, "Tab", "Tab", nullptr},
    {kKeyBackspace, "Backspace", "Backspace", nullptr},
    {kKeyInsert, "Ins", "Ins", "Insert"},
    {kKeyDelete, "Del", "Del", "Delete"},
    {kKeyRight, "→", "Right", nullptr},
    {kKeyLeft, "←", "Left", nullptr},
    {kKeyUp, "↑", "Up", nullptr},
    {kKeyDown, "↓", "Down", nullptr},
    {kKeyPageUp, "PgUp", "PgUp", "PageUp"},
    {kKeyPageDown, "PgDn", "PgDn", "PageDown"},
    {kKeyHome, "Home", "Home", nullptr},
    {kKeyEnd, "End", "End", nullptr},
    {kKeyEqual, "+", "+", "="},
    {kKeyEqual, "+", "+", "Plus"},
    {kKeyMinus, "-", "-", "Minus"},
    {kKeyMenu, "Menu", "Menu", nullptr},
};

bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto low = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    if (low(a[i]) != low(b[i])) return false;
  }
  return true;
}

// Whether a key of GLFW's is written as this sign; "=" and "-" have names above.
bool is_sign(int key) {
  constexpr std::string_view kSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',./;[\\]`";
  return key > kKeySpace && key < 127 && kSigns.find(static_cast<char>(key)) != kSigns.npos;
}

std::string written(const Chord& chord, const char* Named::*how) {
  if (chord.key == 0) return "";
  const std::string held = std::string(chord.control ? "Ctrl+" : "") + (chord.alt ? "Alt+" : "") +
                           (chord.shift ? "Shift+" : "");
  for (const Named& named : kNamed) {
    if (named.key == chord.key) return held + named.*how;
  }
  if (is_function_key(chord.key)) return held + 'F' + std::to_string(chord.key - kKeyF1 + 1);
  return is_sign(chord.key) ? held + static_cast<char>(chord.key) : "";
}

std::optional<int> key_called(std::string_view text) {
  for (const Named& named : kNamed) {
    for (const char* name : {named.text, named.name, named.other}) {
      if (name != nullptr && is_same(text, name)) return named.key;
    }
  }
  if (text.size() == 1) {
    const int key = std::toupper(static_cast<unsigned char>(text[0]));
    if (is_sign(key)) return key;
    return {};
  }
  int number = 0;
  const char* end = text.data() + text.size();
  if (text.empty() || (text[0] != 'F' && text[0] != 'f')) return {};
  const auto read = std::from_chars(text.data() + 1, end, number);
  const bool is_one = read.ec == std::errc() && read.ptr == end && text[1] != '0' && number >= 1 &&
                      number <= kKeyF25 - kKeyF1 + 1;
  if (!is_one) return {};
  return kKeyF1 + number - 1;
}

// Whether it began with this; then it is gone.
bool take(std::string_view* text, std::string_view front) {
  if (text->size() <= front.size() || !is_same(text->substr(0, front.size()), front)) return false;
  text->remove_prefix(front.size());
  return true;
}

}  // namespace

std::string chord_text(const Chord& chord) { return written(chord, &Named::text); }

std::string chord_name(const Chord& chord) { return written(chord, &Named::name); }

std::optional<Chord> parse_chord(std::string_view text) {
  Chord chord;
  for (bool more = true; more;) {
    more = false;
    if (take(&text, "Ctrl+") || take(&text, "Control+")) chord.control = more = true;
    if (take(&text, "Alt+")) chord.alt = more = true;
    if (take(&text, "Shift+")) chord.shift = more = true;
  }
  const std::optional<int> key = key_called(text);
  if (!key) return {};
  chord.key = *key;
  return normal(chord);
}

Chord normal(Chord chord) {
  if (chord.key == kKeyPadAdd) chord.key = kKeyEqual;
  if (chord.key == kKeyPadSubtract) chord.key = kKeyMinus;
  if (chord.key == kKeyPadEnter) chord.key = kKeyEnter;
  if (chord.key == kKeyEqual) chord.shift = false;
  return chord;
}

}  // namespace greenlens::gui
