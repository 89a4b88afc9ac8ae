// greenlens snapshot: the window as a PNG, without one.
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/first.h"
#include "cli/interrupts.h"
#include "cli/language.h"
#include "cli/lessons.h"
#include "cli/notes.h"
#include "cli/say.h"
#include "cli/time_turns.h"
#include "cli/trace.h"
#include "cli/typed_lines.h"
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
  std::string lesson;
  size_t lesson_part = 1;
  bool asks = false, performs = false;
  std::string answer;
  std::vector<std::string> moves;
  std::vector<std::string> wall;     // what is in hand in front of a class
  std::string sweep;                 // a file of what strategies cost
  std::string point;                 // where the mouse is
  std::vector<std::string> strokes;  // of the pen
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

// "X,Y X,Y …"; none where it is something else.
std::vector<ImVec2> points_of(const std::string& text) {
  std::vector<ImVec2> points;
  std::stringstream words(text);
  for (std::string word; words >> word;) {
    ImVec2 point;
    int read = 0;
    const int found = std::sscanf(word.c_str(), "%f,%f%n", &point.x, &point.y, &read);
    if (found != 2 || static_cast<size_t>(read) != word.size()) return {};
    points.push_back(point);
  }
  return points;
}

constexpr std::array kWallWords = {"spotlight", "pointer", "pen", "zoom", "black", "white"};
std::optional<gui::WallDeed> wall_deed(const std::string& word) {
  namespace deed = gui::deed;
  if (word == "spotlight") return deed::Light{};
  if (word == "pointer") return deed::ShowPointer{};
  if (word == "pen") return deed::TakePen{};
  if (word == "zoom") return deed::Magnify{};
  if (word == "black") return deed::Cover{gui::Blackout::black};
  if (word == "white") return deed::Cover{gui::Blackout::white};
  return {};
}

// Whoever wants strokes has taken the pen, and puts it away unless it is in hand.
void draw_strokes(const std::vector<std::string>& strokes, std::vector<gui::WallDeed>* deeds) {
  namespace deed = gui::deed;
  if (strokes.empty()) return;
  deeds->push_back(deed::TakePen{});
  gui::Ink ink = gui::Ink::magenta;
  for (const std::string& stroke : strokes) {
    const std::vector<ImVec2> points = points_of(stroke);
    deeds->push_back(deed::Dip{ink});
    for (size_t i = 0; i < points.size(); ++i) {
      if (i == 0) {
        deeds->push_back(deed::BeginStroke{points[i]});
      } else {
        deeds->push_back(deed::GoOnStroke{points[i]});
      }
    }
    deeds->push_back(deed::EndStroke{});
    ink = gui::next_ink(ink);
  }
  deeds->push_back(deed::TakePen{false});
}

// What is not a point is returned; empty: all is.
std::string prepare_wall(const SnapshotOptions& options, gui::SnapshotOptions* picture) {
  for (const std::string& stroke : options.strokes) {
    if (points_of(stroke).empty()) return stroke;
  }
  draw_strokes(options.strokes, &picture->wall);
  for (const std::string& word : options.wall) {
    if (const auto deed = wall_deed(word)) picture->wall.push_back(*deed);
  }
  if (options.point.empty()) return {};
  const std::vector<ImVec2> mouse = points_of(options.point);
  if (mouse.size() != 1) return options.point;
  picture->mouse = mouse[0];
  return {};
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
  if (const std::string wrong = prepare_wall(options, &picture); !wrong.empty()) {
    return refuse(kWrongUsage, say("cli.bad_points", {{"points", wrong}}));
  }
  if (!options.sweep.empty()) {
    const auto sweep = read_sweep(options.sweep);
    if (sweep) picture.sweep = std::make_shared<const strategies::Sweep>(*sweep);
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
  picture.lesson = options.lesson;
  picture.lesson_part = options.lesson_part - 1;
  picture.read_lesson = [](const std::string& file) {
    return read_typed_file(file, lessons::kMostLessonBytes);
  };
  picture.axis = scene::axis_from_name(options.axis).value_or(scene::Axis::steps);
  if (!options.lesson.empty()) {
    std::string why;
    const auto found = find_lesson(options.lesson, &why);
    if (!found) return refuse(kUnreadableFile, why);
    const size_t parts = found->read.lesson.parts.size();
    if (options.lesson_part > parts) {
      return refuse(kWrongUsage,
                    say("cli.lesson.no_part", {{"name", options.lesson},
                                               {"part", std::to_string(options.lesson_part)},
                                               {"last", std::to_string(parts)}}));
    }
  }
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
  add_lesson_option(command, &options->lesson);
  command->add_option("--part", options->lesson_part, say("cli.help.snapshot_part"))
      ->check(CLI::Range(size_t{1}, lessons::kMostParts))
      ->capture_default_str();
  command->add_flag("--ask", options->asks, say("cli.help.snapshot_ask"));
  command->add_option("--answer", options->answer, say("cli.help.snapshot_answer"));
  command->add_flag("--perform", options->performs, say("cli.help.snapshot_perform"));
  command->add_option("--move", options->moves, say("cli.help.snapshot_move"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--wall", options->wall, say("cli.help.snapshot_wall"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->check(CLI::IsMember(std::vector<std::string>(kWallWords.begin(), kWallWords.end())));
  command->add_option("--point", options->point, say("cli.help.snapshot_point"));
  command->add_option("--stroke", options->strokes, say("cli.help.snapshot_stroke"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  command->add_option("--measured", options->sweep, say("cli.help.measured"))
      ->check(CLI::Validator(
          [](const std::string& file) {
            return read_sweep(file) ? "" : say("cli.bad_measured", {{"file", file}});
          },
          ""));
  command->add_option("--at", options->place, say("cli.help.ask_at"));
  add_break_option(command, &options->stops);
  CLI::Option* beside = command->add_option("--beside", options->beside, say("cli.help.pinned"));
  command->add_option("--with", options->with, say("cli.help.with"))->excludes(beside);
  command->add_flag("--times", options->times, say("cli.help.times"));
  add_axis_option(command, &options->axis);
  command->callback([options, &status] { status = snapshot(*options); });
}

}  // namespace greenlens::cli
