// greenlens-scenarios SCENARIO: what `greenlens --target SCENARIO` is on this machine, for another
// CPU. `greenlens run SCENARIO --cpu CPU` starts it by that CPU's emulator, and nobody else does:
// it has no words of its own. What is set of it stands behind its name: depth=40, and so does
// another way that it is to go.
#include "cli/exit_codes.h"
#include "cli/scenario_detour.h"
#include "cli/scenario_settings.h"
#include "cli/scenario_target.h"

namespace greenlens::cli {
namespace {

int run(const char* id, const std::vector<std::string>& wanted) {
  const scenarios::Scenario* scenario = scenarios::find(id);
  if (scenario == nullptr) return kWrongUsage;
  std::vector<std::string> rest = wanted;
  std::vector<store::WhatIf> what_ifs;
  if (!take_what_ifs(&rest, &what_ifs)) return kWrongUsage;
  const auto settings = settings_of(*scenario, rest);
  if (!settings) return kWrongUsage;
  run_described(*scenario, description_of(*scenario, *settings, what_ifs), *settings);
  return kFine;
}

}  // namespace
}  // namespace greenlens::cli

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): only memory can lack
  if (argc < 2) return greenlens::cli::kWrongUsage;
  return greenlens::cli::run(argv[1], {argv + 2, argv + argc});
}
