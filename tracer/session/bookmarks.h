// Steps that somebody wants to come back to, each with a few words; and the plain file beside a
// recording that keeps them:
//
//   greenlens bookmarks 1
//   412 main is only partly saved
//   700
//
// A line is the number of a step, as the grain "phase" counts, and behind a blank what it is
// called. Lines that begin with # are comments. Pure functions; what they are given may be
// anything.
#ifndef GREENLENS_TRACER_SESSION_BOOKMARKS_H_
#define GREENLENS_TRACER_SESSION_BOOKMARKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::session {

// More than these nobody makes by hand.
inline constexpr size_t kMostBookmarks = 1000;
inline constexpr size_t kMostNoteBytes = 400;
inline constexpr size_t kMostBookmarkBytes = size_t{1} << 20;  // a file's

struct Bookmark {
  uint64_t step = 0;
  std::string note;  // one line, as it may be shown (tracer/facts/shown.h); may be empty
  bool operator==(const Bookmark&) const = default;
};

struct Bookmarks {
  std::vector<Bookmark> all;        // ascending, each step once
  std::vector<std::string> others;  // lines of the file that say no bookmark: they stay in it
  bool operator==(const Bookmarks&) const = default;
};

// The file that keeps those of a recording.
std::string bookmarks_file(const std::string& recording);

// None: that is no such file, or one of a version that is not known, or far too large; it is not to
// be written over. (An empty one is one without bookmarks.) Of two lines about one step the last
// one counts.
std::optional<Bookmarks> parse_bookmarks(std::string_view text);
// Ends with a line feed. What it says is what parse_bookmarks reads.
std::string format_bookmarks(const Bookmarks& bookmarks);
// How many lines are neither a bookmark nor a comment nor empty.
size_t unread_lines(const Bookmarks& bookmarks);

// Null when there is none.
const Bookmark* bookmark_at(const Bookmarks& bookmarks, uint64_t step);
// The nearest one behind a step, up to `last`; before a step.
const Bookmark* next_bookmark(const Bookmarks& bookmarks, uint64_t step, uint64_t last);
const Bookmark* previous_bookmark(const Bookmarks& bookmarks, uint64_t step);
// The first one that is called so; or else that has this in what it is called. Capitals of ASCII
// do not matter. Null for no words.
const Bookmark* bookmark_called(const Bookmarks& bookmarks, std::string_view words);

// Sets one at this step, or takes it away. False: there are as many as there may be.
bool toggle_bookmark(Bookmarks* bookmarks, uint64_t step);
// Sets one at this step that is called so; what cannot be shown on a line is changed, and what is
// too long cut. False as above.
bool note_bookmark(Bookmarks* bookmarks, uint64_t step, std::string_view note);
// Both: those that were there, and the new ones, whose notes count.
Bookmarks joined(Bookmarks before, const Bookmarks& added);

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_BOOKMARKS_H_
