// A step of a trace file, for the commands that look into one: their options, and what they name.
#ifndef GREENLENS_CLI_TRACE_H_
#define GREENLENS_CLI_TRACE_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "tracer/scene/theme.h"
#include "tracer/store/timeline.h"

namespace greenlens::cli {

// What a person writes: the file, and a step in it.
struct StepOptions {
  std::string file;
  std::string step = "last";  // a number at the grain, "first", "middle" or "last"
  std::string grain = "phase";
};
enum class StepIs { optional, required };
// `options` has to live until the command line was parsed and the command has run.
void add_step_options(CLI::App* command, StepOptions* options, StepIs step_is = StepIs::optional);

// What that names: `number` of `count` at that grain is event `step`.
struct OpenedStep {
  store::Timeline trace;
  facts::Grain grain = facts::Grain::phase;
  uint64_t step = 0;
  uint64_t number = 0;
  uint64_t count = 0;
};
// All of the file; when only a part is usable, that part, and a sentence on stderr says so.
facts::Result<store::Timeline> load_trace(const std::string& path);

// Loads the file and finds the step. Then does the rest of the command, and returns its status; or
// refuses.
int with_step(const StepOptions& options, const std::function<int(const OpenedStep&)>& rest);

// --theme. The string has to live likewise.
void add_theme_option(CLI::App* command, std::string* theme);
scene::Theme theme_of(const std::string& option);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_TRACE_H_
