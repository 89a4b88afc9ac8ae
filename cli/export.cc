// greenlens export: a trace or a picture of it for other tools. The output file's ending chooses.
#include <cstring>
#include <fstream>

#include "cli/commands.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/export/state_json.h"
#include "tracer/export/svg.h"
#include "tracer/facts/grain.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::cli {
namespace {

struct ExportOptions {
  std::string file;
  std::string output;
  std::string step = "last";
  std::string grain = "phase";
  std::string scene = "stack";
  std::string theme = "light";
};

using Exporter = std::string (*)(const ExportOptions&, const store::Trace&, uint64_t step);

std::string svg(const ExportOptions& options, const store::Trace& trace, uint64_t step) {
  const auto& messages = words::Messages::of("en");
  scene::SceneOptions size;
  size.caption = options.scene == "stack";
  scene::Scene scene;
  if (options.scene == "tree") {
    scene = scene::tree_scene(messages, trace.at(step), size);
  } else if (options.scene == "timeline") {
    size.width = 1000;
    scene = scene::timeline_scene(messages, trace, step, 0, 0, size);
  } else {
    scene = scene::stack_scene(messages, trace.at(step), size);
  }
  auto theme = options.theme == "dark" ? scene::Theme::dark : scene::Theme::light;
  return exports::to_svg(scene, theme);
}

std::string jsonl(const ExportOptions&, const store::Trace& trace, uint64_t) {
  return exports::to_jsonl(trace);
}

struct Ending {
  const char* ending;
  Exporter exporter;
};
constexpr Ending kEndings[] = {{".svg", svg}, {".jsonl", jsonl}};

std::string known_endings() {
  std::string list;
  for (const Ending& known : kEndings)
    list += (list.empty() ? "" : ", ") + std::string(known.ending);
  return list;
}

Exporter exporter_for(const std::string& path) {
  for (const Ending& known : kEndings) {
    if (std::string_view(path).ends_with(known.ending)) return known.exporter;
  }
  return nullptr;
}

int export_to(const ExportOptions& options) {
  Exporter exporter = exporter_for(options.output);
  if (exporter == nullptr) {
    return refuse(kWrongUsage,
                  say("cli.ending", {{"file", options.output}, {"known", known_endings()}}));
  }
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.grain);
  if (!grain) {
    return refuse(kWrongUsage, say("cli.grain", {{"grain", options.grain}}));
  }
  const auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const store::Trace& trace = *loaded;
  const auto at = find_step(trace, options.step, *grain);
  if (!at) return refuse(kWrongUsage, say(at.fault()));

  std::ofstream file(options.output, std::ios::binary | std::ios::trunc);
  file << exporter(options, trace, at->step);
  file.close();
  if (file) return kFine;
  return refuse(kWrongUsage, say("cli.cannot_write",
                                 {{"file", options.output}, {"reason", std::strerror(errno)}}));
}

}  // namespace

void add_export(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("export", say("cli.help.export"));
  auto options = std::make_shared<ExportOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("-o,--output", options->output, say("cli.help.export_file"))->required();
  command->add_option("--step", options->step, say("cli.help.step"))->capture_default_str();
  command->add_option("--grain", options->grain, say("cli.help.grain"))->capture_default_str();
  command->add_option("--scene", options->scene, say("cli.help.scene"))
      ->check(CLI::IsMember({"stack", "tree", "timeline"}))
      ->capture_default_str();
  command->add_option("--theme", options->theme, say("cli.help.theme"))
      ->check(CLI::IsMember({"light", "dark"}))
      ->capture_default_str();
  command->callback([options, &status] { status = export_to(*options); });
}

}  // namespace greenlens::cli
