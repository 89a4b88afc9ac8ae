// greenlens view: a trace in the window.
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/window.h"
#include "tracer/session/trace_source.h"

namespace greenlens::cli {

void add_view(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("view", say("cli.help.view"));
  auto file = std::make_shared<std::string>();
  command->add_option("file", *file, say("cli.help.file"))->required();
  command->callback([file, &status] {
    auto source = session::open_trace_file(*file);
    status = source ? open_window(std::move(*source), *file)
                    : refuse(kUnreadableFile, say(source.fault()));
  });
}

}  // namespace greenlens::cli
