// greenlens snapshot: the window as a PNG, without one.
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/first.h"
#include "cli/interrupts.h"
#include "cli/language.h"
#include "cli/notes.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/window.h"
#include "cli/write_file.h"
#include "gui/platform/offscreen.h"
#include "gui/views/view.h"
#include "tracer/session/trace_source.h"

namespace greenlens::cli {
namespace {

struct SnapshotOptions {
  StepOptions step;
  std::string output;
  std::string size = "1280x800";
  std::string theme = "light";
  std::string layout = "everything";
  float scale = 0;
  std::string select;
  std::vector<std::string> hide;
  std::string view;
  bool times = false;
  std::string axis = "steps";
  std::string beside, with;
  std::string place;               // the past of which is asked about
  std::vector<std::string> stops;  // breakpoints
  uint64_t seed = 1;               // of questions
  bool asks = false, performs = false;
  std::string answer;
  std::vector<std::string> moves;
};

// By what is behind the last dot. What is no file by its name, as /dev/stdout, is written as it is.
bool is_png(const std::string& file) {
  std::string ending = std::filesystem::path(file).extension().string();
  for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  std::error_code unknown;
  return ending == ".png" || (ending.empty() && std::filesystem::exists(file, unknown) &&
                              !std::filesystem::is_regular_file(file, unknown));
}

// Those that can stand behind another one.
std::vector<std::string> view_names() {
  std::vector<std::string> names;
  for (const gui::View& view : gui::views()) {
    if (gui::has_tab(view) || view.aside) names.emplace_back(view.id);
  }
  return names;
}

facts::Fault prepare_beside(const SnapshotOptions& options, const OpenedStep& at,
                            gui::SnapshotOptions* picture) {
  if (!options.beside.empty()) {
    const auto step = find_step_named(at.trace, options.beside, at.grain, at.file);
    if (!step) return step.fault();
    picture->beside = *step;
  }
  picture->with = options.with;
  picture->open = [](const std::string& file, const store::OnProgress& progress) {
    store::OpenOptions its;
    its.progress = progress;
    return session::open_trace_file(file, its);
  };
  if (options.with.empty()) return {};
  const auto other = session::open_trace_file(options.with);
  return other ? facts::Fault() : other.fault();
}

int snapshot(const SnapshotOptions& options) {
  gui::SnapshotOptions picture;
  if (std::sscanf(options.size.c_str(), "%dx%d", &picture.width, &picture.height) != 2 ||
      picture.width < 200 || picture.height < 200 || picture.width > 8000 ||
      picture.height > 8000) {
    return refuse(kWrongUsage, say("cli.size", {{"size", options.size}}));
  }
  if (!is_png(options.output)) {
    return refuse(kWrongUsage, say("cli.snapshot.ending", {{"file", options.output}}));
  }
  picture.select = options.select;
  picture.view = options.view;
  picture.place = options.place;
  picture.stops = options.stops;
  picture.theme = theme_of(options.theme);
  picture.scenarios = scenario_entries();
  picture.start = starts({});
  picture.language = language().id;
  picture.level = level().value_or(words::Level::mechanism);
  picture.layout = gui::layout_from_name(options.layout).value_or(gui::LayoutChoice::everything);
  picture.scale = options.scale;
  picture.asking = {options.seed, level().value_or(words::Level::mechanism)};
  picture.asks = options.asks || !options.answer.empty();
  picture.answer = options.answer;
  picture.performs = options.performs || !options.moves.empty();
  picture.moves = options.moves;
  picture.times = options.times;
  picture.axis = scene::axis_from_name(options.axis).value_or(scene::Axis::steps);
  return with_step(options.step, [&](const OpenedStep& at) {
    if (const facts::Fault fault = check_selected(at.trace, options.select)) {
      return refuse(kWrongUsage, say(fault));
    }
    for (const std::string& name : options.hide) {
      if (const facts::Fault fault = check_selected(at.trace, name)) {
        return refuse(kWrongUsage, say(fault));
      }
    }
    picture.hidden = ids_of(at.trace, options.hide);
    picture.step = at.step;
    picture.files = {at.file};
    picture.list = list_folder;
    if (const facts::Fault fault = prepare_beside(options, at, &picture)) {
      return refuse(kWrongUsage, say(fault));
    }
    picture.grain = at.grain;
    picture.steps = at.shown;
    picture.notes = notes_beside(at.file);
    const facts::Result<std::string> png = gui::render_png(at.trace, picture);
    if (!png) return refuse(kCheckFailed, say(png.fault()));
    Interrupts interrupts;  // the picture is there, and takes its place
    const std::string reason =
        write_file(options.output, [&](const Sink& sink) { return sink(*png); });
    if (!reason.empty()) {
      return refuse(kWrongUsage,
                    say("cli.cannot_write", {{"file", options.output}, {"reason", reason}}));
    }
    print(say("cli.snapshot", {{"file", options.output},
                               {"step", std::to_string(at.number)},
                               {"count", std::to_string(at.count)}}));
    return static_cast<int>(kFine);
  });
}

}  // namespace

void add_snapshot(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("snapshot", say("cli.help.snapshot"));
  auto options = std::make_shared<SnapshotOptions>();
  add_step_options(command, &options->step);
  add_range_options(command, &options->step);
  command->add_option("-o,--output", options->output, say("cli.help.snapshot_file"))->required();
  command->add_option("--size", options->size, say("cli.help.size"))->capture_default_str();
  add_theme_option(command, &options->theme);
  add_scale_option(command, &options->scale);
  add_select_option(command, &options->select);
  add_hide_option(command, &options->hide);
  add_layout_option(command, &options->layout);
  command->add_option("--view", options->view, say("cli.help.view_in_front"))
      ->check(CLI::IsMember(view_names()));
  command->add_option("--seed", options->seed, say("cli.help.quiz_seed"))->capture_default_str();
  command->add_flag("--ask", options->asks, say("cli.help.snapshot_ask"));
  command->add_option("--answer", options->answer, say("cli.help.snapshot_answer"));
  command->add_flag("--perform", options->performs, say("cli.help.snapshot_perform"));
  command->add_option("--move", options->moves, say("cli.help.snapshot_move"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--at", options->place, say("cli.help.ask_at"));
  add_break_option(command, &options->stops);
  CLI::Option* beside = command->add_option("--beside", options->beside, say("cli.help.pinned"));
  command->add_option("--with", options->with, say("cli.help.with"))->excludes(beside);
  command->add_flag("--times", options->times, say("cli.help.times"));
  add_axis_option(command, &options->axis);
  command->callback([options, &status] { status = snapshot(*options); });
}

}  // namespace greenlens::cli
