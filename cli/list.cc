// greenlens list: what can be run.
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/say.h"
#include "scenarios/scenario.h"
#include "tracer/facts/json.h"

namespace greenlens::cli {
namespace {

void list_lines() {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    print(std::string(scenario->id) + '\t' + scenario->title);
  }
}

void list_json() {
  auto list = nlohmann::ordered_json::array();
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    list.push_back({{"id", scenario->id},
                    {"title", scenario->title},
                    {"teaches", scenario->teaches},
                    {"file", scenario->file}});
  }
  print(facts::json_text(list, 2));
}

}  // namespace

void add_list(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("list", say("cli.help.list"));
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, say("cli.help.json"));
  command->callback([json, &status] {
    *json ? list_json() : list_lines();
    status = kFine;
  });
}

}  // namespace greenlens::cli
