// greenlens findings: what looks wrong in a recording.
#include "tracer/findings/findings.h"

#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/exit_codes.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/findings/findings_text.h"
#include "tracer/words/columns.h"

namespace greenlens::cli {
namespace {

constexpr uint64_t kNsOfAMs = 1'000'000;

struct FindingsOptions {
  std::string file;
  bool json = false;
  bool strict = false;
  uint64_t long_run_ms = findings::kLongRunNs / kNsOfAMs;
};

std::string as_text(const std::vector<findings::Finding>& all) {
  const words::Messages& messages = words::Messages::of("en");
  if (all.empty()) return messages.text("finding.none") + '\n';
  std::string text;
  for (const findings::Finding& one : all) {
    text += messages.text("finding.line", {{"kind", kind_text(messages, one.kind)},
                                           {"step", std::to_string(one.step)}}) +
            '\n' + words::wrapped("  " + finding_text(messages, one), words::kTextColumns);
  }
  return text;
}

int findings(const FindingsOptions& options) {
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const auto all = find_shown(**loaded, options.long_run_ms * kNsOfAMs);
  if (!all) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
  if (options.json) {
    facts::Json json = facts::Json::array();
    for (const findings::Finding& one : *all) {
      json.push_back(findings::finding_to_json(words::Messages::of("en"), one));
    }
    print(facts::json_text({{"findings", std::move(json)}}, 2));
  } else {
    print(as_text(*all));
  }
  if (!loaded->say_what_is_missing()) return kUnreadableFile;
  return options.strict && !all->empty() ? kCheckFailed : kFine;
}

}  // namespace

void add_findings(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("findings", say("cli.help.findings"));
  auto options = std::make_shared<FindingsOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_flag("--json", options->json, say("cli.help.json"));
  constexpr uint64_t kADay = 86'400'000;
  command->add_option("--long-run", options->long_run_ms, say("cli.help.long_run"))
      ->check(CLI::Range(uint64_t{1}, kADay))
      ->capture_default_str();
  command->add_flag("--strict", options->strict, say("cli.help.findings_strict"));
  command->callback([options, &status] { status = findings(*options); });
}

}  // namespace greenlens::cli
