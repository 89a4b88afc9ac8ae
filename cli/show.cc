// greenlens show: one step of a trace, as text or JSON.
#include <cstdio>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/grain.h"
#include "tracer/words/transcript.h"

namespace greenlens::cli {
namespace {

struct ShowOptions {
  std::string file;
  std::string step;
  std::string grain = "phase";
  bool json = false;
};

int show(const ShowOptions& options) {
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.grain);
  if (!grain) {
    return refuse(kWrongUsage, say("cli.grain", {{"grain", options.grain}}));
  }
  const auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const store::Trace& trace = *loaded;
  const auto at = find_step(trace, options.step, *grain);
  if (!at) return refuse(kWrongUsage, say(at.fault()));

  if (options.json) {
    std::puts(facts::json_text(exports::state_to_json(trace.at(at->step), at->number, at->count), 2)
                  .c_str());
  } else {
    std::fputs(
        words::state_text(words::Messages::of("en"), trace.at(at->step), at->number, at->count)
            .c_str(),
        stdout);
  }
  return kFine;
}

}  // namespace

void add_show(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("show", say("cli.help.show"));
  auto options = std::make_shared<ShowOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("--step", options->step, say("cli.help.step"))->required();
  command->add_option("--grain", options->grain, say("cli.help.grain"))->capture_default_str();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = show(*options); });
}

}  // namespace greenlens::cli
