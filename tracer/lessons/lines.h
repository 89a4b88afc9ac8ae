// How lines of one paragraph belong together. Pure functions.
#ifndef GREENLENS_TRACER_LESSONS_LINES_H_
#define GREENLENS_TRACER_LESSONS_LINES_H_

#include <string>
#include <string_view>

namespace greenlens::lessons {

// Without blanks at its ends, and one where there are several, or tabs.
std::string tidy_line(std::string_view line);
// Whether no blank stands between the end of that and the beginning of this: both are of scripts
// that have none between words.
bool joins_closely(std::string_view before, std::string_view behind);
void join_line(std::string_view line, std::string* paragraph);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_LINES_H_
