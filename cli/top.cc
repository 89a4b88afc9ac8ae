// greenlens top: who took the time.
#include "tracer/findings/top.h"

#include "cli/commands.h"
#include "cli/counted.h"
#include "cli/exit_codes.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/trace.h"

namespace greenlens::cli {
namespace {

struct TopOptions {
  std::string file;
  bool json = false;
  uint64_t rows = 20;
};

int top(const TopOptions& options) {
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const auto counted = count_shown(**loaded, 0, (*loaded)->size());
  if (!counted) return refuse(kCheckFailed, say("cli.statistics.cancelled"));
  const std::vector<findings::Row> greenlets = findings::by_greenlet(*counted);
  const std::vector<findings::Row> lines = findings::by_line(*counted);
  const words::Messages& messages = catalogue();
  if (options.json) {
    print(facts::json_text({{"time_ns", counted->sums.time_ns()},
                            {"by_line", findings::top_to_json(lines)},
                            {"by_greenlet", findings::top_to_json(greenlets)}},
                           2));
  } else {
    print(messages.text("top.by_line") + '\n' + findings::top_text(messages, lines, options.rows) +
          '\n' + messages.text("top.by_greenlet") + '\n' +
          findings::top_text(messages, greenlets, options.rows));
  }
  return loaded->say_what_is_missing() ? kFine : kUnreadableFile;
}

}  // namespace

void add_top(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("top", say("cli.help.top"));
  auto options = std::make_shared<TopOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("--rows", options->rows, say("cli.help.top_rows"))->capture_default_str();
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = top(*options); });
}

}  // namespace greenlens::cli
