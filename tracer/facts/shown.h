// A text of the traced program, of a trace or of a person's command line, as it may be shown. Such
// a text can hold anything: a NUL that ends it for C, an escape that takes over a terminal, a sign
// that turns a line around, bytes that are no UTF-8.
//
// Control characters are shown as their pictures (␀, ␛, and ␡ for DEL), what else is not seen but
// acts as \u{202e}, a byte that is no UTF-8 as \xff. What is shown already is shown as it is. Every
// face shows texts through here: words put them in their places (tracer/words/messages.h), a
// painter paints them (tracer/scene/painter.h), the window's widgets and the command's say.h write
// them. JSON has escapes of its own and keeps control characters (tracer/facts/json.h).
// Pure functions.
#ifndef GREENLENS_TRACER_FACTS_SHOWN_H_
#define GREENLENS_TRACER_FACTS_SHOWN_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace greenlens::facts {

// One text has so many bytes when it is shown; a longer one is cut at a character, and its size
// stands behind the ellipsis: "abc… [10485760 B]".
inline constexpr size_t kMostShown = size_t{16} << 10;

// A text that has its place on a line: line feeds and tabs are controls, too.
std::string shown(std::string_view text);
// Whether that is how it is shown: mostly without making it.
bool is_shown_as(std::string_view text, std::string_view shown);
// A text of many lines that somebody put together: line feeds and tabs stay, and it may be of any
// size.
std::string shown_lines(std::string_view text);
// Bytes that are no UTF-8 as \xff, and nothing else changed.
std::string as_utf8(std::string_view text);

// A text that is kept, not shown: itself, or as many of its first characters as fit into so many
// bytes, and an ellipsis behind them, which counts too.
std::string beginning(std::string_view text, size_t most_bytes);

// The character at the front of `text`, which is not empty: its code point and its bytes. No bytes
// when it is no UTF-8: an overlong form, a lone surrogate, beyond U+10FFFF, cut off.
struct Character {
  uint32_t code = 0;
  size_t bytes = 0;
};
Character first_character(std::string_view text);
// DEL, C1 and the signs that are not seen but act: they order lines, or are no characters at all.
// (The other controls are those below U+0020.)
bool acts_unseen(uint32_t code);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_SHOWN_H_
