// How the window looks when it opens, by what the command line says: for view and run.
#ifndef GREENLENS_CLI_FIRST_H_
#define GREENLENS_CLI_FIRST_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"

namespace greenlens::cli {

// What is not said is as it was the last time.
struct FirstOptions {
  std::string grain, select, theme, layout, lesson;
  std::vector<std::string> stops;
  float scale = 0;
  uint64_t seed = 1;
};

// --grain, --select, --theme, --scale, --layout, --break and --seed. `options` has to live until
// the command has run. Returns the options that were added, each of which means a window.
std::vector<CLI::Option*> add_first_options(CLI::App* command, FirstOptions* options);

// --break, a condition, as often as one likes. What it is read into has to live likewise.
void add_break_option(CLI::App* command, std::vector<std::string>* conditions);

// None when there is no such grain; all else was looked at when it was read.
std::optional<gui::AppOptions::First> first_of(const FirstOptions& options);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_FIRST_H_
