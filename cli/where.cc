// greenlens where: where a word came from, over any number of copies, and who reads it next.
#include "tracer/past/where.h"

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/queries.h"

namespace greenlens::cli {
namespace {

struct WhereOptions {
  StepOptions step;
  std::string at, select;
  uint64_t bytes = 0;  // 0: as the CPU's words have
  bool json = false;
};

// All of the trace is gone through, once. False when it was called off.
bool go_along(const store::Trace& trace, past::ByteHistory* history) {
  Interrupts interrupts;
  Progress progress;
  while (history->go_on(trace)) {
    progress.show(history->end(), trace.size());
    if (interrupts.wanted() != Interrupts::Wanted::nothing) return false;
  }
  return true;
}

int where(const OpenedStep& opened, const WhereOptions& options) {
  const words::Messages& messages = catalogue();
  const state::State state = opened.trace.state(opened.step);
  const int word = opened.trace.info().arch.pointer_size;
  const uint64_t bytes =
      options.bytes != 0 ? options.bytes : static_cast<uint64_t>(word > 0 ? word : 8);
  const std::string asked = options.select.empty() ? options.at : options.select + ':' + options.at;
  past::Place place;
  const past::NoPlace why = past::find_place_named(state, asked, bytes, &place);
  if (why != past::NoPlace::none) {
    return refuse(kWrongUsage, past::no_place(messages, why, asked, std::to_string(opened.number)));
  }
  past::ByteHistory history(opened.trace.state(0));
  if (!go_along(opened.trace, &history)) return refuse(kCheckFailed, say("cli.where.cancelled"));
  if (history.end() < opened.step) {
    return refuse(kCheckFailed,
                  say("cli.where.too_much", {{"step", std::to_string(history.end())}}));
  }
  const past::Where answer = past::where(history, opened.trace, place, opened.step);
  if (options.json) {
    print(facts::json_text(past::where_json(answer), 2));
    return kFine;
  }
  // An instruction is a step of its own grain only.
  const auto called = [&](uint64_t step) {
    const bool counts = step == 0 || facts::is_stop(opened.trace.event(step).fact, opened.grain);
    return counts ? std::to_string(opened.trace.count_until(opened.grain, step))
                  : say("cli.where.event", {{"step", std::to_string(step)}});
  };
  for (const past::WhereLine& line : past::where_lines(messages, answer, called)) print(line.words);
  return kFine;
}

}  // namespace

void add_where(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("where", say("cli.help.where"));
  auto options = std::make_shared<WhereOptions>();
  add_step_options(command, &options->step);
  command->add_option("--at", options->at, say("cli.help.where_at"))->required();
  command->add_option("--select", options->select, say("cli.help.where_select"));
  command->add_option("--bytes", options->bytes, say("cli.help.where_bytes"))
      ->check(CLI::Range(1, 8));
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] {
    status =
        with_step(options->step, [&](const OpenedStep& opened) { return where(opened, *options); });
  });
}

}  // namespace greenlens::cli
