// greenlens atlas: the stack switches of all CPUs beside each other, or one of them.
#include "tracer/cpus/atlas.h"

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/suggest.h"
#include "tracer/cpus/atlas_json.h"
#include "tracer/cpus/atlas_words.h"
#include "tracer/facts/json.h"
#include "tracer/words/lists.h"

namespace greenlens::cli {
namespace {

struct AtlasOptions {
  std::string cpu, with;
  bool json = false;
};

int unknown_cpu(const std::string& wanted) {
  std::string near, all;
  for (const std::string& name : near_names(wanted, cpus::known_names())) {
    words::add_name(catalogue(), name, &near);
  }
  for (const cpus::Cpu& cpu : cpus::all()) words::add_name(catalogue(), cpu.name, &all);
  const char* id = near.empty() ? "cli.no_cpu" : "cli.no_cpu.near";
  return refuse(kWrongUsage, say(id, {{"cpu", wanted}, {"near", near}, {"all", all}}));
}

int print_atlas(const AtlasOptions& options) {
  const words::Messages& messages = catalogue();
  const std::vector<cpus::Cpu>& all = cpus::all();
  if (options.cpu.empty()) {
    if (!options.with.empty()) return refuse(kWrongUsage, say("cli.atlas_with_alone"));
    print(options.json ? facts::json_text(cpus::atlas_json(messages, all), 2)
                       : cpus::overview_text(messages, all));
    return kFine;
  }
  const cpus::Cpu* cpu = cpus::find(options.cpu);
  if (cpu == nullptr) return unknown_cpu(options.cpu);
  const cpus::Cpu* with = options.with.empty() ? &all.front() : cpus::find(options.with);
  if (with == nullptr) return unknown_cpu(options.with);
  if (!options.json) {
    print(cpus::cpu_text(messages, *cpu, *with));
    return kFine;
  }
  facts::Json json = {{"version", 1}};
  json.update(cpus::cpu_json(messages, *cpu, *with));
  print(facts::json_text(json, 2));
  return kFine;
}

}  // namespace

void add_atlas(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("atlas", say("cli.help.atlas"));
  auto options = std::make_shared<AtlasOptions>();
  command->add_option("cpu", options->cpu, say("cli.help.atlas_cpu"));
  command->add_option("--with", options->with, say("cli.help.atlas_with"));
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = print_atlas(*options); });
}

}  // namespace greenlens::cli
