#include "cli/window.h"

#include "cli/say.h"
#include "cli/target.h"
#include "gui/app.h"
#include "scenarios/scenario.h"

namespace greenlens::cli {

int open_window(std::unique_ptr<session::EventSource> source, const std::string& shown_name) {
  gui::AppOptions options;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    options.scenarios.push_back({scenario->id, scenario->title, scenario->teaches});
  }
  options.start =
      [](const std::string& id) -> facts::Result<std::unique_ptr<session::EventSource>> {
    const auto command = find_target(id, {});
    if (!command) return command.fault();
    auto target = live::TargetProcess::start(*command);
    if (!target) return target.fault();
    return std::unique_ptr<session::EventSource>(std::move(*target));
  };
  options.source = std::move(source);
  options.shown_name = shown_name;
  const facts::Fault fault = gui::run_app(std::move(options));
  return fault ? refuse(kWrongUsage, say(fault)) : kFine;
}

}  // namespace greenlens::cli
