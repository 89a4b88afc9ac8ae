// What people write at steps of a recording: a note is about the step, or about a greenlet in it;
// one without words is a bookmark. They are kept in a file beside the recording
// (tracer/words/notes_file.h). Pure functions; what is in notes may be anything.
#ifndef GREENLENS_TRACER_WORDS_NOTES_H_
#define GREENLENS_TRACER_WORDS_NOTES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/state/state.h"
#include "tracer/words/note_question.h"

namespace greenlens::words {

// More than these nobody makes by hand.
inline constexpr size_t kMostNotes = 1000;
inline constexpr size_t kMostNoteBytes = 4000;              // of a text
inline constexpr size_t kMostNotesBytes = size_t{4} << 20;  // a file's

// Which of a greenlet's elements a note is about.
enum class NoteOn : uint8_t {
  whole,  // the greenlet, wherever it is drawn
  slice,  // on the stack
  copy,   // in the heap
  node,   // in the tree of parents
  lane,   // in the timeline
};
inline constexpr std::array<const char*, 5> kNoteOnNames = {"", "slice", "copy", "node", "lane"};
std::optional<NoteOn> note_on_from_name(std::string_view name);

struct Note {
  uint64_t step = 0;
  std::string text;  // lines, as they may be shown (tracer/facts/shown.h); may be empty
  std::string on;    // a greenlet: its name, or # and its number; empty: the step
  NoteOn where = NoteOn::whole;
  std::string others;  // its members of the file that nobody here knows: `"points": 2`
  bool is_written() const { return !text.empty() || !on.empty(); }
  bool operator==(const Note&) const = default;
};

struct Notes {
  std::vector<Note> all;            // ascending; of a step in the order in which they were written
  std::vector<std::string> unread;  // entries of the file that are no notes, as they are in JSON
  std::string others;               // its members that nobody here knows
  std::vector<NoteQuestion> questions{};        // ascending likewise
  std::vector<std::string> unread_questions{};  // entries that are none
  bool operator==(const Notes&) const = default;
};

// Those of a step; empty when there are none.
std::span<const Note> notes_at(const Notes& notes, uint64_t step);
// The nearest step behind this one that has notes, up to `last`; before this one.
std::optional<uint64_t> next_noted(const Notes& notes, uint64_t step, uint64_t last);
std::optional<uint64_t> previous_noted(const Notes& notes, uint64_t step);
// The first one that says just this; or else that has this in what it says. Capitals of ASCII do
// not matter. Null for no words.
const Note* note_called(const Notes& notes, std::string_view words);
// The step whose notes need most room, as far as their length tells; none: none is written.
std::optional<uint64_t> longest_noted(const Notes& notes);

// Sets a bookmark at this step, or takes it away. What was written there stays.
enum class Toggled : uint8_t { done, is_written, full };
Toggled toggle_bookmark(Notes* notes, uint64_t step);
// Writes one more, in the place of a bookmark; or in that of the n-th of its step. What cannot be
// shown is changed, and what is too long cut. False: there are as many as there may be.
bool write_note(Notes* notes, Note note, std::optional<size_t> instead_of = {});
// The n-th of this step.
void remove_note(Notes* notes, uint64_t step, size_t n);

// Both: those that were there, and the new ones where they say something else.
Notes joined(Notes before, const Notes& added);
// What two made of the same notes: whatever either of them added or changed is there, and what
// either took away is not.
Notes merged(const Notes& before, const Notes& theirs, const Notes& ours);
// Of the steps from one to another alone, counted from there; or with so many steps before.
Notes part_of(const Notes& notes, uint64_t from, uint64_t to);
Notes moved_on(Notes notes, uint64_t by);

// A text as it may be shown and kept, of any length: lines without blanks at their ends.
std::string shown_note(std::string_view words);

// How a note names this greenlet, so that state::find_named() finds it again.
std::string name_in_note(const state::State& state, facts::GreenletId id);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NOTES_H_
