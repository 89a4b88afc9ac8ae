// A teacher's own question at a step, as it stands in the file of notes:
//
//   {"step": 41, "question": "Who is in gr1's way?", "choices": ["main", "gr2"], "answer": 2,
//    "explanation": "gr2 lies below gr1's stack_stop."}
//   {"step": 41, "question": "How many bytes of gr2 go to the heap?", "answer": 1424}
//
// Pure; what it is given may be anything.
#ifndef GREENLENS_TRACER_WORDS_NOTE_QUESTION_H_
#define GREENLENS_TRACER_WORDS_NOTE_QUESTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tracer/facts/json.h"

namespace greenlens::words {

inline constexpr size_t kMostNoteQuestions = 200;
inline constexpr size_t kMostNoteChoices = 9;

struct NoteQuestion {
  uint64_t step = 0;
  // Each on one line, as it may be shown (tracer/facts/shown.h).
  std::string question;
  std::vector<std::string> choices;  // none: it asks for a number or a text
  // The right one: of choices its number, from 1.
  std::variant<int64_t, std::string> answer;
  std::string explanation;  // may be empty
  std::string others;       // its members of the file that nobody here knows
  bool operator==(const NoteQuestion&) const = default;
};

// None: it is no question. It lacks one of its parts, or they do not fit: an answer that is none of
// the choices, a choice that is there twice, more than there may be.
std::optional<NoteQuestion> question_of(const facts::Json& entry);
// As question_of reads it, on one line.
std::string line_of(const NoteQuestion& question);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NOTE_QUESTION_H_
