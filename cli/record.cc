// greenlens record: everything a program does, into a file.
#include <cstring>
#include <fstream>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/target.h"
#include "tracer/store/timeline.h"

namespace greenlens::cli {
namespace {

struct RecordOptions {
  std::string target;
  std::vector<std::string> arguments;
  std::string file;
};

int record_to(const RecordOptions& options) {
  auto command = find_target(options.target, options.arguments);
  if (!command) return refuse(kWrongUsage, say(command.fault()));
  std::ofstream file(options.file, std::ios::binary | std::ios::trunc);
  if (!file) {
    return refuse(kWrongUsage, say("cli.cannot_write",
                                   {{"file", options.file}, {"reason", std::strerror(errno)}}));
  }
  auto started = live::TargetProcess::start(*command);
  if (!started) return refuse(kWrongUsage, say(started.fault()));
  std::unique_ptr<live::TargetProcess> target = std::move(*started);

  // The stream on the pipe is the file: it is kept as it comes, whatever happens to the program or
  // to us.
  bool written = true;
  target->set_tap([&](std::string_view bytes) {
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.flush();
    written = written && file.good();
  });
  store::Timeline timeline;
  int status = run_to_the_end(*target, &timeline, [](uint64_t) {});
  if (!written) {
    return refuse(kCheckFailed, say("cli.cannot_write",
                                    {{"file", options.file}, {"reason", std::strerror(errno)}}));
  }
  const state::State& end = timeline.state(timeline.size());
  print(say("cli.recorded", {{"events", std::to_string(timeline.size())},
                             {"switches", std::to_string(end.switches)},
                             {"bytes", std::to_string(end.bytes_out + end.bytes_in)},
                             {"file", options.file}}));
  return status;
}

}  // namespace

void add_record(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("record", say("cli.help.record"));
  auto options = std::make_shared<RecordOptions>();
  command->add_option("target", options->target, say("cli.help.target"))->required();
  command->add_option("arguments", options->arguments, say("cli.help.arguments"));
  command->add_option("-o,--output", options->file, say("cli.help.record_file"))->required();
  command->callback([options, &status] { status = record_to(*options); });
}

}  // namespace greenlens::cli
