// greenlens statistics: a recording, or a part of it, in numbers.
#include "tracer/store/statistics.h"

#include <cerrno>
#include <system_error>

#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/write_file.h"
#include "tracer/export/statistics_file.h"
#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::cli {
namespace {

struct StatisticsOptions {
  StepOptions steps;
  std::string range;
  std::string format = exports::statistics_formats().front().name;
  std::string select;
  std::string output;
};

using Greenlets = std::vector<store::GreenletNumbers>;

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const exports::StatisticsFormat& format : exports::statistics_formats()) {
    names.emplace_back(format.name);
  }
  return names;
}

// Those of this name; all of them, when there is none.
Greenlets called(const Greenlets& all, const std::string& name) {
  if (name.empty()) return all;
  Greenlets found, numbered;
  const facts::GreenletId id = state::id_of(name);
  for (const store::GreenletNumbers& greenlet : all) {
    if (greenlet.name == name || facts::is_shown_as(greenlet.name, name)) found.push_back(greenlet);
    if (greenlet.id == id) numbered.push_back(greenlet);
  }
  return found.empty() ? numbered : found;
}

// To standard output, or in place of the file. The system's reason when that cannot be.
std::string put(const std::string& file, const std::string& text) {
  if (!file.empty()) return write_file(file, [&](const Sink& sink) { return sink(text); });
  return print_document(text) ? "" : std::generic_category().message(errno);
}

int count(const StatisticsOptions& options, const LoadedTrace& trace, const scene::Steps& steps) {
  const std::optional<store::Numbers> counted = count_shown(*trace, steps.from, steps.to);
  if (!counted) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
  const Greenlets greenlets = called(counted->greenlets, options.select);
  if (greenlets.empty() && !options.select.empty()) {
    return refuse(kWrongUsage, say({facts::FaultKind::no_such_greenlet, options.select, 0, 0, ""}));
  }
  const exports::StatisticsFormat& format = *exports::statistics_format_called(options.format);
  const std::string text = format.make(catalogue(), *counted, greenlets);
  const std::string reason = put(options.output, text);
  if (reason.empty()) return kFine;
  const std::string place = options.output.empty() ? say("cli.standard_output") : options.output;
  return refuse(kWrongUsage, say("cli.cannot_write", {{"file", place}, {"reason", reason}}));
}

int statistics(StatisticsOptions options) {
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.steps.grain);
  if (!grain) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.steps.grain}}));
  if (!options.range.empty() && !split_range(options.range, &options.steps)) {
    return refuse(kWrongUsage, say("cli.cut.range", {{"range", options.range}}));
  }
  auto loaded = load_trace(options.steps.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  OpenedStep opened{**loaded, *grain};
  opened.file = options.steps.file;
  if (const facts::Fault fault = find_range(options.steps, &opened)) {
    return refuse(kWrongUsage, say(fault));
  }
  if (opened.shown.all()) opened.shown = {0, (*loaded)->size()};
  const int status = count(options, *loaded, opened.shown);
  return loaded->say_what_is_missing() ? status : int{kUnreadableFile};
}

}  // namespace

void add_statistics(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("statistics", say("cli.help.statistics"));
  auto options = std::make_shared<StatisticsOptions>();
  command->add_option("file", options->steps.file, say("cli.help.file"))->required();
  command->add_option("--format", options->format, say("cli.help.format"))
      ->check(CLI::IsMember(format_names()))
      ->capture_default_str();
  command->add_option("--range", options->range, say("cli.help.statistics_range"));
  command->add_option("--grain", options->steps.grain, say("cli.help.grain"))
      ->capture_default_str();
  command->add_option("--select", options->select, say("cli.help.statistics_select"));
  command->add_option("-o,--output", options->output, say("cli.help.statistics_file"));
  command->callback([options, &status] { status = statistics(*options); });
}

}  // namespace greenlens::cli
