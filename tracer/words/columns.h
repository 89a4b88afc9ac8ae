// Text in the columns of a terminal: wrapped, cut, filled up. A character of UTF-8 takes one, a
// wide one (line_breaks.h) two; one that takes none is counted as if it took one. Pure functions.
#ifndef GREENLENS_TRACER_WORDS_COLUMNS_H_
#define GREENLENS_TRACER_WORDS_COLUMNS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace greenlens::words {

inline constexpr size_t kTextColumns = 100;  // of everything that is printed

// Text by words in lines of at most `columns`, each with a line feed; a longer word has a line of
// its own and is not cut. Wide letters are parted where a line may end. Empty for an empty text.
std::string wrapped(const std::string& text, size_t columns);
// Exactly so many columns: filled up with blanks, or cut with an ellipsis, which is one of them.
std::string fitted(const std::string& text, size_t columns);
size_t characters_in(const std::string& text);
size_t columns_in(const std::string& text);

// A table of rows of the same length, at least one: the first column and those in `left` from the
// left, all others, which are numbers, from the right. Two blanks between columns, none at the end
// of a line.
using TableRow = std::vector<std::string>;
std::string table(const std::vector<TableRow>& rows, const std::vector<size_t>& left);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_COLUMNS_H_
