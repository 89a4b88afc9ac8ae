#include "cli/language.h"

#include <cstdlib>
#include <string_view>

namespace greenlens::cli {
namespace {

struct Chosen {
  const words::Language* language = &words::kLanguages[0];
  bool by_person = false;
};

// What a process says it says in one language: there is nothing else that it could belong to.
Chosen& chosen() {
  static Chosen its;
  return its;
}

}  // namespace

const words::Language& language() { return *chosen().language; }

const words::Messages& catalogue() { return words::Messages::of(language().id); }

bool language_was_chosen() { return chosen().by_person; }

std::optional<std::string> language_asked_for(const std::vector<std::string>& arguments) {
  const std::string with_value = std::string(kLanguageOption) + '=';
  std::optional<std::string> asked;
  for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i] == kLanguageOption && i + 1 < arguments.size()) asked = arguments[++i];
    if (arguments[i].rfind(with_value, 0) == 0) asked = arguments[i].substr(with_value.size());
  }
  return asked;
}

std::string choose_language(const std::vector<std::string>& arguments) {
  const char* own = std::getenv(kLanguageVariable);
  const std::optional<std::string> asked = language_asked_for(arguments);
  const std::string named = asked ? *asked : own != nullptr ? own : "";
  if (asked || !named.empty()) {
    const words::Language* found = words::find_language(named);
    if (found == nullptr) return named.empty() ? "\"\"" : named;
    chosen() = {found, true};
    return "";
  }
  chosen() = {&words::wanted_language({own, std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"),
                                       std::getenv("LANG")}),
              false};
  return "";
}

}  // namespace greenlens::cli
