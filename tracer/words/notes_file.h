// The file that keeps the notes of a recording, beside it: JSON that people read and write too.
//
//   {"greenlens": "notes", "version": 1, "notes": [
//     {"step": 412, "text": "main is only partly saved"},
//     {"step": 412, "on": "gr2", "where": "copy", "text": "these bytes are the bottom half"},
//     {"step": 700}
//   ], "questions": [
//     {"step": 411, "question": "Who is in gr1's way?", "choices": ["main", "gr2"], "answer": 2}
//   ]}
//
// A step is a number as the grain "phase" counts; "on" names a greenlet, and "where" one of its
// elements; questions are a teacher's own (note_question.h). Members that are not known stay where
// they are, and so do entries that are no notes. Pure functions; what they are given may be
// anything.
#ifndef GREENLENS_TRACER_WORDS_NOTES_FILE_H_
#define GREENLENS_TRACER_WORDS_NOTES_FILE_H_

#include <optional>
#include <string>
#include <string_view>

#include "tracer/facts/fault.h"
#include "tracer/words/notes.h"

namespace greenlens::words {

// The file of a recording; and the one that had its bookmarks in former versions, lines of text.
std::string notes_file(const std::string& recording);
std::string old_bookmarks_file(const std::string& recording);

// What was found in such a file. `unread` entries or lines say nothing that is known, the first of
// them in line `line`.
struct ReadNotes {
  Notes notes;
  size_t unread = 0;
  uint64_t line = 0;
};
// A fault, without its place: that is no such file, or of a version that is not known, or it holds
// more than it may; it is not to be written over. (An empty one is one without notes.)
facts::Result<ReadNotes> parse_notes(std::string_view text);
// None: that is no such file.
std::optional<ReadNotes> parse_old_bookmarks(std::string_view text);

// A note or a question a line; ends with a line feed. What it says is what parse_notes reads.
std::string format_notes(const Notes& notes);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NOTES_FILE_H_
