#include "scenarios/parameter.h"

#include <charconv>
#include <utility>

namespace greenlens::scenarios {
namespace {

Settings& in_force() {
  static Settings settings;
  return settings;
}

}  // namespace

std::optional<int64_t> value_from_text(const Parameter& parameter, std::string_view text) {
  for (size_t i = 0; i < parameter.words.size(); ++i) {
    if (text == parameter.words[i]) return parameter.least + static_cast<int64_t>(i);
  }
  if (!parameter.words.empty()) return std::nullopt;
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (!is_number || value < parameter.least || value > parameter.most) return std::nullopt;
  return value;
}

std::string value_text(const Parameter& parameter, int64_t value) {
  const auto word = static_cast<size_t>(value - parameter.least);
  return word < parameter.words.size() ? parameter.words[word] : std::to_string(value);
}

InForce::InForce(Settings settings) { in_force() = std::move(settings); }

InForce::~InForce() { in_force().clear(); }

int64_t setting(const Parameter& parameter) {
  const auto found = in_force().find(parameter.id);
  return found == in_force().end() ? parameter.usual : found->second;
}

}  // namespace greenlens::scenarios
