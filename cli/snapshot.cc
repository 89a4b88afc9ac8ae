// greenlens snapshot: the window as a PNG, without one.
#include <cstdio>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "gui/app.h"

namespace greenlens::cli {
namespace {

struct SnapshotOptions {
  std::string file;
  std::string output;
  std::string step = "last";
  std::string grain = "phase";
  std::string size = "1280x800";
  std::string theme = "light";
  float scale = 1;
};

int snapshot(const SnapshotOptions& options) {
  gui::SnapshotOptions picture;
  if (std::sscanf(options.size.c_str(), "%dx%d", &picture.width, &picture.height) != 2 ||
      picture.width < 200 || picture.height < 200 || picture.width > 8000 ||
      picture.height > 8000) {
    return refuse(kWrongUsage, say("cli.size", {{"size", options.size}}));
  }
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.grain);
  if (!grain) {
    return refuse(kWrongUsage, say("cli.grain", {{"grain", options.grain}}));
  }
  picture.grain = *grain;
  const auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const store::Trace& trace = *loaded;
  const auto at = find_step(trace, options.step, picture.grain);
  if (!at) return refuse(kWrongUsage, say(at.fault()));
  picture.step = at->step;
  picture.theme = options.theme == "dark" ? scene::Theme::dark : scene::Theme::light;
  picture.scale = options.scale;
  if (const facts::Fault fault = gui::render_png(trace, picture, options.output)) {
    return refuse(kCheckFailed, say(fault));
  }
  std::puts(say("cli.snapshot", {{"file", options.output},
                                 {"step", std::to_string(at->number)},
                                 {"count", std::to_string(at->count)}})
                .c_str());
  return kFine;
}

}  // namespace

void add_snapshot(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("snapshot", say("cli.help.snapshot"));
  auto options = std::make_shared<SnapshotOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("-o,--output", options->output, say("cli.help.snapshot_file"))->required();
  command->add_option("--step", options->step, say("cli.help.step"))->capture_default_str();
  command->add_option("--grain", options->grain, say("cli.help.grain"))->capture_default_str();
  command->add_option("--size", options->size, say("cli.help.size"))->capture_default_str();
  command->add_option("--theme", options->theme, say("cli.help.theme"))
      ->check(CLI::IsMember({"light", "dark"}))
      ->capture_default_str();
  command->add_option("--scale", options->scale, say("cli.help.scale"))
      ->check(CLI::Range(1.0, 3.0))
      ->capture_default_str();
  command->callback([options, &status] { status = snapshot(*options); });
}

}  // namespace greenlens::cli
