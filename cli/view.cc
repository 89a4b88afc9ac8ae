// greenlens view: a trace in the window.
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/window.h"

namespace greenlens::cli {
namespace {

// What is not said is as it was the last time.
struct ViewOptions {
  StepOptions step{.file = "", .step = "", .grain = "", .from = "", .to = ""};
  std::string select, theme, layout;
  float scale = 0;
};

int view(const ViewOptions& options) {
  gui::AppOptions::First first;
  first.step = options.step.step;
  first.select = options.select;
  if (!options.step.grain.empty()) {
    first.grain = facts::grain_from_name(options.step.grain);
    if (!first.grain) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.step.grain}}));
  }
  // A step is counted by the grain that is said, as everywhere.
  if (!first.step.empty() && !first.grain) first.grain = facts::Grain::phase;
  if (!options.theme.empty()) first.theme = theme_of(options.theme);
  if (!options.layout.empty()) first.layout = gui::layout_from_name(options.layout);
  if (options.scale > 0) first.scale = options.scale;
  return open_window_on_file(options.step.file, first);
}

}  // namespace

void add_view(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("view", say("cli.help.view"));
  auto options = std::make_shared<ViewOptions>();
  add_step_options(command, &options->step);
  add_select_option(command, &options->select);
  add_theme_option(command, &options->theme);
  add_scale_option(command, &options->scale);
  add_layout_option(command, &options->layout);
  command->callback([options, &status] { status = view(*options); });
}

}  // namespace greenlens::cli
