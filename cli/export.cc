// greenlens export: a trace or a picture of it for other tools. The output file's ending chooses.
#include <algorithm>
#include <array>
#include <utility>

#include "cli/commands.h"
#include "cli/family.h"
#include "cli/first.h"
#include "cli/language.h"
#include "cli/lessons.h"
#include "cli/notes.h"
#include "cli/say.h"
#include "cli/time_turns.h"
#include "cli/trace.h"
#include "cli/write_exported.h"
#include "gui/app.h"
#include "gui/suggest_name.h"
#include "tracer/export/exporter.h"
#include "tracer/export/figure/figure.h"
#include "tracer/questions/pick.h"

namespace greenlens::cli {
namespace {

struct ExportOptions {
  StepOptions step;
  std::string output;
  std::string range, scene, theme = "light", select, axis = "steps", paper = "picture";
  std::string lesson;
  std::vector<std::string> hide, beside, blank, views, stops;
  std::string opens_at;
  bool no_source = false;
  bool no_notes = false;
  bool only_one = false;  // of a format that has many pictures in a file: that of the step
  float scale = 0;
  bool times = false, raw = false;
  bool frames = false, words = false;
  std::string measured;  // a file of what strategies cost
  std::optional<size_t> questions;
  uint64_t seed = 1;
};

// An option, and whether a format heeds it.
struct Heeded {
  const char* option;
  bool (*by)(const exports::Needs& needs);
};
using exports::Needs;
constexpr std::array kHeeded = {
    Heeded{"--step", [](const Needs& needs) { return needs.step; }},
    Heeded{"--grain", [](const Needs& needs) { return needs.step || needs.steps || needs.each; }},
    Heeded{"--scene", [](const Needs& needs) { return needs.scene; }},
    Heeded{"--theme", [](const Needs& needs) { return needs.theme; }},
    Heeded{"--range", [](const Needs& needs) { return needs.steps || needs.each; }},
    Heeded{"--from", [](const Needs& needs) { return needs.steps; }},
    Heeded{"--to", [](const Needs& needs) { return needs.steps; }},
    Heeded{"--select", [](const Needs& needs) { return needs.select; }},
    Heeded{"--frames", [](const Needs& needs) { return needs.select; }},
    Heeded{"--words", [](const Needs& needs) { return needs.select; }},
    Heeded{"--hide", [](const Needs& needs) { return needs.hidden; }},
    Heeded{"--times", [](const Needs& needs) { return needs.times; }},
    Heeded{"--raw", [](const Needs& needs) { return needs.raw; }},
    // Of the timeline, which those have that leave greenlets out of it.
    Heeded{"--axis", [](const Needs& needs) { return needs.times && needs.hidden; }},
    Heeded{"--beside", [](const Needs& needs) { return needs.figure; }},
    Heeded{"--blank", [](const Needs& needs) { return needs.figure; }},
    Heeded{"--scale", [](const Needs& needs) { return needs.scale; }},
    Heeded{"--paper", [](const Needs& needs) { return needs.paper; }},
    Heeded{"--from-step", [](const Needs& needs) { return needs.page; }},
    Heeded{"--break", [](const Needs& needs) { return needs.page; }},
    Heeded{"--views", [](const Needs& needs) { return needs.page; }},
    Heeded{"--no-source", [](const Needs& needs) { return needs.page; }},
    Heeded{"--questions", [](const Needs& needs) { return needs.page; }},
    Heeded{"--measured", [](const Needs& needs) { return needs.page; }},
    Heeded{"--seed", [](const Needs& needs) { return needs.page; }},
    Heeded{"--lesson", [](const Needs& needs) { return needs.page || needs.notes; }},
    Heeded{"--no-notes", [](const Needs& needs) { return needs.notes; }},
};

std::string heeded_by(const exports::Exporter& exporter) {
  std::string list;
  for (const Heeded& one : kHeeded) {
    if (one.by(exporter.needs)) list += std::string(list.empty() ? "" : " ") + one.option;
  }
  return list;
}

// What was asked for and would have no effect; empty: nothing.
std::string unheeded(const CLI::App& command, const exports::Exporter& exporter) {
  for (const Heeded& one : kHeeded) {
    const CLI::Option* option = command.get_option_no_throw(one.option);
    if (option != nullptr && option->count() > 0 && !one.by(exporter.needs)) return one.option;
  }
  return "";
}

// The scene in which nobody's slice can be opened, though that was asked for; empty: it can.
std::string without_slices(const ExportOptions& options, const exports::Exporter& exporter) {
  if (!options.frames && !options.words) return "";
  const std::string scene = options.scene.empty() ? exporter.scene : options.scene;
  const exports::NamedScene* named = exports::find_scene(scene);
  return named != nullptr && named->opens == exports::Opens::nobody ? scene : "";
}

// One of those that an export is written to.
struct ExportFile {
  std::string name;
  exports::ExportOptions options;
};

// Where "%" stands the step, with as many digits for all.
std::string numbered(const std::string& name, uint64_t step, uint64_t last) {
  const size_t place = name.find('%');
  if (place == std::string::npos) return name;
  std::string number = std::to_string(step);
  number.insert(0, std::to_string(last).size() - number.size(), '0');
  return name.substr(0, place) + number + name.substr(place + 1);
}

facts::Fault find_beside(const ExportOptions& options, const OpenedStep& at,
                         std::vector<uint64_t>* steps) {
  for (const std::string& name : options.beside) {
    const auto step = find_step_named(at.trace, name, at.grain, at.file);
    if (!step) return step.fault();
    steps->push_back(*step);
  }
  return {};
}

// Those that are named, or all; and none with the program's source where that is not to be in it.
std::vector<exports::PageView> views_of(const ExportOptions& options) {
  std::vector<exports::PageView> views;
  for (const char* name : exports::kPageViewNames) {
    const bool is_named =
        options.views.empty() ||
        std::find(options.views.begin(), options.views.end(), name) != options.views.end();
    const exports::PageView view = *exports::page_view_from_name(name);
    if (is_named && !(options.no_source && view == exports::PageView::source))
      views.push_back(view);
  }
  return views;
}

void relate(const std::string& file, exports::ExportOptions* asked) {
  OpenedFamily opened = open_family({file});
  auto together = std::make_shared<processes::Together>();
  together->given = opened.given;
  together->family = processes::family_of(together->given);
  // They are not open any more when it is written.
  for (processes::Given& given : together->given) given.trace = nullptr;
  asked->process = processes::process_of_file(*together, file);
  asked->together = std::move(together);
}

facts::Fault prepare(const ExportOptions& options, const OpenedStep& at,
                     const exports::Exporter& exporter, exports::ExportOptions* asked) {
  facts::Fault fault = check_selected(at.trace, options.select);
  for (const std::string& name : options.hide) {
    if (!fault) fault = check_selected(at.trace, name);
  }
  if (!fault) fault = find_beside(options, at, &asked->beside);
  if (!fault && !options.opens_at.empty()) {
    const auto step = find_step_named(at.trace, options.opens_at, at.grain, at.file);
    if (step) asked->opens_at = *step;
    if (!step) fault = step.fault();
  }
  if (fault) return fault;
  asked->step = at.step;
  const std::string scene = options.scene.empty() ? exporter.scene : options.scene;
  if (!scene.empty()) asked->scene = exports::find_scene(scene);
  asked->theme = theme_of(options.theme);
  asked->steps = at.shown;
  asked->hidden = ids_of(at.trace, options.hide);
  asked->select = gui::greenlet_called(at.trace, options.select);
  if (options.frames) asked->opened = exports::Opened::frames;
  if (options.words) asked->opened = exports::Opened::words;
  asked->times = options.times;
  asked->raw = options.raw;
  asked->axis = scene::axis_from_name(options.axis).value_or(scene::Axis::steps);
  for (const std::string& name : options.blank) {
    if (const auto blank = exports::blank_from_name(name)) asked->blank.push_back(*blank);
  }
  asked->scale = options.scale;
  asked->views = views_of(options);
  asked->stops = options.stops;
  // A lesson asks its own.
  asked->questions =
      options.questions.value_or(options.lesson.empty() ? exports::kUsualPageQuestions : 0);
  if (!options.measured.empty()) {
    if (auto sweep = read_sweep(options.measured)) {
      asked->measured = std::make_shared<const strategies::Sweep>(std::move(*sweep));
    }
  }
  asked->asking = {options.seed, level().value_or(words::Level::mechanism)};
  // What shows the other processes of the run looks for them.
  const bool shows_run = exporter.needs.run && options.times && at.shown.all();
  if (exporter.needs.page || shows_run || scene == "processes") relate(at.file, asked);
  if (exporter.needs.notes && !options.no_notes) {
    asked->notes = std::make_shared<const words::Notes>(notes_beside(at.file));
  }
  asked->lesson_id = options.lesson;
  asked->paper = exports::paper_from_name(options.paper).value_or(exports::Paper::picture);
  return {};
}

// One; or one for each step of the range, where the name has a place for its number; and of a form
// its solution as well.
std::vector<ExportFile> files_of(const ExportOptions& options, const OpenedStep& at,
                                 const exports::Exporter& exporter,
                                 const exports::ExportOptions& asked) {
  std::vector<ExportFile> files;
  const bool many = options.output.find('%') != std::string::npos && exporter.needs.step;
  if (many && !options.range.empty()) {
    for (const uint64_t step : exports::stops_in(at.trace, at.grain, at.shown)) {
      files.push_back({numbered(options.output, step, at.trace.size()), asked});
      files.back().options.step = step;
      files.back().options.steps = {};
    }
  } else {
    files.push_back(
        {many ? numbered(options.output, at.step, at.trace.size()) : options.output, asked});
    if (options.only_one) files.back().options.each = {at.step};
    if (exporter.needs.each && !options.range.empty()) {
      files.back().options.each = exports::stops_in(at.trace, at.grain, at.shown);
      files.back().options.steps = {};
    }
  }
  if (asked.blank.empty()) return files;
  for (size_t i = 0, count = files.size(); i < count; ++i) {
    ExportFile solution = files[i];
    solution.name = gui::solution_name(solution.name, exporter.ending);
    solution.options.blank.clear();
    files.push_back(std::move(solution));
  }
  return files;
}

// Of a page it is a part of its own; of other formats its parts are notes at their steps. A
// sentence, where there is no such lesson.
std::string put_lesson(const OpenedStep& at, const exports::Exporter& exporter,
                       exports::ExportOptions* asked) {
  if (asked->lesson_id.empty()) return "";
  std::string why;
  const auto found = find_lesson(asked->lesson_id, &why);
  if (!found) return why;
  asked->lesson_id = found->id;
  if (exporter.needs.page) {
    asked->lesson = std::make_shared<const lessons::Lesson>(found->read.lesson);
    asked->asking.level = level_of(*asked->lesson);
    return "";
  }
  const lessons::Lesson& lesson = found->read.lesson;
  const words::Notes notes = as_notes(lesson, lessons::place(lesson, at.trace, level_of(lesson)));
  asked->notes = std::make_shared<const words::Notes>(
      asked->notes != nullptr ? words::joined(*asked->notes, notes) : notes);
  return "";
}

int export_to(const ExportOptions& options, const exports::Exporter& exporter) {
  return with_step(options.step, [&](const OpenedStep& at) -> int {
    exports::ExportOptions asked;
    if (const facts::Fault fault = prepare(options, at, exporter, &asked)) {
      return refuse(kWrongUsage, say(fault));
    }
    if (const std::string why = put_lesson(at, exporter, &asked); !why.empty()) {
      return refuse(kUnreadableFile, why);
    }
    for (const ExportFile& file : files_of(options, at, exporter, asked)) {
      // A lesson begins at its own level.
      const words::Messages& messages =
          asked.lesson == nullptr ? catalogue()
                                  : words::Messages::of(language().id, asked.asking.level);
      if (const int status = write_exported(file.name, at.trace, exporter, file.options, messages);
          status != kFine)
        return status;
    }
    return kFine;
  });
}

int export_to(ExportOptions options, const CLI::App& command) {
  const exports::Exporter* exporter = exports::exporter_for(options.output);
  if (exporter == nullptr) {
    return refuse(kWrongUsage, say("cli.ending", {{"file", options.output},
                                                  {"known", exports::known_endings()}}));
  }
  if (const std::string option = unheeded(command, *exporter); !option.empty()) {
    return refuse(kWrongUsage, say("cli.export.unheeded", {{"option", option},
                                                           {"ending", exporter->ending},
                                                           {"heeded", heeded_by(*exporter)}}));
  }
  if (const std::string scene = without_slices(options, *exporter); !scene.empty()) {
    return refuse(kWrongUsage, say("cli.export.no_slice", {{"scene", scene}}));
  }
  if (!options.range.empty() && !split_range(options.range, &options.step)) {
    return refuse(kWrongUsage, say("cli.cut.range", {{"range", options.range}}));
  }
  // A range of one step is that step.
  const bool is_each = exporter->needs.each || options.output.find('%') != std::string::npos;
  if (is_each && !options.range.empty() && options.step.from == options.step.to) {
    options.step.step = std::exchange(options.step.from, "");
    options.step.to.clear(), options.range.clear();
    options.only_one = true;
  }
  return export_to(options, *exporter);
}

// Every format: its ending, what it is, and which options it heeds.
std::string formats() {
  std::string text = say("cli.help.formats") + "\n";
  for (const exports::Exporter& exporter : exports::exporters()) {
    std::string ending = std::string("  ") + exporter.ending;
    ending.resize(std::max<size_t>(ending.size() + 1, 20), ' ');
    text += ending + say(std::string("export.") + exporter.id);
    const std::string heeds = heeded_by(exporter);
    text += heeds.empty() ? "\n" : ": " + heeds + "\n";
  }
  return text;
}

std::vector<std::string> scene_names() {
  std::vector<std::string> names;
  for (const exports::NamedScene& scene : exports::scenes()) names.emplace_back(scene.name);
  return names;
}

template <typename Names>
std::vector<std::string> listed(const Names& names) {
  return {names.begin(), names.end()};
}

void add_page_options(CLI::App* command, ExportOptions* options) {
  command->add_option("--from-step", options->opens_at, say("cli.help.opens_at"));
  add_break_option(command, &options->stops);
  command->add_option("--views", options->views, say("cli.help.page_views"))
      ->delimiter(',')
      ->check(CLI::IsMember(listed(exports::kPageViewNames)));
  command->add_option("--measured", options->measured, say("cli.help.measured"))
      ->check(CLI::Validator(
          [](const std::string& file) {
            return read_sweep(file) ? "" : say("cli.bad_measured", {{"file", file}});
          },
          ""));
  command->add_option("--questions", options->questions, say("cli.help.page_questions"))
      ->check(CLI::Range(size_t{0}, questions::kMostQuestions));
  command->add_option("--seed", options->seed, say("cli.help.quiz_seed"))->capture_default_str();
  command->add_flag("--no-source", options->no_source, say("cli.help.no_source"));
}

void add_figure_options(CLI::App* command, ExportOptions* options) {
  command->add_option("--beside", options->beside, say("cli.help.beside"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--blank", options->blank, say("cli.help.blank"))
      ->delimiter(',')
      ->check(CLI::IsMember(listed(exports::kBlankNames)));
  command->add_option("--scale", options->scale, say("cli.help.picture_scale"))
      ->check(CLI::Range(0.5, 8.0));
  command->add_option("--paper", options->paper, say("cli.help.paper"))
      ->check(CLI::IsMember(listed(exports::kPaperNames)))
      ->capture_default_str();
}

}  // namespace

void add_export(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("export", say("cli.help.export"));
  command->footer(formats());
  auto options = std::make_shared<ExportOptions>();
  add_step_options(command, &options->step);
  add_range_options(command, &options->step);
  command->add_option("--range", options->range, say("cli.help.export_range"));
  command
      ->add_option("-o,--output", options->output,
                   say("cli.help.export_file", {{"known", exports::known_endings()}}))
      ->required();
  command->add_option("--scene", options->scene, say("cli.help.scene"))
      ->check(CLI::IsMember(scene_names()));
  add_theme_option(command, &options->theme);
  add_select_option(command, &options->select);
  command->add_flag("--frames", options->frames, say("cli.help.picture_frames"));
  command->add_flag("--words", options->words, say("cli.help.picture_words"));
  add_hide_option(command, &options->hide);
  add_figure_options(command, options.get());
  add_page_options(command, options.get());
  add_lesson_option(command, &options->lesson);
  command->add_flag("--no-notes", options->no_notes, say("cli.help.no_notes"));
  command->add_flag("--times", options->times, say("cli.help.times"));
  command->add_flag("--raw", options->raw, say("cli.help.raw"));
  add_axis_option(command, &options->axis);
  command->callback([options, command, &status] { status = export_to(*options, *command); });
}

}  // namespace greenlens::cli
