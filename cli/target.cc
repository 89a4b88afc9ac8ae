#include "cli/target.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/other_cpu.h"
#include "cli/python_path.h"
#include "cli/say.h"
#include "cli/scenario_detour.h"
#include "cli/scenario_settings.h"
#include "cli/scenario_target.h"
#include "cli/suggest.h"
#include "scenarios/scenario.h"
#include "tracer/facts/fields.h"
#include "tracer/ring/offer.h"
#include "tracer/store/timeline.h"
#include "tracer/words/lists.h"

namespace greenlens::cli {
namespace {

std::string own_executable() {
  std::error_code failed;
  auto path = std::filesystem::read_symlink("/proc/self/exe", failed);
  return failed ? "greenlens" : path.string();
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    const std::string quoted = "`" + name + "`";
    if (!list.empty() && &name == &names.back()) {
      list = say("list.or", {{"first", list}, {"last", quoted}});
    } else {
      words::add_name(catalogue(), quoted, &list);
    }
  }
  return list;
}

facts::Fault unknown(const std::string& name) {
  std::vector<std::string> ids;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) ids.push_back(scenario->id);
  return {facts::FaultKind::unknown_target, name, 0, 0, quoted_list(near_names(name, ids))};
}

constexpr const char* kAutomatic = "auto";
constexpr const char* kInstructions = "instructions";

// All that may be said for one of facts' enums.
template <typename Enum>
std::vector<std::string> words_of() {
  std::vector<std::string> words;
  for (const char* word : facts::enum_names(Enum())) words.emplace_back(word);
  return words;
}

// The one with that word; `otherwise` when none has it.
template <typename Enum>
Enum called(const std::string& word, Enum otherwise) {
  const auto names = facts::enum_names(Enum());
  for (size_t i = 0; i < names.size(); ++i) {
    if (word == names[i]) return static_cast<Enum>(i);
  }
  return otherwise;
}

// "@1234", "@/some/where.sock".
facts::Result<live::TargetCommand> find_running(const std::string& name,
                                                const std::vector<std::string>& arguments) {
  std::string place = name.substr(1);
  const bool is_number = !place.empty() && place.find_first_not_of("0123456789") == place.npos;
  if (is_number) place = ring::offer_place(static_cast<pid_t>(std::atoll(place.c_str())));
  std::error_code ignored;
  if (!std::filesystem::is_socket(place, ignored)) {
    return facts::Fault{facts::FaultKind::not_offered, name, 0, 0, ""};
  }
  if (!arguments.empty()) {
    return facts::Fault{facts::FaultKind::scenario_arguments, name, 0, 0, arguments[0]};
  }
  live::TargetCommand command;
  command.offer = place;
  command.shown_name = name;
  return command;
}

}  // namespace

void add_detail_options(CLI::App* command, DetailOptions* options) {
  std::vector<std::string> details = words_of<facts::Detail>();
  details.emplace_back(kAutomatic);
  details.emplace_back(kInstructions);
  command->add_option("--detail", options->detail, say("cli.help.detail"))
      ->check(CLI::IsMember(details))
      ->envname("GREENLENS_DETAIL");
  command->add_option("--bytes", options->bytes, say("cli.help.bytes"))
      ->check(CLI::IsMember(words_of<facts::SliceBytes>()))
      ->envname("GREENLENS_BYTES");
  command->add_option("--switch", options->switches, say("cli.help.switch"))
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--stack", options->stacks, say("cli.help.stack"))
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--lines", options->lines, say("cli.help.lines"));
  command->add_flag("--locals", options->locals, say("cli.help.locals"));
  command->add_option("--gdb", options->gdb, say("cli.help.gdb"))->option_text("HOST:PORT");
  add_scenario_options(command, options);
}

