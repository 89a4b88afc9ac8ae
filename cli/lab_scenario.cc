#include "cli/lab_scenario.h"

#include <fstream>
#include <iterator>

#include "cli/scenario_target.h"
#include "scenarios/lab/lab.h"
#include "scenarios/scenario.h"

namespace greenlens::cli {
namespace {

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

bool run_in_the_lab(const std::string& folder, const std::string& id) {
  const scenarios::Scenario in_the_lab = scenarios::lab::scenario();
  const scenarios::Scenario* scenario = scenarios::find(id);
  if (id == in_the_lab.id) scenario = &in_the_lab;
  if (scenario == nullptr) return false;
  record::ProgramDescription description = description_of(*scenario);
  const std::string below = folder + "/";
  std::ifstream changed(below + "changed");
  for (std::string path; std::getline(changed, path);) {
    std::string there = below;
    there += path;
    description.other_sources[path] = text_of(there);
  }
  run_described(*scenario, description);
  return true;
}

}  // namespace greenlens::cli
