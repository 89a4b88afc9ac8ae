// greenlens run: a scenario or a program, in the window or as text.
#include "cli/commands.h"
#include "cli/first.h"
#include "cli/other_way.h"
#include "cli/say.h"
#include "cli/target.h"
#include "cli/window.h"
#include "tracer/facts/event.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lints_text.h"
#include "tracer/store/timeline.h"
#include "tracer/words/transcript.h"

namespace greenlens::cli {
namespace {

struct RunOptions {
  std::string target;
  std::vector<std::string> arguments;
  bool text = false;
  bool output_only = false;
  bool times = false;
  DetailOptions detail;
  FirstOptions first;
};

void print_output(const store::Trace& trace, uint64_t step) {
  const facts::Event event = trace.event(step);
  if (auto* printed = std::get_if<facts::Printed>(&event.fact)) print(printed->text);
}

// As the transcript of a recording has them (tracer/export/txt.cc).
void print_lints(const store::Trace& trace) {
  const std::vector<lints::Fired> fired = *lints::find_all(trace, {}, lints::Ends::later);
  std::string lines;
  for (const lints::Fired& one : fired) {
    lines += '\n' + told_line(catalogue(), one);
  }
  if (!lines.empty()) print(lines);
}

int run(const RunOptions& options) {
  const std::optional<gui::AppOptions::First> first = first_of(options.first);
  if (!first) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.first.grain}}));
  auto command = find_target(options.target, options.arguments, options.detail.cpu);
  if (!command) return refuse(kWrongUsage, say(command.fault()));
  // As text, what the program prints is shown where it was printed; a program that shows its own
  // output does so.
  bool own_output = options.output_only && !is_scenario(options.target);
  if (options.text) command->output = live::Output::nowhere;
  const facts::Fault apart = detail_refused(options.detail, options.target, options.arguments);
  if (apart) return refuse(kWrongUsage, say(apart));
  set_detail(options.detail, options.target, &*command);
  DetailOptions detail = options.detail;
  detail.what_if_grain = options.first.grain;
  const facts::Fault no_way = set_ways(&detail, options.target, &*command);
  if (no_way) return refuse(kWrongUsage, say(no_way));
  command->instructions_later = !options.text && !options.output_only;  // the window can ask
  auto started = live::TargetProcess::start(*command);
  if (!started) return refuse(kWrongUsage, say(started.fault()));
  std::unique_ptr<live::TargetProcess> target = std::move(*started);
  if (!options.text && !options.output_only) {
    return open_window(std::move(target), options.target, options.arguments, detail, *first);
  }

  store::Timeline timeline;
  const auto status = run_to_the_end(*target, &timeline, [&](uint64_t step) {
    if (options.text) {
      print(words::told_step(catalogue(), timeline.at(step),
                             options.times ? words::Times::told : words::Times::untold));
    } else if (!own_output) {
      print_output(timeline, step);
    }
  });
  if (options.text) print_lints(timeline);
  return say_how_it_ended(*target, status);
}

}  // namespace

void add_run(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("run", say("cli.help.run"));
  auto options = std::make_shared<RunOptions>();
  command->add_option("target", options->target, say("cli.help.target"))->required();
  command->add_option("arguments", options->arguments, say("cli.help.arguments"));
  auto* text = command->add_flag("--text", options->text, say("cli.help.text"));
  auto* output_only =
      command->add_flag("--output-only", options->output_only, say("cli.help.output_only"))
          ->excludes(text);
  command->add_flag("--times", options->times, say("cli.help.times"))->needs(text);
  add_module_option(command, &options->target);
  add_detail_options(command, &options->detail);
  // They are the window's.
  for (CLI::Option* option : add_first_options(command, &options->first)) {
    option->excludes(text)->excludes(output_only);
  }
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace greenlens::cli
