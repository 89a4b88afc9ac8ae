// greenlens strategies: what a recording's switches would cost otherwise, and what switches cost.
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/target.h"
#include "cli/time_turns.h"
#include "cli/trace.h"
#include "tracer/facts/amount.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/timeline.h"
#include "tracer/strategies/costs.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::cli {
namespace {

struct StrategiesOptions {
  StepOptions step;
  DetailOptions detail;
  std::string stack = "64KB";
  bool measure = false;
  bool json = false;
};

int show(const StrategiesOptions& options, const OpenedStep& at) {
  const std::optional<uint64_t> stack = facts::read_bytes(options.stack);
  if (!stack || *stack == 0) {
    return refuse(kWrongUsage, say("cli.limit", {{"limit", options.stack}}));
  }
  strategies::Assumptions assumptions;
  assumptions.stack = *stack;
  const auto costs = strategies::costs_at(at.trace, at.step, assumptions);
  if (!costs) return kCheckFailed;
  if (options.json) {
    facts::Json json = strategies::costs_to_json(*costs, assumptions);
    json["step"] = at.number;
    json["steps"] = at.count;
    print(facts::json_text(json, 2));
  } else {
    print(strategies::costs_text(catalogue(), *costs, assumptions));
  }
  return kFine;
}

int measure(const StrategiesOptions& options) {
  Progress progress;
  const auto sweep = time_turns([&progress](uint64_t done, uint64_t all) {
    progress.show(done, all);
    return true;
  });
  progress.hide();
  if (!sweep || sweep->points.empty()) {
    return refuse(kCheckFailed, say("cli.strategies.no_room"));
  }
  print(options.json ? facts::json_text(strategies::to_json(*sweep), 2)
                     : strategies::sweep_text(catalogue(), *sweep));
  return kFine;
}

// A scenario is run to its end first.
int of_scenario(const StrategiesOptions& options) {
  auto command = find_target(options.step.file, {}, "");
  if (!command) return refuse(kWrongUsage, say(command.fault()));
  if (const facts::Fault fault = detail_refused(options.detail, options.step.file, {})) {
    return refuse(kWrongUsage, say(fault));
  }
  set_detail(options.detail, options.step.file, &*command);
  command->output = live::Output::nowhere;
  auto target = live::TargetProcess::start(*command);
  if (!target) return refuse(kWrongUsage, say(target.fault()));
  store::Timeline timeline;
  const auto status = run_to_the_end(**target, &timeline, nullptr);
  if (const int ended = say_how_it_ended(**target, status); ended != kFine) return ended;
  OpenedStep at{timeline};
  at.step = timeline.size();
  at.number = at.count = timeline.count(at.grain);
  return show(options, at);
}

int strategies_of(const StrategiesOptions& options) {
  if (options.measure) return measure(options);
  if (options.step.file.empty()) return refuse(kWrongUsage, say("cli.strategies.nothing"));
  if (is_scenario(options.step.file)) return of_scenario(options);
  return with_step(options.step, [&](const OpenedStep& at) { return show(options, at); });
}

}  // namespace

void add_strategies(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("strategies", say("cli.help.strategies"));
  auto options = std::make_shared<StrategiesOptions>();
  add_step_options(command, &options->step);
  CLI::Option* file = command->get_option("file");
  file->description(say("cli.help.strategies_file"))->required(false);
  command->add_option("--set", options->detail.settings, say("cli.help.set"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--stack", options->stack, say("cli.help.strategies_stack"))
      ->capture_default_str();
  command->add_flag("--measure", options->measure, say("cli.help.strategies_measure"))
      ->excludes(file);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = strategies_of(*options); });
}

}  // namespace greenlens::cli
