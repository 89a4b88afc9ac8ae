// greenlens-lab FOLDER SCENARIO: a scenario with another switch, or another engine, than the one
// that it was linked with: what FOLDER/variant.so has takes its place. `greenlens lab` makes that
// folder, and records this program.
//
// The engine is a shared library here and nowhere else in the project: so what is loaded before it
// (LD_PRELOAD) stands in for it, function by function.
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "cli/say.h"
#include "cli/scenario_target.h"
#include "scenarios/lab/lab.h"
#include "scenarios/scenario.h"

namespace greenlens::cli {
namespace {

constexpr const char* kPreload = "LD_PRELOAD";

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int run(const std::string& folder, const std::string& id) {
  const scenarios::Scenario in_the_lab = scenarios::lab::scenario();
  const scenarios::Scenario* scenario = scenarios::find(id);
  if (id == in_the_lab.id) scenario = &in_the_lab;
  if (scenario == nullptr) return EXIT_FAILURE;
  record::ProgramDescription description = description_of(*scenario);
  const std::string below = folder + "/";
  std::ifstream changed(below + "changed");
  for (std::string path; std::getline(changed, path);) {
    std::string there = below;
    there += path;
    description.other_sources[path] = text_of(there);
  }
  run_described(*scenario, description);
  return EXIT_SUCCESS;
}

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
  return greenlens::cli::run(folder, argv[2]);
}
