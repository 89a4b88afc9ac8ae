#include "cli/trace.h"

#include <charconv>

#include "cli/say.h"
#include "tracer/facts/grain.h"
#include "tracer/session/trace_source.h"

namespace greenlens::cli {
namespace {

facts::Fault find_step(const std::string& name, OpenedStep* opened) {
  opened->count = opened->trace.count(opened->grain);
  if (name == "first") {
    opened->number = 0;
  } else if (name == "last") {
    opened->number = opened->count;
  } else if (name == "middle") {
    opened->number = opened->count / 2;
  } else {
    const auto read = std::from_chars(name.data(), name.data() + name.size(), opened->number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) {
      return {facts::FaultKind::not_a_step, name, 0, 0, ""};
    }
  }
  if (opened->number > opened->count) {
    return {facts::FaultKind::no_such_step, name, opened->count, 0, grain_name(opened->grain)};
  }
  opened->step = opened->trace.stop(opened->grain, opened->number);
  return {};
}

std::vector<std::string> theme_names() {
  std::vector<std::string> names;
  for (const scene::Theme theme : scene::kThemes) names.emplace_back(scene::theme_name(theme));
  return names;
}

}  // namespace

LoadedTrace::LoadedTrace(std::unique_ptr<session::EventSource> source)
    : source_(std::move(source)) {
  source_->poll(nullptr, 0);
}

bool LoadedTrace::say_what_is_missing() {
  const facts::Fault missing = source_->fault();
  if (missing && missing != said_) refuse(kFine, say(missing));
  said_ = missing;
  return missing.kind != facts::FaultKind::no_memory;
}

facts::Result<LoadedTrace> load_trace(const std::string& path, store::OpenOptions options) {
  options.follow = false;
  auto source = session::open_trace_file(path, options);
  if (!source) return source.fault();
  LoadedTrace loaded(std::move(*source));
  loaded.say_what_is_missing();
  return loaded;
}

void add_step_options(CLI::App* command, StepOptions* options, StepIs step_is) {
  command->add_option("file", options->file, say("cli.help.file"))->required();
  CLI::Option* step = command->add_option("--step", options->step, say("cli.help.step"));
  if (step_is == StepIs::required) {
    step->required();
  } else {
    step->capture_default_str();
  }
  command->add_option("--grain", options->grain, say("cli.help.grain"))->capture_default_str();
}

int with_step(const StepOptions& options, const std::function<int(const OpenedStep&)>& rest) {
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.grain);
  if (!grain) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.grain}}));
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  OpenedStep opened{**loaded, *grain};
  if (const facts::Fault fault = find_step(options.step, &opened)) {
    return refuse(kWrongUsage, say(fault));
  }
  const int status = rest(opened);
  return loaded->say_what_is_missing() ? status : int{kUnreadableFile};
}

void add_theme_option(CLI::App* command, std::string* theme) {
  command->add_option("--theme", *theme, say("cli.help.theme"))
      ->check(CLI::IsMember(theme_names()))
      ->capture_default_str();
}

scene::Theme theme_of(const std::string& option) {
  return scene::theme_from_name(option).value_or(scene::Theme::light);
}

}  // namespace greenlens::cli
