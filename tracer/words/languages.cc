#include "tracer/words/languages.h"

#include <algorithm>
#include <cctype>

namespace greenlens::words {
namespace {

struct Locale {
  const char* begins;  // small, with hyphens
  const char* id;
};
// The longest that fits counts: Taiwan, Hong Kong and Macao write traditional letters.
constexpr std::array kLocales = {Locale{"zh-hant", "zh-Hant"},
                                 Locale{"zh-hans", "zh-Hans"},
                                 Locale{"zh-tw", "zh-Hant"},
                                 Locale{"zh-hk", "zh-Hant"},
                                 Locale{"zh-mo", "zh-Hant"},
                                 Locale{"zh", "zh-Hans"},
                                 Locale{"en", "en"}};

// "zh_TW.UTF-8@modifier" as "zh-tw".
std::string plain(std::string_view locale) {
  std::string result;
  for (const char c : locale.substr(0, locale.find_first_of(".@"))) {
    result += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

bool is_of(std::string_view locale, std::string_view begins) {
  return locale.substr(0, begins.size()) == begins &&
         (locale.size() == begins.size() || locale[begins.size()] == '-');
}

bool is_set(const char* variable) { return variable != nullptr && *variable != '\0'; }

}  // namespace

const Language* find_language(std::string_view name) {
  for (const Language& language : kLanguages) {
    if (name == language.name) return &language;
  }
  const std::string wanted = plain(name);
  for (const Locale& locale : kLocales) {
    if (!is_of(wanted, locale.begins)) continue;
    return std::find_if(kLanguages.begin(), kLanguages.end(), [&](const Language& language) {
      return std::string_view(language.id) == locale.id;
    });
  }
  return nullptr;
}

const Language& wanted_language(const LanguageVariables& variables) {
  const Language* own =
      is_set(variables.greenlens_lang) ? find_language(variables.greenlens_lang) : nullptr;
  if (own != nullptr) return *own;
  for (const char* variable : {variables.lc_all, variables.lc_messages, variables.lang}) {
    if (!is_set(variable)) continue;
    const Language* found = find_language(variable);
    return found != nullptr ? *found : kLanguages[0];
  }
  return kLanguages[0];
}

std::string languages_there_are() {
  std::string all;
  for (const Language& language : kLanguages) {
    all += std::string(all.empty() ? "" : ", ") + language.id + " (" + language.name + ")";
  }
  return all;
}

}  // namespace greenlens::words
