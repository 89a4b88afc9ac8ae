#include "cli/lab_target.h"

#include <algorithm>
#include <filesystem>

#include "assets/assets.h"
#include "cli/other_cpu.h"
#include "cli/suggest.h"
#include "scenarios/scenario.h"
#include "tracer/cpus/atlas.h"
#include "tracer/gdb/remote_cpu.h"
#include "tracer/words/lists.h"

namespace greenlens::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProgram = "greenlens-lab";

// Beside this program, or where it is installed. Empty: it is in neither place.
std::string lab_program() {
  std::error_code failed;
  const fs::path own = fs::read_symlink("/proc/self/exe", failed).parent_path();
  for (const fs::path& place :
       {own / kProgram, own.parent_path() / "libexec" / "greenlens" / kProgram}) {
    if (fs::is_regular_file(place, failed)) return place.string();
  }
  return "";
}

std::string listed_ids(const std::vector<std::string>& names) {
  return words::joined(catalogue(), names);
}

probe::Refused unknown(const std::string& name, const std::vector<lab::Variant>& all) {
  std::vector<std::string> ids;
  for (const lab::Variant& one : all) ids.push_back(one.id);
  const std::vector<std::string> near = near_names(name, ids);
  if (!near.empty()) return {"lab.unknown.near", {{"name", name}, {"near", listed_ids(near)}}};
  return {"lab.unknown", {{"name", name}}};
}

void note_differences(Tryout* tryout) {
  tryout->switch_source = assets::text(tryout->switch_path);
  for (const lab::Changed& one : tryout->built->changed()) {
    if (one.file == tryout->switch_path) tryout->switch_source = one.text;
    for (lab::Difference& line : lab::differences(one.file, assets::text(one.file), one.text)) {
      tryout->different.push_back(std::move(line));
    }
  }
}

// The folder of the CPU with that name; empty, as `cpu` may be: this machine's.
bool find_folder(const std::string& cpu, std::string* folder, probe::Refused* refused) {
  folder->clear();
  if (cpu.empty() || is_this_machines(cpu)) return true;
  if (const cpus::Cpu* known = cpus::find(cpu)) return *folder = known->id, true;
  std::vector<std::string> known;
  for (const cpus::Cpu& one : cpus::all()) known.push_back(one.id);
  *refused = {"lab.no_cpu", {{"name", cpu}, {"known", listed_ids(known)}}};
  return false;
}

// What it is built with and runs in. Nothing when that is not there.
std::optional<lab::Whose> whose_of(const std::string& folder, std::string* program,
                                   probe::Refused* refused) {
  if (folder.empty()) {
    *program = lab_program();
    if (!program->empty()) return lab::ours();
    *refused = {"lab.no_program", {{"program", kProgram}}};
    return std::nullopt;
  }
  const std::string part = part_for(folder, Part::lab, scenario_places());
  const gdb::RemoteCpu* cpu = gdb::find_remote_cpu(folder);
  if (!part.empty() && cpu != nullptr) {
    return lab::Whose{folder, cpu->libraries + "-gcc", "g++-" + cpu->libraries, part};
  }
  *refused = {"lab.no_part", {{"cpu", folder}}};
  return std::nullopt;
}

bool is_file(const std::string& name) {
  std::error_code ignored;
  return name.find('/') != name.npos || name.ends_with(".S") || name.ends_with(".s") ||
         fs::exists(name, ignored);
}

live::TargetCommand command_of(const ToTry& wanted, const lab::Built& built,
                               const std::string& program, const std::string& cpu) {
  live::TargetCommand command;
  command.argv = {cpu.empty() ? program : built.program(), built.folder(), wanted.scenario};
  command.shown_name = kLabPrefix + wanted.name;
  command.output = live::Output::nowhere;
  command.orphan = live::Orphan::ends;
  command.instructions = true;
  command.cpu = cpu;
  return command;
}

}  // namespace

std::optional<std::vector<lab::Variant>> wrong_switches_of(const std::string& cpu,
                                                           probe::Refused* refused) {
  std::string folder;
  if (!find_folder(cpu, &folder, refused)) return std::nullopt;
  return lab::built_in(folder.empty() ? lab::ours().folder : folder);
}

std::vector<std::string> lab_cpus() {
  std::vector<std::string> all = {lab::ours().folder};
  for (const cpus::Cpu& cpu : cpus::all()) {
    const bool other = cpu.id != all.front();
    if (other && !part_for(cpu.id, Part::lab, scenario_places()).empty()) all.push_back(cpu.id);
  }
  return all;
}

std::optional<Tryout> tryout_of(const ToTry& wanted, probe::Refused* refused,
                                const probe::Stop& stop) {
  std::string folder, program;
  if (!find_folder(wanted.cpu, &folder, refused)) return std::nullopt;
  const std::optional<lab::Whose> whose = whose_of(folder, &program, refused);
  if (!whose) return std::nullopt;
  if (wanted.scenario != kLabScenario && scenarios::find(wanted.scenario) == nullptr) {
    *refused = {"lab.no_scenario", {{"name", wanted.scenario}}};
    return std::nullopt;
  }
  const std::string& name = wanted.name;
  const std::vector<lab::Variant> all = lab::built_in(whose->folder);
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const lab::Variant& one) { return one.id == name; });
  Tryout tryout;
  tryout.variant.title = name;
  tryout.own = known == all.end();
  tryout.switch_path = whose->switch_path();
  if (known != all.end()) {
    tryout.variant = *known;
    tryout.built = lab::Built::of(*known, *whose, refused, stop);
  } else if (name == kRightSwitch) {
    tryout.built = lab::Built::right(*whose, refused, stop);
  } else if (is_file(name)) {
    tryout.built = lab::Built::of_file(name, *whose, refused, stop);
  } else {
    *refused = unknown(name, all);
  }
  if (tryout.built == nullptr) return std::nullopt;
  note_differences(&tryout);
  tryout.command = command_of(wanted, *tryout.built, program, folder);
  return tryout;
}

}  // namespace greenlens::cli
