// The `greenlens` command: the only place where everything is wired together.
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/parser_words.h"
#include "cli/say.h"
#include "cli/target.h"
#include "cli/window.h"
#include "engine/cpp/version.h"
#include "gui/bindings.h"
#include "gui/commands.h"
#include "gui/platform/config.h"

namespace greenlens::cli {
namespace {

// The keys of the window, from the app's own command table and the person's file.
std::string footer() {
  std::string text = say("cli.help.keys") + "\n";
  const words::Messages& messages = catalogue();
  const auto keys = gui::read_keys();
  const gui::Bindings bindings = gui::parse_bindings(keys ? *keys : "").bindings;
  for (const gui::Command& command : gui::commands()) {
    std::string key;
    for (const gui::Chord& chord : gui::chords_of(bindings, command)) {
      key += (key.empty() ? "" : ", ") + gui::chord_text(chord);
    }
    if (key.empty()) continue;
    key.insert(0, "  ");
    key.resize(std::max<size_t>(key.size() + 1, 24), ' ');
    text.append(key).append(gui::command_label(messages, command)).append("\n");
  }
  return text;
}

int main_command(int argc, char** argv) {
  const std::string unknown = choose_language({argv + 1, argv + argc});
  if (!unknown.empty()) {
    return refuse(kWrongUsage, say("cli.no_language",
                                   {{"place", unknown}, {"known", words::languages_there_are()}}));
  }
  const std::string no_level = choose_level({argv + 1, argv + argc});
  if (!no_level.empty()) return refuse(kWrongUsage, say("cli.no_level", {{"place", no_level}}));
  CLI::App app(say("cli.help.about"), "greenlens");
  app.footer(footer);
  app.set_version_flag("--version", std::string("greenlens ") + engine::kVersion,
                       say("cli.help.version"));
  app.set_help_flag("-h,--help", say("cli.help.help"));
  std::vector<std::string> target;
  std::string lang, told;
  // How the app starts itself again: a scenario, and what is set of it.
  constexpr int kMostSettings = 64;
  app.add_option("--target", target)->group("")->expected(1, kMostSettings);
  int status = kFine;
  add_keys(app, status);
  add_list(app, status);
  add_run(app, status);
  add_record(app, status);
  add_what_if(app, status);
  add_view(app, status);
  add_show(app, status);
  add_where(app, status);
  add_find(app, status);
  add_check(app, status);
  add_diff(app, status);
  add_hash(app, status);
  add_cut(app, status);
  add_export(app, status);
  add_import(app, status);
  add_snapshot(app, status);
  add_statistics(app, status);
  add_parked(app, status);
  add_processes(app, status);
  add_findings(app, status);
  add_lint(app, status);
  add_strategies(app, status);
  add_top(app, status);
  add_quiz(app, status);
  add_lesson(app, status);
  add_symbols(app, status);
  add_glossary(app, status);
  add_atlas(app, status);
  add_probe(app, status);
  add_python_path(app, status);
  add_lab(app, status);
  app.require_subcommand(0, 1);
  // They count already (choose_language(), choose_level()); here they are told of, before a command
  // and behind it.
  const std::string about_language =
      say("cli.help.lang", {{"known", words::languages_there_are()}});
  app.add_option(kLanguageOption, lang, about_language);
  app.add_option(kLevelOption, told, say("cli.help.level"));
  for (CLI::App* command : app.get_subcommands({})) {
    command->add_option(kLanguageOption, lang, about_language);
    command->add_option(kLevelOption, told, say("cli.help.level"));
  }
  translate_help(app);
  try {
    app.parse(argc, argv);
  } catch (const std::bad_alloc&) {
    return refuse(kUnreadableFile, say("cli.no_memory"));
  } catch (const CLI::ParseError& wrong) {
    if (wrong.get_exit_code() == 0) {
      // Not by streams, which forget what a full disk took of a long text.
      std::ostringstream words;
      const int done = app.exit(wrong, words, words);
      print(words.str());
      return done;
    }
    return refuse(kWrongUsage, say("cli.usage", {{"wrong", what_is_wrong(wrong)}}));
  }
  if (!target.empty()) return be_target(target[0], {target.begin() + 1, target.end()});
  if (app.get_subcommands().empty()) return open_window(nullptr, "");
  return status;
}

// A command whose words nobody could read has not done what it was called for. A reader that has
// gone away (EPIPE) knows why, and is told nothing.
int with_all_printed(int status) {
  if (std::fflush(stdout) != 0 && print_error() == 0) print_error() = errno;
  if (print_error() == 0 || status != kFine) return status;
  if (print_error() == EPIPE) return kWrongUsage;
  const std::string reason = std::generic_category().message(print_error());
  return refuse(kWrongUsage, say("cli.cannot_print", {{"reason", reason}}));
}

}  // namespace
}  // namespace greenlens::cli

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): only memory can lack
  // A closed pipe is an error of the write, not the end of us.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // likewise a file that may grow no more
  return greenlens::cli::with_all_printed(greenlens::cli::main_command(argc, argv));
}
