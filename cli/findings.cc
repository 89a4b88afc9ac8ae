// greenlens findings: what looks wrong in a recording.
#include "tracer/findings/findings.h"

#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/exit_codes.h"
#include "cli/family.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/findings/findings_text.h"
#include "tracer/words/columns.h"

namespace greenlens::cli {
namespace {

constexpr uint64_t kNsOfAMs = 1'000'000;

struct FindingsOptions {
  std::vector<std::string> files;
  bool json = false;
  bool strict = false;
  uint64_t long_run_ms = findings::kLongRunNs / kNsOfAMs;
};

std::string as_text(const std::vector<findings::Finding>& all) {
  const words::Messages& messages = catalogue();
  if (all.empty()) return messages.text("finding.none") + '\n';
  std::string text;
  for (const findings::Finding& one : all) {
    text += messages.text("finding.line", {{"kind", kind_text(messages, one.kind)},
                                           {"step", std::to_string(one.step)}}) +
            '\n' + words::wrapped("  " + finding_text(messages, one), words::kTextColumns);
  }
  return text;
}

facts::Json as_json(const std::vector<findings::Finding>& all) {
  facts::Json json = facts::Json::array();
  for (const findings::Finding& one : all) {
    json.push_back(findings::finding_to_json(catalogue(), one));
  }
  return json;
}

int findings(const FindingsOptions& options) {
  const bool are_several = options.files.size() > 1;
  facts::Json processes = facts::Json::array();
  int status = kFine;
  for (const std::string& file : options.files) {
    auto loaded = load_trace(file);
    if (!loaded) {
      status = refuse(kUnreadableFile, say(loaded.fault()));
      continue;
    }
    const auto all = find_shown(**loaded, options.long_run_ms * kNsOfAMs);
    if (!all) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
    if (options.json && !are_several) {
      print(facts::json_text({{"findings", as_json(*all)}}, 2));
    } else if (options.json) {
      facts::Json one = process_json(file, (*loaded)->info());
      one["findings"] = as_json(*all);
      processes.push_back(std::move(one));
    } else {
      print((are_several ? process_title(file, (*loaded)->info()) : "") + as_text(*all));
    }
    if (!loaded->say_what_is_missing()) status = kUnreadableFile;
    if (options.strict && !all->empty() && status == kFine) status = kCheckFailed;
  }
  if (options.json && are_several) {
    print(facts::json_text({{"processes", std::move(processes)}}, 2));
  }
  return status;
}

}  // namespace

void add_findings(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("findings", say("cli.help.findings"));
  auto options = std::make_shared<FindingsOptions>();
  command->add_option("file", options->files, say("cli.help.files"))->required();
  command->add_flag("--json", options->json, say("cli.help.json"));
  constexpr uint64_t kADay = 86'400'000;
  command->add_option("--long-run", options->long_run_ms, say("cli.help.long_run"))
      ->check(CLI::Range(uint64_t{1}, kADay))
      ->capture_default_str();
  command->add_flag("--strict", options->strict, say("cli.help.findings_strict"));
  command->callback([options, &status] { status = findings(*options); });
}

}  // namespace greenlens::cli
