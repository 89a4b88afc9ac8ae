// greenlens check: what in a trace cannot be so, by the rules.
#include "cli/commands.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/export/contradiction_json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/part.h"

namespace greenlens::cli {
namespace {

struct CheckOptions {
  std::string file;
  bool json = false;
};

const char* name_of_fact(const state::Moment& moment) {
  return facts::fact_name(moment.event->fact);
}

void say_what_cannot_be_so(const std::string& file, const store::Trace& trace) {
  const words::Messages& messages = words::Messages::of("en");
  for (const uint64_t step : trace.contradicted()) {
    const state::Moment moment = trace.at(step);
    for (const std::string& sentence : words::contradictions(messages, moment)) {
      print(say("cli.checked", {{"step", std::to_string(step)},
                                {"fact", name_of_fact(moment)},
                                {"sentence", sentence}}));
    }
  }
  const state::State end = trace.state(trace.size());
  const size_t count = trace.contradicted().size();
  print(say(count == 0 ? "cli.checked.fine" : "cli.checked.wrong",
            {{"file", file},
             {"events", std::to_string(trace.size())},
             {"switches", std::to_string(end.switches)},
             {"count", std::to_string(count)}}));
  if (trace.info().part) print(words::part_text(messages, trace));
  if (end.events_lost > 0) {
    print(say("cli.checked.lost", {{"count", std::to_string(end.events_lost)}}));
  }
}

facts::Json as_json(const store::Trace& trace) {
  const state::State end = trace.state(trace.size());
  facts::Json steps = facts::Json::array();
  for (const uint64_t step : trace.contradicted()) {
    const state::Moment moment = trace.at(step);
    steps.push_back({{"step", step},
                     {"event", name_of_fact(moment)},
                     {"contradictions", exports::contradictions_to_json(moment)}});
  }
  return {{"events", trace.size()},
          {"switches", end.switches},
          {"events_lost", end.events_lost},
          {"contradicted", std::move(steps)}};
}

int check(const CheckOptions& options) {
  // All of it, whatever the recorder has found itself.
  store::OpenOptions all;
  all.believe_writer = false;
  auto loaded = load_trace(options.file, all);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const store::Trace& trace = **loaded;
  while (trace.check_more()) continue;
  if (options.json) {
    print(facts::json_text(as_json(trace), 2));
  } else {
    say_what_cannot_be_so(options.file, trace);
  }
  if (!loaded->say_what_is_missing()) return kUnreadableFile;
  return trace.contradicted().empty() ? kFine : kCheckFailed;
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("check", say("cli.help.check"));
  auto options = std::make_shared<CheckOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = check(*options); });
}

}  // namespace greenlens::cli
