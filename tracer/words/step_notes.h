// The notes of one step in words: numbered, with what each is about. Pure.
#ifndef GREENLENS_TRACER_WORDS_STEP_NOTES_H_
#define GREENLENS_TRACER_WORDS_STEP_NOTES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

namespace greenlens::words {

// One that is written: a bookmark has no number.
struct StepNote {
  uint64_t step = 0;
  size_t number = 1;               // of those of its step
  std::string about;               // "gr2’s copy"; empty: the step
  std::string text;                // lines; empty: it only points
  facts::GreenletId greenlet = 0;  // who that is at the step; 0: nobody, or not looked for
  NoteOn where = NoteOn::whole;
  bool operator==(const StepNote&) const = default;
};

// `state`: of this step, in which greenlets are looked for; null: they are not.
std::vector<StepNote> step_notes(const Messages& messages, const Notes& notes, uint64_t step,
                                 const state::State* state = nullptr);
// What a note is about; empty: the step.
std::string note_about(const Messages& messages, const std::string& on, NoteOn where);

// "①", up to 20; "(21)".
std::string in_circle(size_t number);
// What the note is about and what it says, without its number: lines.
std::vector<std::string> note_lines(const Messages& messages, const StepNote& note);
// All of that as one text, with the number in a circle before it and further lines below the first
// one: "① gr2’s copy: these bytes", without a line feed at its end. `indent` is before each line.
std::string note_text(const Messages& messages, const StepNote& note,
                      const std::string& indent = "");

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_STEP_NOTES_H_
