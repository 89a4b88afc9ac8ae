// greenlens diff: whether two recordings tell the same story, and where they differ.
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/story_options.h"
#include "cli/trace.h"
#include "tracer/compare/comparison.h"
#include "tracer/compare/comparison_json.h"
#include "tracer/compare/comparison_words.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::cli {
namespace {

struct DiffOptions {
  std::string a, b;
  compare::Compared compared;
  size_t most = 10;
  bool json = false;
};

int diff(const DiffOptions& options) {
  auto a = load_trace(options.a);
  if (!a) return refuse(kUnreadableFile, say(a.fault()));
  auto b = load_trace(options.b);
  if (!b) return refuse(kUnreadableFile, say(b.fault()));
  std::optional<compare::Comparison> compared;
  Interrupts interrupts;
  {
    Progress progress;
    compared = compare::compare(**a, **b, options.compared, options.most,
                                [&](uint64_t done, uint64_t all) {
                                  progress.show(done, all);
                                  return interrupts.wanted() == Interrupts::Wanted::nothing;
                                });
  }
  if (!compared) return refuse(kUnreadableFile, say("cli.diff.cancelled"));
  const words::Messages& messages = words::Messages::of("en");
  if (options.json) {
    print(facts::json_text(comparison_to_json(messages, *compared), 2));
  } else {
    print(say("cli.diff", {{"a", options.a}, {"b", options.b}}));
    print(comparison_text(messages, *compared));
  }
  const bool has_all = a->say_what_is_missing();
  if (!b->say_what_is_missing() || !has_all) return kUnreadableFile;
  return compared->same() ? kFine : kCheckFailed;
}

}  // namespace

void add_diff(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("diff", say("cli.help.diff"));
  auto options = std::make_shared<DiffOptions>();
  command->add_option("a", options->a, say("cli.help.file"))->required();
  command->add_option("b", options->b, say("cli.help.diff_b"))->required();
  add_story_options(command, &options->compared);
  command->add_option("--most", options->most, say("cli.help.diff_most"))
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = diff(*options); });
}

}  // namespace greenlens::cli
