// greenlens find and history: the steps of which something holds, and those at which something
// changed.
#include "cli/find.h"

#include <algorithm>
#include <utility>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/past/find_where.h"
#include "tracer/past/number_history.h"
#include "tracer/words/find_text.h"
#include "tracer/words/lists.h"

namespace greenlens::cli {
namespace {

struct FindOptions {
  StepOptions steps;
  std::string what;
  uint64_t most = 1000;
  bool json = false;
};

int find(const OpenedStep& opened, const FindOptions& options) {
  const words::Messages& messages = catalogue();
  const past::ParsedCondition parsed = past::parse_condition(options.what);
  if (!parsed.condition) {
    return refuse(kWrongUsage, past::no_condition(messages, parsed.wrong, options.what));
  }
  const uint64_t from = opened.shown.from;
  const uint64_t to = opened.shown.all() ? opened.trace.size() : opened.shown.to;
  std::vector<uint64_t> found;
  Interrupts interrupts;
  {
    Progress progress;
    found = past::steps_where(opened.trace, {*parsed.condition}, from, to,
                              [&](uint64_t done, uint64_t all) {
                                progress.show(done, all);
                                return interrupts.wanted() == Interrupts::Wanted::nothing;
                              });
  }
  if (interrupts.wanted() != Interrupts::Wanted::nothing) {
    return refuse(kCheckFailed, say("cli.where.cancelled"));
  }
  const size_t listed = std::min<size_t>(found.size(), options.most);
  facts::Json list = facts::Json::array();
  for (size_t i = 0; i < listed; ++i) {
    const std::vector<std::string> lines =
        words::event_lines(messages, opened.trace, found[i] - 1, found[i]);
    const uint64_t number = opened.trace.count_until(opened.grain, found[i]);
    if (options.json) {
      list.push_back({{"event", found[i]}, {"step", number}, {"says", lines.front()}});
    } else {
      print(std::to_string(number) + '\t' + lines.front());
    }
  }
  if (options.json) {
    print(
        facts::json_text({{"version", 1}, {"found", found.size()}, {"steps", std::move(list)}}, 2));
  } else if (listed < found.size()) {
    print_aside(say("cli.find.more", {{"count", std::to_string(found.size() - listed)}}));
  }
  if (!found.empty()) return kFine;
  return options.json ? int{kCheckFailed}
                      : refuse(kCheckFailed, say("cli.find.nowhere", {{"what", options.what}}));
}

std::vector<std::string> all_names() {
  std::vector<std::string> all = past::names_of_state();
  for (std::string& name : past::names_of_events()) all.push_back(std::move(name));
  for (const std::string& name : past::names_of_greenlets()) all.push_back("NAME." + name);
  return all;
}

std::string joined(const std::vector<std::string>& names) {
  return words::joined(catalogue(), names);
}

int history(const OpenedStep& opened, const FindOptions& options) {
  const std::optional<past::StepName> name = past::find_step_name(options.what);
  if (!name) {
    return refuse(kWrongUsage, say("cli.history.unknown",
                                   {{"what", options.what}, {"names", joined(all_names())}}));
  }
  const uint64_t to = opened.shown.all() ? opened.trace.size() : opened.shown.to;
  past::NumberHistory all(*name, opened.trace.state(opened.shown.from));
  Interrupts interrupts;
  {
    Progress progress;
    while (all.go_on(opened.trace, to)) {
      progress.show(all.end(), to);
      if (interrupts.wanted() != Interrupts::Wanted::nothing) {
        return refuse(kCheckFailed, say("cli.where.cancelled"));
      }
    }
  }
  const size_t listed = std::min<size_t>(all.changes().size(), options.most);
  facts::Json list = facts::Json::array();
  for (size_t i = 0; i < listed; ++i) {
    const past::ValueChange& change = all.changes()[i];
    const uint64_t number = opened.trace.count_until(opened.grain, change.step);
    if (options.json) {
      const auto value = [](const std::string& text) {
        return text.empty() ? facts::Json(nullptr) : facts::Json(text);
      };
      list.push_back({{"event", change.step},
                      {"step", number},
                      {"was", value(change.was)},
                      {"is", value(change.is)}});
    } else {
      print(say("cli.history.change", {{"step", std::to_string(number)},
                                       {"was", change.was.empty() ? "–" : change.was},
                                       {"is", change.is.empty() ? "–" : change.is}}));
    }
  }
  if (options.json) {
    print(facts::json_text(
        {{"version", 1}, {"changed", all.changes().size()}, {"changes", std::move(list)}}, 2));
  } else if (listed < all.changes().size()) {
    print_aside(say("cli.find.more", {{"count", std::to_string(all.changes().size() - listed)}}));
  }
  if (!all.changes().empty() || options.json) return kFine;
  print_aside(say("cli.history.never", {{"what", options.what}}));
  return kFine;
}

void add_command(CLI::App& app, const char* name, const std::string& help, const char* what,
                 int& status, int (*run)(const OpenedStep&, const FindOptions&)) {
  CLI::App* command = app.add_subcommand(name, say(help));
  auto options = std::make_shared<FindOptions>();
  command->add_option("file", options->steps.file, say("cli.help.file"))->required();
  command->add_option(what, options->what, say(help + "_what"))->required();
  add_range_options(command, &options->steps);
  command->add_option("--grain", options->steps.grain, say("cli.help.grain"))
      ->capture_default_str();
  command->add_option("--most", options->most, say("cli.help.find_most"))->capture_default_str();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, run, &status] {
    status =
        with_step(options->steps, [&](const OpenedStep& opened) { return run(opened, *options); });
  });
}

}  // namespace

facts::Result<uint64_t> find_condition(const store::Trace& trace, const std::string& text,
                                       uint64_t from, store::Trace::Direction direction) {
  const past::ParsedCondition parsed = past::parse_condition(text);
  if (!parsed.condition) {
    return facts::Fault{facts::FaultKind::no_condition, text, 0, 0,
                        past::no_condition(catalogue(), parsed.wrong, text)};
  }
  const auto found = past::find_where(trace, {*parsed.condition}, from, direction);
  if (found) return *found;
  return facts::Fault{facts::FaultKind::nowhere, text, 0, 0, ""};
}

void add_find(CLI::App& app, int& status) {
  add_command(app, "find", "cli.help.find_steps", "condition", status, find);
  add_command(app, "history", "cli.help.history", "name", status, history);
}

}  // namespace greenlens::cli
