#include "cli/scenario_settings.h"

#include <fmt/format.h>

#include <algorithm>

namespace greenlens::cli {

facts::Result<scenarios::Settings> settings_of(const scenarios::Scenario& scenario,
                                               const std::vector<std::string>& wanted) {
  scenarios::Settings settings;
  for (const std::string& one : wanted) {
    const size_t equals = std::min(one.find('='), one.size());
    const std::string name = one.substr(0, equals);
    const auto parameter = std::find_if(scenario.parameters.begin(), scenario.parameters.end(),
                                        [&](const auto& its) { return name == its.id; });
    std::optional<int64_t> value;
    if (parameter != scenario.parameters.end() && equals < one.size()) {
      value = value_from_text(*parameter, one.substr(equals + 1));
    }
    if (!value) return facts::Fault{facts::FaultKind::no_setting, scenario.id, 0, 0, one};
    settings[name] = *value;
  }
  return settings;
}

std::vector<store::Setting> unusual(const scenarios::Scenario& scenario,
                                    const scenarios::Settings& settings) {
  std::vector<store::Setting> all;
  for (const scenarios::Parameter& parameter : scenario.parameters) {
    const auto found = settings.find(parameter.id);
    if (found == settings.end() || found->second == parameter.usual) continue;
    all.push_back({parameter.id, value_text(parameter, found->second)});
  }
  return all;
}

std::string range_text(const scenarios::Parameter& parameter) {
  std::string range = fmt::format("{}..{}", parameter.least, parameter.most);
  if (!parameter.words.empty()) range = fmt::format("{}", fmt::join(parameter.words, "|"));
  return fmt::format("{}={} ({})", parameter.id, range, value_text(parameter, parameter.usual));
}

}  // namespace greenlens::cli
