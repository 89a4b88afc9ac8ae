// greenlens show: one step of a trace, as text or JSON.
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/words/transcript.h"

namespace greenlens::cli {
namespace {

struct ShowOptions {
  StepOptions step;
  bool json = false;
};

int show(const ShowOptions& options) {
  return with_step(options.step, [&](const OpenedStep& at) {
    if (options.json) {
      const auto json = exports::state_to_json(at.trace, at.step, at.number, at.count);
      print(facts::json_text(json, 2));
    } else {
      const words::Messages& messages = words::Messages::of("en");
      print(words::state_text(messages, at.trace, at.step, at.number, at.count));
    }
    return static_cast<int>(kFine);
  });
}

}  // namespace

void add_show(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("show", say("cli.help.show"));
  auto options = std::make_shared<ShowOptions>();
  add_step_options(command, &options->step, StepIs::required);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = show(*options); });
}

}  // namespace greenlens::cli
