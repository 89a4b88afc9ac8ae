// greenlens parked: who does not run at a step, by where they are parked.
#include "tracer/findings/parked.h"

#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/exit_codes.h"
#include "cli/family.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/findings/parked_text.h"
#include "tracer/words/interpreter_frames.h"

namespace greenlens::cli {
namespace {

constexpr size_t kMostOfGroup = 5;

struct ParkedOptions {
  StepOptions step;
  std::vector<std::string> more;  // other processes' recordings
  bool json = false;
  bool all = false;
  bool frames = false;
};

// `several`: what is written at the end, of more than one.
int parked(const ParkedOptions& options, const OpenedStep& at, facts::Json* several) {
  const std::optional<store::Numbers> counted = count_shown(at.trace, 0, at.step);
  if (!counted) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
  const state::State state = at.trace.state(at.step);
  const std::vector<findings::Group> groups = findings::parked(state, *counted);
  const words::Messages& messages = catalogue();
  if (options.json) {
    facts::Json json =
        several != nullptr ? process_json(at.file, at.trace.info()) : facts::Json::object();
    json["step"] = at.number;
    json["steps"] = at.count;
    json["groups"] = findings::parked_to_json(state, groups);
    if (several == nullptr) print(facts::json_text(json, 2));
    if (several != nullptr) several->push_back(std::move(json));
    return kFine;
  }
  if (several != nullptr) print(process_title(at.file, at.trace.info()));
  const uint64_t now_ns = at.step > 0 ? at.trace.event(at.step).time_ns : 0;
  print(findings::parked_text(messages, state, groups, now_ns,
                              options.all ? SIZE_MAX : kMostOfGroup));
  if (options.frames) {
    const std::string frames = words::frames_text(messages, state);
    print(frames.empty() ? messages.text("narrate.frames.none") : frames);
  }
  return kFine;
}

int parked_of(const ParkedOptions& options) {
  if (options.more.empty()) {
    return with_step(options.step,
                     [&](const OpenedStep& at) { return parked(options, at, nullptr); });
  }
  facts::Json several = facts::Json::array();
  int status = kFine;
  std::vector<std::string> files = {options.step.file};
  files.insert(files.end(), options.more.begin(), options.more.end());
  for (const std::string& file : files) {
    StepOptions step = options.step;
    step.file = file;
    const int its =
        with_step(step, [&](const OpenedStep& at) { return parked(options, at, &several); });
    if (its != kFine) status = its;
  }
  if (options.json) print(facts::json_text({{"processes", std::move(several)}}, 2));
  return status;
}

}  // namespace

void add_parked(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("parked", say("cli.help.parked"));
  auto options = std::make_shared<ParkedOptions>();
  add_step_options(command, &options->step);
  command->add_option("more", options->more, say("cli.help.more_files"));
  command->add_flag("--all", options->all, say("cli.help.parked_all"));
  command->add_flag("--frames", options->frames, say("cli.help.parked_frames"));
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = parked_of(*options); });
}

}  // namespace greenlens::cli
