// greenlens-scenarios SCENARIO: what `greenlens --target SCENARIO` is on this machine, for another
// CPU. `greenlens run SCENARIO --cpu CPU` starts it by that CPU's emulator, and nobody else does:
// it has no words of its own.
#include "cli/exit_codes.h"
#include "cli/scenario_target.h"

namespace greenlens::cli {
namespace {

int run(const char* id) {
  const scenarios::Scenario* scenario = scenarios::find(id);
  if (scenario == nullptr) return kWrongUsage;
  run_described(*scenario, description_of(*scenario));
  return kFine;
}

}  // namespace
}  // namespace greenlens::cli

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): only memory can lack
  return argc == 2 ? greenlens::cli::run(argv[1]) : greenlens::cli::kWrongUsage;
}
