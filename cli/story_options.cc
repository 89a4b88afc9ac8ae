#include "cli/story_options.h"

#include "cli/say.h"

namespace greenlens::cli {

void add_story_options(CLI::App* command, compare::Compared* compared) {
  command->add_flag("--bytes", compared->bytes, say("cli.help.story_bytes"));
  command->add_flag("--lines", compared->lines, say("cli.help.story_lines"));
  command->add_flag_callback(
      "--no-values", [compared] { compared->values = false; }, say("cli.help.story_values"));
}

}  // namespace greenlens::cli
