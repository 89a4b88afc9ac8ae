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

const char* name_of(Part part) {
  switch (part) {
    case Part::scenarios:
      return "greenlens-scenarios";
    case Part::lab:
      return "greenlens-lab.o";
  }
  return "";
}

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

std::vector<std::string> part_files(const ScenarioPlaces& places, const std::string& cpu,
                                    Part part) {
  const char* name = name_of(part);
  std::vector<std::string> files;
  if (!places.folder.empty()) {
    files.push_back(fs::path(places.folder) / cpu / name);
    files.push_back(fs::path(places.folder) / cpu / "cli" / name);  // as they are built
  }
  const fs::path beside = fs::path(places.executable).parent_path();  // bin, or build/PRESET/cli
  files.push_back(beside.parent_path() / "libexec" / "greenlens" / cpu / name);
  files.push_back(beside.parent_path().parent_path() / cpu / "cli" / name);
  return files;
}

std::string part_for(const std::string& cpu, Part part, const ScenarioPlaces& places) {
  for (const std::string& file : part_files(places, cpu, part)) {
    std::error_code failed;
    if (fs::is_regular_file(file, failed)) return file;
  }
  return "";
}

facts::Result<ScenarioFile> scenarios_for(const std::string& cpu, const ScenarioPlaces& places) {
  const cpus::Cpu* known = cpus::find(cpu);
  if (known == nullptr) return Fault{FaultKind::no_such_cpu, cpu, 0, 0, known_cpus()};
  if (is_this_machines(cpu)) return ScenarioFile{};
  const std::string file = part_for(known->id, Part::scenarios, places);
  if (file.empty()) return Fault{FaultKind::no_scenarios, known->id, 0, 0, ""};
  return ScenarioFile{known->id, file};
}

}  // namespace greenlens::cli