void add_scenario_options(CLI::App* command, DetailOptions* options) {
  command->add_option("--cpu", options->cpu, say("cli.help.cpu"))->option_text("CPU");
  command->add_option("--set", options->settings, say("cli.help.set"))
      ->option_text("NAME=VALUE ...")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--what-if", options->what_ifs, say("cli.help.what_if_option"))
      ->option_text("'STEP: DEED' ...")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_module_option(CLI::App* command, std::string* target) {
  auto is_module = std::make_shared<bool>(false);
  command->add_flag("-m,--module", *is_module, say("cli.help.module"));
  command->parse_complete_callback([is_module, target] {
    if (*is_module && !target->starts_with(kModule)) *target = std::string(kModule) + *target;
  });
}

namespace {

bool looks_itself(const std::vector<std::string>& switches) {
  return std::find(switches.begin(), switches.end(), kAutomatic) != switches.end();
}

facts::Fault scenario_refused(const DetailOptions& options, const std::string& id) {
  using facts::FaultKind;
  const bool is_watched =
      !options.switches.empty() || !options.stacks.empty() || !options.gdb.empty();
  if (is_watched) return {FaultKind::scenarios_switch, id, 0, 0, ""};
  const bool elsewhere = !options.cpu.empty() && !is_this_machines(options.cpu);
  const scenarios::Scenario& scenario = *scenarios::find(id);
  if (elsewhere && options.lines && scenario.threads_at_once) {
    return {FaultKind::threads_elsewhere, id, 0, 0, ""};
  }
  if (!options.what_ifs.empty()) {
    const bool is_less = !options.detail.empty() && options.detail != "full";
    if (scenario.threads_at_once) return {FaultKind::deeds_and_threads, id, 0, 0, ""};
    if (is_less && options.detail != kInstructions) {
      return {FaultKind::deeds_and_detail, id, 0, 0, ""};
    }
  }
  const auto settings = settings_of(scenario, options.settings);
  return settings ? facts::Fault() : settings.fault();
}

}  // namespace

facts::Fault detail_refused(const DetailOptions& options, const std::string& target,
                            const std::vector<std::string>& arguments) {
  using facts::FaultKind;
  if (options.locals && !is_python_program(target)) {
    return {FaultKind::python_only, target, 0, 0, "--locals"};
  }
  if (is_scenario(target)) return scenario_refused(options, target);
  if (!options.what_ifs.empty()) return {FaultKind::deeds_of_others, target, 0, 0, ""};
  if (!options.settings.empty()) {
    return {FaultKind::settings_of_others, target, 0, 0, options.settings[0]};
  }
  const bool elsewhere = !options.cpu.empty() || !options.gdb.empty();
  if (options.switches.empty() && (elsewhere || !options.stacks.empty())) {
    return {FaultKind::needs_own_switch, target, 0, 0, ""};
  }
  // A program's file says it, too.
  if (looks_itself(options.switches) && (elsewhere || !live::other_cpu_of(target).empty())) {
    return {FaultKind::looks_elsewhere, target, 0, 0, ""};
  }
  if (!options.gdb.empty() && !arguments.empty()) {
    return {FaultKind::stubs_arguments, target, 0, 0, arguments[0]};
  }
  return {};
}

void set_detail(const DetailOptions& options, const std::string& target,
                live::TargetCommand* command) {
  const bool ours = is_scenario(target);
  command->argv.insert(command->argv.end(), options.settings.begin(), options.settings.end());
  const std::string detail = !options.detail.empty() ? options.detail : ours ? "full" : kAutomatic;
  command->full_switches = detail == kAutomatic ? facts::kFullSwitches : 0;
  command->instructions = detail == kInstructions;
  command->detail =
      command->instructions ? facts::Detail::full : called(detail, facts::Detail::switches);
  if (command->is_python) {
    // Its module reads that when it begins to record.
    options.lines ? setenv("GREENLENS_LINES", "1", 1) : unsetenv("GREENLENS_LINES");
    options.locals ? setenv("GREENLENS_LOCALS", "1", 1) : unsetenv("GREENLENS_LOCALS");
  }
  command->lines = options.lines && !command->is_python;
  if (command->lines) command->detail = facts::Detail::full, command->full_switches = 0;
  // What a program does that does not tell it itself, is in its instructions.
  command->switches = options.switches;
  command->stacks = options.stacks;
  if (!ours) command->cpu = options.cpu;  // of a scenario find_target() knows
  command->stub = options.gdb;
  if (!options.switches.empty() && command->cpu.empty() && !command->argv.empty()) {
    command->cpu = live::other_cpu_of(command->argv[0]);
  }
  if (!options.switches.empty()) {
    command->instructions = options.detail.empty() || detail == kInstructions;
  }
  command->bytes = called(options.bytes, ours ? facts::SliceBytes::full : facts::SliceBytes::hash);
}

bool is_scenario(const std::string& name) { return scenarios::find(name) != nullptr; }

facts::Result<live::TargetCommand> find_target(const std::string& name,
                                               const std::vector<std::string>& arguments,
                                               const std::string& cpu) {
  if (name.starts_with('@')) return find_running(name, arguments);
  if (is_scenario(name)) {
    if (!arguments.empty()) {
      return facts::Fault{facts::FaultKind::scenario_arguments, name, 0, 0, arguments[0]};
    }
    live::TargetCommand command{{own_executable(), "--target", name}, name, live::Output::nowhere};
    if (cpu.empty()) return command;
    const facts::Result<ScenarioFile> other = scenarios_for(cpu, scenario_places());
    if (!other) return other.fault();
    if (!other->path.empty()) command.argv = {other->path, name};
    command.cpu = other->cpu;
    return command;
  }
  std::error_code ignored;
  bool is_path = name.find('/') != std::string::npos || is_python_program(name);
  if (!is_path && !std::filesystem::is_regular_file(name, ignored)) return unknown(name);
  if (std::filesystem::is_directory(name, ignored)) {
    return facts::Fault{facts::FaultKind::target_is_folder, name, 0, 0, ""};
  }
  live::TargetCommand command;
  if (is_python_program(name)) {
    const std::string folder = python_folder();
    if (folder.empty()) return facts::Fault{facts::FaultKind::no_python, name, 0, 0, ""};
    put_on_python_path(folder);
    facts::Result<std::vector<std::string>> argv = python_command(name);
    if (!argv) return argv.fault();
    command.argv = std::move(*argv);
    command.is_python = true;
  } else {
    command.argv = {is_path ? name : "./" + name};
  }
  command.argv.insert(command.argv.end(), arguments.begin(), arguments.end());
  command.shown_name = name;
  return command;
}

session::SourceStatus run_to_the_end(live::TargetProcess& target, store::Timeline* timeline,
                                     const std::function<void(uint64_t step)>& seen,
                                     const std::function<bool()>& waits) {
  target.allow({facts::Grain::phase, 0, true});
  uint64_t told = 0;
  auto status = session::SourceStatus::running;
  while (status == session::SourceStatus::running || status == session::SourceStatus::waiting) {
    status = target.poll(timeline, 50);
    while (seen && told < timeline->size()) seen(++told);
    waits();
  }
  // What is not recorded any more is still the program's own business.
  while (target.is_ours() && target.live() && waits()) target.poll(timeline, 50);
  return status;
}

int say_how_it_ended(const live::TargetProcess& target, session::SourceStatus status) {
  if (status != session::SourceStatus::failed) return kFine;
  const facts::Fault fault = target.fault();
  const bool is_usage = fault.kind == facts::FaultKind::no_such_switch;
  const int exit_code = refuse(is_usage ? kWrongUsage : kTargetDied, say(fault));
  const live::TargetProcess::Functions functions = target.functions();
  std::vector<std::string> near;
  for (const std::string& name : functions.missing) {
    for (std::string& one : near_names(name, functions.known)) near.push_back(std::move(one));
  }
  if (!near.empty()) print_aside(say("cli.switch.near", {{"names", quoted_list(near)}}));
  return exit_code;
}

int be_target(const std::string& scenario_id, const std::vector<std::string>& wanted) {
  const scenarios::Scenario* scenario = scenarios::find(scenario_id);
  if (scenario == nullptr) return refuse(kWrongUsage, say(unknown(scenario_id)));
  std::vector<std::string> rest = wanted;
  std::vector<store::WhatIf> what_ifs;
  if (!take_what_ifs(&rest, &what_ifs)) {
    return refuse(kWrongUsage, say(facts::Fault{facts::FaultKind::no_deed, "", 0, 0, wanted[0]}));
  }
  const auto settings = settings_of(*scenario, rest);
  if (!settings) return refuse(kWrongUsage, say(settings.fault()));
  run_described(*scenario, description_of(*scenario, *settings, what_ifs), *settings);
  return kFine;
}

}  // namespace greenlens::cli
