#include "cli/lab_target.h"

#include <algorithm>
#include <filesystem>

#include "assets/assets.h"
#include "cli/suggest.h"
#include "scenarios/scenario.h"

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
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

probe::Refused unknown(const std::string& name, const std::vector<lab::Variant>& all) {
  std::vector<std::string> ids;
  for (const lab::Variant& one : all) ids.push_back(one.id);
  const std::vector<std::string> near = near_names(name, ids);
  if (!near.empty()) return {"lab.unknown.near", {{"name", name}, {"near", listed_ids(near)}}};
  return {"lab.unknown", {{"name", name}}};
}

void note_differences(Tryout* tryout) {
  tryout->switch_source = assets::text(lab::switch_path());
  for (const lab::Changed& one : tryout->built->changed()) {
    if (one.file == lab::switch_path()) tryout->switch_source = one.text;
    for (lab::Difference& line : lab::differences(one.file, assets::text(one.file), one.text)) {
      tryout->different.push_back(std::move(line));
    }
  }
}

}  // namespace

std::optional<Tryout> tryout_of(const std::string& name, const std::string& scenario,
                                probe::Refused* refused, const probe::Stop& stop) {
  const std::string program = lab_program();
  if (program.empty()) {
    *refused = {"lab.no_program", {{"program", kProgram}}};
    return std::nullopt;
  }
  if (scenario != kLabScenario && scenarios::find(scenario) == nullptr) {
    *refused = {"lab.no_scenario", {{"name", scenario}}};
    return std::nullopt;
  }
  const std::vector<lab::Variant> all = lab::built_in();
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const lab::Variant& one) { return one.id == name; });
  Tryout tryout;
  tryout.variant.title = name;
  tryout.own = known == all.end();
  std::error_code ignored;
  const bool is_file = name.find('/') != name.npos || name.ends_with(".S") ||
                       name.ends_with(".s") || fs::exists(name, ignored);
  if (known != all.end()) {
    tryout.variant = *known;
    tryout.built = lab::Built::of(*known, refused, stop);
  } else if (name == kRightSwitch) {
    tryout.built = lab::Built::right(refused, stop);
  } else if (is_file) {
    tryout.built = lab::Built::of_file(name, refused, stop);
  } else {
    *refused = unknown(name, all);
  }
  if (tryout.built == nullptr) return std::nullopt;
  note_differences(&tryout);
  live::TargetCommand& command = tryout.command;
  command.argv = {program, tryout.built->folder(), scenario};
  command.shown_name = kLabPrefix + name;
  command.output = live::Output::nowhere;
  command.orphan = live::Orphan::ends;
  command.instructions = true;
  return tryout;
}

}  // namespace greenlens::cli
