// greenlens view: a trace in the window.
#include "cli/commands.h"
#include "cli/first.h"
#include "cli/say.h"
#include "cli/window.h"

namespace greenlens::cli {
namespace {

struct ViewOptions {
  std::vector<std::string> files;
  std::string step, with, place;
  FirstOptions first;
};

int view(const ViewOptions& options) {
  std::optional<gui::AppOptions::First> first = first_of(options.first);
  if (!first) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.first.grain}}));
  first->step = options.step;
  first->with = options.with;
  first->place = options.place;
  // A step is counted by the grain that is said, as everywhere.
  if (!first->step.empty() && !first->grain) first->grain = facts::Grain::phase;
  return open_window_on_files(options.files, *first);
}

}  // namespace

void add_view(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("view", say("cli.help.view"));
  auto options = std::make_shared<ViewOptions>();
  command->add_option("file", options->files, say("cli.help.family"))->required();
  command->add_option("--step", options->step, say("cli.help.step"));
  command->add_option("--with", options->with, say("cli.help.with"));
  command->add_option("--at", options->place, say("cli.help.ask_at"));
  add_first_options(command, &options->first);
  command->callback([options, &status] { status = view(*options); });
}

}  // namespace greenlens::cli
