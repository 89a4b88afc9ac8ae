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
  options.start = [](const std::string& id,
                     std::string* error) -> std::unique_ptr<session::EventSource> {
    live::TargetCommand command;
    if (!find_target(id, {}, &command, error)) return nullptr;
    return live::TargetProcess::start(command, error);
  };
  options.source = std::move(source);
  options.shown_name = shown_name;
  std::string error;
  int status = gui::run_app(std::move(options), &error);
  return error.empty() ? status : refuse(kWrongUsage, error);
}

}  // namespace greenlens::cli
