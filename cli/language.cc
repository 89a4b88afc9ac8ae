#include "cli/language.h"

#include <cstdlib>
#include <string_view>

#include "tracer/facts/grain.h"

namespace greenlens::cli {
namespace {

struct Chosen {
  const words::Language* language = &words::kLanguages[0];
  bool by_person = false;
  std::optional<words::Level> level;
};

// What a process says it says in one language: there is nothing else that it could belong to.
Chosen& chosen() {
  static Chosen its;
  return its;
}

}  // namespace

const words::Language& language() { return *chosen().language; }

std::optional<words::Level> level() { return chosen().level; }

const words::Messages& catalogue() {
  return words::Messages::of(language().id, level().value_or(words::Level::mechanism));
}

const char* usual_grain() {
  const bool tells_story = level() == words::Level::story;
  return facts::grain_name(tells_story ? facts::Grain::story : facts::Grain::phase);
}

bool language_was_chosen() { return chosen().by_person; }

namespace {

// What stands behind an option; none when it is not there.
std::optional<std::string> asked_with(std::string_view option,
                                      const std::vector<std::string>& arguments) {
  const std::string with_value = std::string(option) + '=';
  std::optional<std::string> asked;
  for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i] == option && i + 1 < arguments.size()) asked = arguments[++i];
    if (arguments[i].rfind(with_value, 0) == 0) asked = arguments[i].substr(with_value.size());
  }
  return asked;
}

}  // namespace

std::optional<std::string> language_asked_for(const std::vector<std::string>& arguments) {
  return asked_with(kLanguageOption, arguments);
}

std::string choose_level(const std::vector<std::string>& arguments) {
  const char* own = std::getenv(kLevelVariable);
  const std::optional<std::string> asked = asked_with(kLevelOption, arguments);
  const std::string named = asked ? *asked : own != nullptr ? own : "";
  if (!asked && named.empty()) return "";
  chosen().level = words::level_from_name(named);
  if (chosen().level) return "";
  return named.empty() ? "\"\"" : named;
}

std::string choose_language(const std::vector<std::string>& arguments) {
  const char* own = std::getenv(kLanguageVariable);
  const std::optional<std::string> asked = language_asked_for(arguments);
  const std::string named = asked ? *asked : own != nullptr ? own : "";
  if (asked || !named.empty()) {
    const words::Language* found = words::find_language(named);
    if (found == nullptr) return named.empty() ? "\"\"" : named;
    chosen().language = found;
    chosen().by_person = true;
    return "";
  }
  chosen().language = &words::wanted_language(
      {own, std::getenv("LC_ALL"), std::getenv("LC_MESSAGES"), std::getenv("LANG")});
  chosen().by_person = false;
  return "";
}

}  // namespace greenlens::cli
