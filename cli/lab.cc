// greenlens lab: switches that are wrong on purpose, and what turns red first.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include "assets/assets.h"
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/lab_target.h"
#include "cli/say.h"
#include "tracer/facts/json_fields.h"
#include "tracer/lab/told.h"
#include "tracer/live/target_process.h"
#include "tracer/store/recording_file.h"
#include "tracer/store/timeline.h"

namespace greenlens::cli {
namespace {

struct LabOptions {
  ToTry what{"", kLabScenario, ""};
  std::string file;
  int seconds = 10;
  bool json = false;
  bool source = false;
};

int lab_refused(const probe::Refused& refused) {
  ExitCode code = refused.id == "lab.no_file" ? kUnreadableFile : kWrongUsage;
  if (refused.id == "lab.called_off") code = kCheckFailed;
  return refuse(code, lab::sentence(catalogue(), refused));
}

// Lets it run to its end, or for so long, and keeps what it tells. False when that took too long.
bool run_for(live::TargetProcess& target, int seconds, store::Timeline* timeline) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  target.allow({facts::Grain::phase, 0, true});
  bool in_time = true;
  for (auto status = session::SourceStatus::running;
       status == session::SourceStatus::running || status == session::SourceStatus::waiting;) {
    status = target.poll(timeline, 50);
    if (!in_time || std::chrono::steady_clock::now() < until) continue;
    in_time = false;
    target.kill();
  }
  return in_time;
}

int record_variant(const LabOptions& options, const Tryout& tryout, lab::Tried* tried) {
  store::RecordingFile file;
  if (!options.file.empty() && file.open(options.file) != store::RecordingFile::Opened::fine) {
    return refuse(kWrongUsage,
                  say("cli.cannot_write", {{"file", options.file}, {"reason", file.reason()}}));
  }
  auto started = live::TargetProcess::start(tryout.command);
  if (!started) return refuse(kWrongUsage, say(started.fault()));
  bool written = true;
  (*started)->set_tap([&](std::string_view bytes) {
    if (!options.file.empty()) written = written && file.write(bytes) && file.keep();
  });
  store::Timeline timeline;
  const bool in_time = run_for(**started, options.seconds, &timeline);
  if (const facts::Fault fault = (*started)->not_stepped()) {
    return refuse(kWrongUsage, say(fault));
  }
  if (timeline.size() == 0) return refuse(kTargetDied, say((*started)->fault()));
  if (!options.file.empty() && (!file.finish() || !written)) {
    return refuse(kCheckFailed,
                  say("cli.cannot_write", {{"file", options.file}, {"reason", file.reason()}}));
  }
  tried->outcome = lab::outcome(catalogue(), timeline, tried->different, tryout.switch_path,
                                tryout.switch_source);
  tried->outcome.timed_out = !in_time;
  if (!in_time) tried->outcome.crash.reset();
  if (in_time && !tried->outcome.crash && (*started)->crashed()) {
    tried->outcome.crashed_behind = (*started)->fault().details;
  }
  return kFine;
}

int try_it(const LabOptions& options) {
  const Interrupts interrupts;
  probe::Refused refused;
  std::optional<Tryout> tryout = tryout_of(
      options.what, &refused, [&] { return interrupts.wanted() != Interrupts::Wanted::nothing; });
  if (!tryout) return lab_refused(refused);
  if (options.source) {
    for (const lab::Changed& one : tryout->built->changed()) print(one.text);
    if (tryout->built->changed().empty()) print(tryout->switch_source);
    return kFine;
  }
  lab::Tried tried;
  tried.variant = tryout->variant;
  tried.own = tryout->own;
  tried.scenario = options.what.scenario;
  tried.cpu = options.what.cpu;
  tried.different = tryout->different;
  tried.recording = options.file;
  if (const int status = record_variant(options, *tryout, &tried); status != kFine) return status;
  if (options.json) {
    print(facts::json_text(lab::to_json(tried), 2));
  } else {
    print(lab::told(catalogue(), tried));
  }
  return tried.outcome.anything() ? kCheckFailed : kFine;
}

int run_lab(const LabOptions& options) {
  if (!options.what.name.empty()) return try_it(options);
  probe::Refused refused;
  const auto all = wrong_switches_of(options.what.cpu, &refused);
  if (!all) return lab_refused(refused);
  if (options.json) {
    print(facts::json_text(lab::list_json(*all), 2));
  } else {
    print(lab::list(catalogue(), *all));
  }
  return kFine;
}

}  // namespace

void add_lab(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("lab", say("cli.help.lab"));
  auto options = std::make_shared<LabOptions>();
  command->add_option("variant", options->what.name, say("cli.help.lab_variant"));
  command->add_option("--scenario", options->what.scenario, say("cli.help.lab_scenario"))
      ->capture_default_str();
  command->add_option("--cpu", options->what.cpu, say("cli.help.lab_cpu"))->option_text("CPU");
  command->add_option("-o,--output", options->file, say("cli.help.record_file"));
  command->add_option("--seconds", options->seconds, say("cli.help.lab_seconds"))
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->add_flag("--source", options->source, say("cli.help.lab_source"));
  command->callback([options, &status] { status = run_lab(*options); });
}

}  // namespace greenlens::cli
