// How far somebody has come in lessons, and the file that keeps it: lines of text.
//
//   greenlens progress 1
//   one_stack 1 2 5
//   tutorial 1
//
// A lesson by its id, and the parts that are done, by their numbers. Pure functions; what they are
// given may be anything.
#ifndef GREENLENS_TRACER_LESSONS_PROGRESS_H_
#define GREENLENS_TRACER_LESSONS_PROGRESS_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace greenlens::lessons {

inline constexpr size_t kMostProgressBytes = size_t{256} << 10;

struct Progress {
  std::map<std::string, std::set<size_t>, std::less<>> done;  // parts, by their indices
  bool operator==(const Progress&) const = default;
};

bool is_done(const Progress& progress, std::string_view lesson, size_t part);
// Of so many parts that there are.
size_t count_done(const Progress& progress, std::string_view lesson, size_t parts);
// False: it was done already.
bool set_done(std::string_view lesson, size_t part, Progress* progress);

// Lines that say nothing are passed over; a text of something else is no progress.
Progress parse_progress(std::string_view text);
std::string format_progress(const Progress& progress);
// What either has done.
Progress joined(Progress one, const Progress& other);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_PROGRESS_H_
