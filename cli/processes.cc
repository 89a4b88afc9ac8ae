// greenlens processes: recordings of several processes as one run.
#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/exit_codes.h"
#include "cli/family.h"
#include "cli/say.h"
#include "tracer/facts/json_fields.h"
#include "tracer/processes/family_text.h"
#include "tracer/words/columns.h"

namespace greenlens::cli {
namespace {

struct ProcessesOptions {
  std::vector<std::string> files;
  bool json = false;
  size_t lanes = processes::LaneOptions().most;
};

int show_processes(const ProcessesOptions& options) {
  OpenedFamily opened = open_family(options.files);
  if (opened.is_empty()) return refuse(kUnreadableFile, say(opened.given.front().fault));
  processes::LaneOptions lanes;
  lanes.most = options.lanes;
  processes::Family family = processes::family_of(opened.given, lanes);
  for (processes::Process& process : family.processes) {
    if (!process.given) continue;
    const auto found = find_shown(*opened.given[*process.given].trace, findings::kLongRunNs);
    if (!found) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
    process.findings = found->size();
  }
  const words::Messages& messages = catalogue();
  bool all_readable = true;
  for (const processes::Doubted& doubt : family.doubts) {
    all_readable = all_readable && doubt.is != processes::Doubt::unreadable;
    if (!options.json) print_aside(doubt_text(messages, doubt, opened.given));
  }
  print(options.json
            ? facts::json_text(processes::family_to_json(messages, family, opened.given), 2)
            : processes::family_text(messages, family, opened.given));
  return opened.say_what_is_missing() && all_readable ? kFine : kUnreadableFile;
}

}  // namespace

void add_processes(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("processes", say("cli.help.processes"));
  auto options = std::make_shared<ProcessesOptions>();
  command->add_option("file", options->files, say("cli.help.family"))->required();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->add_option("--lanes", options->lanes, say("cli.help.lanes"))
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->callback([options, &status] { status = show_processes(*options); });
}

}  // namespace greenlens::cli
