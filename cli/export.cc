// greenlens export: a trace or a picture of it for other tools. The output file's ending chooses.
#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/write_file.h"
#include "gui/app.h"
#include "tracer/export/exporter.h"
#include "tracer/export/statistics_file.h"

namespace greenlens::cli {
namespace {

struct ExportOptions {
  StepOptions step;
  std::string output;
  std::string scene = exports::scenes().front().name;
  std::string theme = "light", select;
  std::vector<std::string> hide;
  std::string axis = "steps";
  bool times = false;
};

int export_to(const ExportOptions& options) {
  const exports::Exporter* exporter = exports::exporter_for(options.output);
  // Numbers are written by another command.
  for (const exports::StatisticsFormat& format : exports::statistics_formats()) {
    if (exporter != nullptr || !options.output.ends_with(format.ending)) continue;
    return refuse(kWrongUsage,
                  say("cli.ending.numbers", {{"file", options.output}, {"format", format.name}}));
  }
  if (exporter == nullptr) {
    return refuse(kWrongUsage, say("cli.ending", {{"file", options.output},
                                                  {"known", exports::known_endings()}}));
  }
  return with_step(options.step, [&](const OpenedStep& at) {
    facts::Fault fault = check_selected(at.trace, options.select);
    for (const std::string& name : options.hide) {
      if (!fault) fault = check_selected(at.trace, name);
    }
    if (fault) return refuse(kWrongUsage, say(fault));
    Interrupts interrupts;
    const std::string reason = write_file(options.output, [&](const Sink& sink) {
      Progress progress;
      const auto go_on = [&](uint64_t done, uint64_t all) {
        progress.show(done, all);
        return interrupts.wanted() == Interrupts::Wanted::nothing;
      };
      fault = exporter->write(
          words::Messages::of("en"), at.trace,
          {at.step, exports::find_scene(options.scene), theme_of(options.theme), at.shown,
           ids_of(at.trace, options.hide), gui::greenlet_called(at.trace, options.select),
           options.times, scene::axis_from_name(options.axis).value_or(scene::Axis::steps), go_on},
          sink);
      return !fault;
    });
    if (fault.place.empty()) fault.place = options.output;
    if (fault) return refuse(kCheckFailed, say(fault));
    if (!reason.empty()) {
      return refuse(kWrongUsage,
                    say("cli.cannot_write", {{"file", options.output}, {"reason", reason}}));
    }
    return static_cast<int>(kFine);
  });
}

// Every format: its ending, what it is, and which options it heeds.
std::string formats() {
  std::string text = say("cli.help.formats") + "\n";
  for (const exports::Exporter& exporter : exports::exporters()) {
    std::string heeds;
    if (exporter.needs.step) heeds += " --step --grain";
    if (exporter.needs.scene) heeds += " --scene";
    if (exporter.needs.theme) heeds += " --theme";
    if (exporter.needs.steps) heeds += " --from --to";
    if (exporter.needs.select) heeds += " --select";
    if (exporter.needs.hidden) heeds += " --hide";
    if (exporter.needs.times) heeds += " --times --axis";
    std::string ending = std::string("  ") + exporter.ending;
    ending.resize(std::max<size_t>(ending.size() + 1, 12), ' ');
    text += ending + say(std::string("export.") + exporter.id);
    text += heeds.empty() ? "\n" : ":" + heeds + "\n";
  }
  return text;
}

std::vector<std::string> scene_names() {
  std::vector<std::string> names;
  for (const exports::NamedScene& scene : exports::scenes()) names.emplace_back(scene.name);
  return names;
}

}  // namespace

void add_export(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("export", say("cli.help.export"));
  command->footer(formats());
  auto options = std::make_shared<ExportOptions>();
  add_step_options(command, &options->step);
  add_range_options(command, &options->step);
  command
      ->add_option("-o,--output", options->output,
                   say("cli.help.export_file", {{"known", exports::known_endings()}}))
      ->required();
  command->add_option("--scene", options->scene, say("cli.help.scene"))
      ->check(CLI::IsMember(scene_names()))
      ->capture_default_str();
  add_theme_option(command, &options->theme);
  add_select_option(command, &options->select);
  add_hide_option(command, &options->hide);
  command->add_flag("--times", options->times, say("cli.help.times"));
  add_axis_option(command, &options->axis);
  command->callback([options, &status] { status = export_to(*options); });
}

}  // namespace greenlens::cli
