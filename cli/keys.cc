// greenlens keys: the keys of the window, as their file has them.
#include "cli/commands.h"
#include "cli/say.h"
#include "gui/bindings.h"
#include "gui/platform/config.h"

namespace greenlens::cli {
namespace {

// What is wrong with the file is said, and the rest of it printed.
int keys(bool defaults) {
  gui::ReadBindings read = gui::parse_bindings("");
  ExitCode status = kFine;
  if (!defaults) {
    const auto text = gui::read_keys();
    if (!text) status = kUnreadableFile, refuse(status, say(text.fault()));
    if (text) read = gui::parse_bindings(*text);
  }
  const words::Messages& messages = catalogue();
  if (!read.problems.empty()) {
    status = kCheckFailed;
    print_aside(say("keys.problems", {{"file", gui::keys_path().string()}}));
  }
  for (const gui::KeysProblem& problem : read.problems) {
    print_aside(gui::problem_text(messages, problem));
  }
  print(gui::format_bindings(messages, read.bindings));
  return status;
}

}  // namespace

void add_keys(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("keys", say("cli.help.keys_command"));
  auto defaults = std::make_shared<bool>(false);
  command->add_flag("--defaults", *defaults, say("cli.help.keys_defaults"));
  command->callback([defaults, &status] { status = keys(*defaults); });
}

}  // namespace greenlens::cli
