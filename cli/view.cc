// greenlens view: a trace in the window.
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/window.h"

namespace greenlens::cli {

void add_view(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("view", say("cli.help.view"));
  auto file = std::make_shared<std::string>();
  command->add_option("file", *file, say("cli.help.file"))->required();
  command->callback([file, &status] { status = open_window_on_file(*file); });
}

}  // namespace greenlens::cli
