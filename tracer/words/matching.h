// Finding lines by words that a person types. Pure; capitals beyond ASCII are not folded.
#ifndef GREENLENS_TRACER_WORDS_MATCHING_H_
#define GREENLENS_TRACER_WORDS_MATCHING_H_

#include <string>
#include <vector>

namespace greenlens::words {

// The words of a search, in lower case; none for blanks.
std::vector<std::string> search_words(const std::string& search);

// Whether the line holds every one of these words, in any order and case. No words: every line.
bool matches(const std::string& line, const std::vector<std::string>& words);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_MATCHING_H_
