// Text in columns of characters: wrapped, cut, filled up. A character is one of UTF-8, not a byte.
#ifndef GREENLENS_TRACER_WORDS_COLUMNS_H_
#define GREENLENS_TRACER_WORDS_COLUMNS_H_

#include <cstddef>
#include <string>

namespace greenlens::words {

inline constexpr size_t kTextColumns = 100;

// Text by words in lines of at most `columns` characters.
std::string wrapped(const std::string& text, size_t columns);
// Exactly `columns` characters: filled up with blanks, or cut with an ellipsis.
std::string fitted(const std::string& text, size_t columns);
size_t characters_in(const std::string& text);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_COLUMNS_H_
