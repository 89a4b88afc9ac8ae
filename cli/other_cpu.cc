#include "cli/other_cpu.h"

#include <cstdlib>
#include <filesystem>

#include "arch/arch.h"
#include "tracer/cpus/atlas.h"

namespace greenlens::cli {
namespace {

namespace fs = std::filesystem;
using facts::Fault;
using facts::FaultKind;

constexpr const char* kScenarios = "greenlens-scenarios";

std::string known_cpus() {
  std::string names;
  for (const cpus::Cpu& cpu : cpus::all()) names += (names.empty() ? "" : ", ") + cpu.id;
  return names;
}

}  // namespace

bool is_this_machines(const std::string& cpu) {
  const cpus::Cpu* known = cpus::find(cpu);
  return known != nullptr && known->name == arch_describe()->name;
}

ScenarioPlaces scenario_places() {
  const char* folder = std::getenv(kTargetsVariable);
  std::error_code failed;
  const fs::path own = fs::read_symlink("/proc/self/exe", failed);
  return {folder != nullptr ? folder : "", failed ? "" : own.string()};
}

std::vector<std::string> scenario_files(const ScenarioPlaces& places, const std::string& cpu) {
  std::vector<std::string> files;
  if (!places.folder.empty()) {
    files.push_back(fs::path(places.folder) / cpu / kScenarios);
    files.push_back(fs::path(places.folder) / cpu / "cli" / kScenarios);  // as they are built
  }
  const fs::path beside = fs::path(places.executable).parent_path();  // bin, or build/PRESET/cli
  files.push_back(beside.parent_path() / "libexec" / "greenlens" / cpu / kScenarios);
  files.push_back(beside.parent_path().parent_path() / cpu / "cli" / kScenarios);
  return files;
}

facts::Result<ScenarioFile> scenarios_for(const std::string& cpu, const ScenarioPlaces& places) {
  const cpus::Cpu* known = cpus::find(cpu);
  if (known == nullptr) return Fault{FaultKind::no_such_cpu, cpu, 0, 0, known_cpus()};
  if (is_this_machines(cpu)) return ScenarioFile{};
  for (const std::string& file : scenario_files(places, known->id)) {
    std::error_code failed;
    if (fs::is_regular_file(file, failed)) return ScenarioFile{known->id, file};
  }
  return Fault{FaultKind::no_scenarios, known->id, 0, 0, ""};
}

}  // namespace greenlens::cli
