// Where a line of text may end, and how many columns of a terminal a character takes. Chinese has
// no blanks between its words: a line of it may end behind almost any letter, but begins with no
// comma and ends with no opening bracket. Pure.
#ifndef GREENLENS_TRACER_WORDS_LINE_BREAKS_H_
#define GREENLENS_TRACER_WORDS_LINE_BREAKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace greenlens::words {

// Whether it takes two columns: the letters of Chinese, Japanese and Korean, full-width signs,
// pictures. (A subset of what Unicode's East Asian Width has as wide.)
bool is_wide(uint32_t code);
bool has_wide(std::string_view text);

// Whether a line may end between these two, of which neither is a blank: at least one is wide, and
// no sign stands on the wrong side.
bool may_break_between(uint32_t before, uint32_t after);

// What stays together on a line: words between blanks, and of those with wide letters the parts
// between places where a line may end. Blanks that follow each other have empty pieces between
// them. In order; together with the blanks before them they are the text.
struct Piece {
  std::string_view text;
  bool behind_blank = false;
};
std::vector<Piece> pieces_of(std::string_view text);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_LINE_BREAKS_H_
