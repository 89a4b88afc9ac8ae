// How entries of a file of notes stand in it: members on one line, with blanks as people write
// them, so that what nobody here knows stays as it was. Part of notes_file.h.
#ifndef GREENLENS_TRACER_WORDS_NOTE_JSON_H_
#define GREENLENS_TRACER_WORDS_NOTE_JSON_H_

#include <string>

#include "tracer/facts/json.h"

namespace greenlens::words {

// An entry as it is in JSON.
std::string entry_text(const facts::Json& entry);
// `"step": 412`.
std::string member_text(const std::string& name, const facts::Json& value);
// Behind those that there are.
void add_member(const std::string& more, std::string* all);
// Null: it is no text.
const std::string* text_of(const facts::Json& value);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_NOTE_JSON_H_
