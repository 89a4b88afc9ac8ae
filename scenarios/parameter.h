// What of a scenario can be another one at the next run: a number in a range, or one of some words.
//
// A scenario lists its parameters and reads them while it runs. Which values are in force is the
// process's: a scenario that is watched has a process of its own.
#ifndef GREENLENS_SCENARIOS_PARAMETER_H_
#define GREENLENS_SCENARIOS_PARAMETER_H_

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace greenlens::scenarios {

struct Parameter {
  const char* id;  // "depth": what the command line calls it, in lower case
  int64_t usual = 0, least = 0, most = 0;
  // Where it is a choice: what its values are called, from `least` on; otherwise empty.
  std::vector<const char*> words = {};
};

// Values by their parameters' ids; who is not there has the usual one.
using Settings = std::map<std::string, int64_t, std::less<>>;

// "40" or "exit"; none for what is no value of it.
inline std::optional<int64_t> value_from_text(const Parameter& parameter, std::string_view text) {
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

inline std::string value_text(const Parameter& parameter, int64_t value) {
  const auto word = static_cast<size_t>(value - parameter.least);
  return word < parameter.words.size() ? parameter.words[word] : std::to_string(value);
}

// In force as long as this lives; one at a time.
class InForce {
 public:
  explicit InForce(Settings settings) { now() = std::move(settings); }
  ~InForce() { now().clear(); }
  InForce(const InForce&) = delete;

 private:
  friend int64_t setting(const Parameter& parameter);
  static Settings& now() {
    static Settings settings;
    return settings;
  }
};

// For the scenario: its value now.
inline int64_t setting(const Parameter& parameter) {
  const Settings& settings = InForce::now();
  const auto found = settings.find(parameter.id);
  return found == settings.end() ? parameter.usual : found->second;
}

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_PARAMETER_H_
