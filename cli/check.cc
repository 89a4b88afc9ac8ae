// greenlens check: what in a trace cannot be so, by the rules.
#include "cli/commands.h"
#include "cli/expect.h"
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
  bool all = false;
  ExpectOptions expect{};
};

// So many lines of what cannot be so: a damaged recording may have millions.
constexpr size_t kListed = 100;

const char* name_of_fact(const state::Moment& moment) {
  return facts::fact_name(moment.event->fact);
}

// Shows what cannot be so, step by step, until so much has been listed: `list` says how much of a
// step is. How many steps are left.
template <typename List>
uint64_t each_wrong_step(const store::Trace& trace, bool all, List list) {
  size_t listed = 0;
  uint64_t steps = 0;
  for (const uint64_t step : trace.contradicted()) {
    if (!all && listed >= kListed) break;
    listed += list(step, trace.at(step));
    ++steps;
  }
  return trace.contradicted().size() - steps;
}

// Of one step.
size_t most_of_one(bool all) { return all ? SIZE_MAX : words::kMostContradictions; }

void say_what_cannot_be_so(const CheckOptions& options, const store::Trace& trace) {
  const words::Messages& messages = catalogue();
  const std::string& file = options.file;
  const auto list = [&](uint64_t step, const state::Moment& moment) {
    const std::vector<std::string> sentences =
        words::contradictions(messages, moment, most_of_one(options.all));
    for (const std::string& sentence : sentences) {
      print(say("cli.checked", {{"step", std::to_string(step)},
                                {"fact", name_of_fact(moment)},
                                {"sentence", sentence}}));
    }
    return sentences.size();
  };
  const uint64_t more = each_wrong_step(trace, options.all, list);
  if (more > 0) print(say("cli.checked.more", {{"count", std::to_string(more)}, {"file", file}}));
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

facts::Json as_json(const store::Trace& trace, bool all) {
  const state::State end = trace.state(trace.size());
  facts::Json steps = facts::Json::array();
  const auto list = [&](uint64_t step, const state::Moment& moment) {
    facts::Json wrong = exports::contradictions_to_json(moment, most_of_one(all));
    const size_t listed = wrong.size();
    steps.push_back(
        {{"step", step}, {"event", name_of_fact(moment)}, {"contradictions", std::move(wrong)}});
    return listed;
  };
  const uint64_t more = each_wrong_step(trace, all, list);
  return {{"events", trace.size()},
          {"switches", end.switches},
          {"events_lost", end.events_lost},
          {"contradicted", std::move(steps)},
          {"more", more}};
}

int check(const CheckOptions& options) {
  if (const int wrong = look_at_rules(options.expect); wrong != kFine) return wrong;
  // All of it, whatever the recorder has found itself.
  store::OpenOptions all;
  all.believe_writer = false;
  auto loaded = load_trace(options.file, all);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const store::Trace& trace = **loaded;
  while (trace.check_more()) continue;
  int status = trace.contradicted().empty() ? kFine : kCheckFailed;
  if (!options.expect.rules.empty()) {
    status = expect_rules(options.expect, trace);
  } else if (options.json) {
    print(facts::json_text(as_json(trace, options.all), 2));
  } else {
    say_what_cannot_be_so(options, trace);
  }
  if (!loaded->say_what_is_missing()) return kUnreadableFile;
  return status;
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("check", say("cli.help.check"));
  auto options = std::make_shared<CheckOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->add_flag("--all", options->all, say("cli.help.check_all"));
  command->add_option("--expect", options->expect.rules, say("cli.help.expect"));
  command->add_option("--junit", options->expect.junit, say("cli.help.junit"));
  command->callback([options, &status] {
    options->expect.json = options->json;
    status = check(*options);
  });
}

}  // namespace greenlens::cli
