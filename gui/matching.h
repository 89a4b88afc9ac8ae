// Finding lines by words that a person types.
#ifndef GREENLENS_GUI_MATCHING_H_
#define GREENLENS_GUI_MATCHING_H_

#include <string>
#include <vector>

namespace greenlens::gui {

// The words of a search, in lower case; none for blanks.
std::vector<std::string> search_words(const std::string& search);

// Whether the line holds every one of these words, in any order and case. No words: every line.
bool matches(const std::string& line, const std::vector<std::string>& words);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_MATCHING_H_
