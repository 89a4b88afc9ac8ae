// What `diff` and `hash` have in common: what of a story counts, and being called off.
#ifndef GREENLENS_CLI_STORY_OPTIONS_H_
#define GREENLENS_CLI_STORY_OPTIONS_H_

#include <CLI/CLI.hpp>

#include "tracer/compare/story_event.h"

namespace greenlens::cli {

// --bytes, --lines and --no-values. What they are read into has to live until the command has run.
void add_story_options(CLI::App* command, compare::Compared* compared);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_STORY_OPTIONS_H_
