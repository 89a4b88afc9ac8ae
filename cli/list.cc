// greenlens list: what can be run.
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/scenario_settings.h"
#include "scenarios/scenario.h"
#include "tracer/facts/json.h"
#include "tracer/facts/shown.h"
#include "tracer/ring/offer.h"

namespace greenlens::cli {
namespace {

nlohmann::ordered_json settings_json(const scenarios::Scenario& scenario) {
  auto all = nlohmann::ordered_json::array();
  for (const scenarios::Parameter& parameter : scenario.parameters) {
    nlohmann::ordered_json one = {{"name", parameter.id},
                                  {"usual", value_text(parameter, parameter.usual)}};
    if (parameter.words.empty()) {
      one["least"] = parameter.least;
      one["most"] = parameter.most;
    } else {
      one["values"] = parameter.words;
    }
    all.push_back(std::move(one));
  }
  return all;
}

void list_lines() {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    std::string line =
        std::string(scenario->id) + '\t' + say(std::string("scenario.") + scenario->id);
    const char* before = "\t--set ";
    for (const scenarios::Parameter& parameter : scenario->parameters) {
      line += before + range_text(parameter);
      before = ", ";
    }
    print(line);
  }
}

void list_json() {
  auto list = nlohmann::ordered_json::array();
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    list.push_back({{"id", scenario->id},
                    {"title", scenario->title},
                    {"teaches", scenario->teaches},
                    {"file", scenario->file},
                    {"settings", settings_json(*scenario)}});
  }
  print(facts::json_text(list, 2));
}

void list_running(bool json) {
  const std::vector<ring::Offered> all = ring::all_offered();
  auto list = nlohmann::ordered_json::array();
  for (const ring::Offered& one : all) {
    list.push_back({{"target", "@" + std::to_string(one.pid)},
                    {"pid", one.pid},
                    {"name", facts::shown(one.name)},
                    {"place", one.place}});
    if (!json) print("@" + std::to_string(one.pid) + '\t' + facts::shown(one.name));
  }
  if (json) print(facts::json_text(list, 2));
  if (!json && all.empty()) print_aside(say("cli.list.none_runs"));
}

}  // namespace

void add_list(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("list", say("cli.help.list"));
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, say("cli.help.json"));
  auto running = std::make_shared<bool>(false);
  command->add_flag("--running", *running, say("cli.help.running"));
  command->callback([json, running, &status] {
    if (*running) {
      list_running(*json);
    } else {
      *json ? list_json() : list_lines();
    }
    status = kFine;
  });
}

}  // namespace greenlens::cli
