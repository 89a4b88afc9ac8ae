// The languages that there are words in, a row for each, and which of them somebody wants. A
// language is a file of assets/messages and its row here. Pure functions.
#ifndef GREENLENS_TRACER_WORDS_LANGUAGES_H_
#define GREENLENS_TRACER_WORDS_LANGUAGES_H_

#include <array>
#include <string>
#include <string_view>

namespace greenlens::words {

struct Language {
  // "en": its file is assets/messages/<id>.txt; also what a page says of itself (`lang`), by
  // BCP 47.
  const char* id;
  const char* name;  // in the language itself
};

// The first one has every message; it stands in where no other was asked for, and for a message
// that another one lacks.
inline constexpr std::array<Language, 3> kLanguages = {
    {{"en", "English"}, {"zh-Hans", "简体中文"}, {"zh-Hant", "繁體中文"}}};

// By its id, its name, or a locale that it is for ("zh_TW.UTF-8", "zh-hk"), in any case; null when
// there is none.
const Language* find_language(std::string_view name);

// What the environment has for these variables; null: it is not set.
struct LanguageVariables {
  const char* greenlens_lang = nullptr;
  const char* lc_all = nullptr;
  const char* lc_messages = nullptr;
  const char* lang = nullptr;
};
// The language that they ask for: GREENLENS_LANG's, or else that of the system's three, of which
// the first one that is set and not empty counts. What no language is for ("C.UTF-8", "de_DE") asks
// for the first one.
const Language& wanted_language(const LanguageVariables& variables);

// "en (English), zh-Hans (简体中文)": all of them, for sentences.
std::string languages_there_are();

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_LANGUAGES_H_
