// The languages that there are words in: a row for each. A language is a file of assets/messages/
// and its row here.
#ifndef GREENLENS_TRACER_WORDS_LANGUAGES_H_
#define GREENLENS_TRACER_WORDS_LANGUAGES_H_

#include <array>

namespace greenlens::words {

struct Language {
  const char* id;    // "en": its file is assets/messages/<id>.txt
  const char* name;  // in the language itself
};

// The first one has every message; it stands in where no other was asked for.
inline constexpr std::array<Language, 1> kLanguages = {{{"en", "English"}}};

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_LANGUAGES_H_
