// greenlens what-if: what else a scenario could do at a step.
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/first.h"
#include "cli/other_way.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "scenarios/scenario.h"
#include "tracer/state/queries.h"
#include "tracer/what_if/offers_json.h"
#include "tracer/what_if/offers_words.h"

namespace greenlens::cli {
namespace {

struct WhatIfOptions {
  std::string target;
  std::string step;
  DetailOptions detail;
  bool json = false;
};

void say_offers(const std::string& who, const what_if::Place& place,
                const std::vector<store::WhatIf>& offers, bool json) {
  if (json) return print(facts::json_text(what_if::offers_json(who, place, offers), 2));
  const words::Messages& messages = catalogue();
  print(what_if::place_words(messages, who, place, offers.empty()));
  size_t widest = 0;
  for (const store::WhatIf& one : offers) widest = std::max(widest, deed_text(one).size());
  for (const store::WhatIf& one : offers) {
    std::string line = "  " + std::to_string(one.step) + ": " + deed_text(one);
    line.append(widest - deed_text(one).size() + 3, ' ');
    print(line + what_if::deed_words(messages, who, one));
  }
}

int list_offers(const WhatIfOptions& options) {
  const facts::Fault apart = detail_refused(options.detail, options.target, {});
  if (!is_scenario(options.target)) {
    return refuse(kWrongUsage,
                  say(facts::Fault{facts::FaultKind::deeds_of_others, options.target, 0, 0, ""}));
  }
  if (apart) return refuse(kWrongUsage, say(apart));
  const auto ways = ways_of(options.detail, options.target);
  if (!ways) return refuse(kWrongUsage, say(ways.fault()));
  const auto run = run_of(options.target, options.detail, *ways);
  if (!run) return refuse(kWrongUsage, say(run.fault()));
  const auto grain = facts::grain_from_name(
      options.detail.what_if_grain.empty() ? usual_grain() : options.detail.what_if_grain);
  const auto step = find_step_named(**run, options.step, grain.value_or(facts::Grain::phase));
  if (!step) return refuse(kWrongUsage, say(step.fault()));
  const auto place = what_if::place_at(**run, *step);
  if (!place) return refuse(kWrongUsage, say(place.fault()));
  const state::State state = (*run)->state(place->step);
  say_offers(state::name_of(state, place->runs), *place,
             what_if::offers(state, *place, handles_of(options.target)), options.json);
  return kFine;
}

}  // namespace

void add_what_if(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("what-if", say("cli.help.what_if"));
  auto options = std::make_shared<WhatIfOptions>();
  command->add_option("scenario", options->target, say("cli.help.what_if_scenario"))->required();
  command->add_option("--step", options->step, say("cli.help.step"))->required();
  command->add_option("--grain", options->detail.what_if_grain, say("cli.help.grain"));
  add_scenario_options(command, &options->detail);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = list_offers(*options); });
}

}  // namespace greenlens::cli
