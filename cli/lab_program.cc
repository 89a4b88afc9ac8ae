// greenlens-lab FOLDER SCENARIO: a scenario with another switch, or another engine, than the one
// that it was linked with: what FOLDER/variant.so has takes its place. `greenlens lab` makes that
// folder, and records this program.
//
// The engine is a shared library here and nowhere else in the project: so what is loaded before it
// (LD_PRELOAD) stands in for it, function by function.
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "cli/lab_scenario.h"
#include "cli/say.h"

namespace greenlens::cli {
namespace {

constexpr const char* kPreload = "LD_PRELOAD";

}  // namespace
}  // namespace greenlens::cli

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): only memory can lack
  if (argc != 3) {
    return greenlens::cli::refuse(greenlens::cli::kWrongUsage, greenlens::cli::say("lab.part"));
  }
  const std::string folder = argv[1];
  const std::string variant = folder + "/variant.so";
  const char* loaded = std::getenv(greenlens::cli::kPreload);
  if (loaded == nullptr || loaded != variant) {
    setenv(greenlens::cli::kPreload, variant.c_str(), 1);
    execv("/proc/self/exe", argv);
    return EXIT_FAILURE;
  }
  return greenlens::cli::run_in_the_lab(folder, argv[2]) ? EXIT_SUCCESS : EXIT_FAILURE;
}
