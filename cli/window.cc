#include "cli/window.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "cli/lab_target.h"
#include "cli/notes.h"
#include "cli/other_way.h"
#include "cli/say.h"
#include "cli/scenario_detour.h"
#include "cli/target.h"
#include "cli/time_turns.h"
#include "cli/trace.h"
#include "cli/typed_lines.h"
#include "cli/window_files.h"
#include "cli/write_file.h"
#include "gui/platform/config.h"
#include "gui/platform/png.h"
#include "gui/platform/window.h"
#include "scenarios/scenario.h"
#include "tracer/cpus/atlas.h"
#include "tracer/facts/shown.h"
#include "tracer/lab/told.h"
#include "tracer/lessons/lesson.h"
#include "tracer/ring/offer.h"
#include "tracer/session/trace_source.h"

namespace greenlens::cli {

std::vector<gui::ScenarioEntry> scenario_entries() {
  std::vector<gui::ScenarioEntry> all;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    gui::ScenarioEntry entry{scenario->id, scenario->title, scenario->teaches};
    for (const scenarios::Parameter& one : scenario->parameters) {
      entry.settable.push_back(
          {one.id, one.usual, one.least, one.most, {one.words.begin(), one.words.end()}});
    }
    entry.handles = handles_of(scenario->id);
    entry.threads_at_once = scenario->threads_at_once;
    all.push_back(std::move(entry));
  }
  return all;
}

namespace {

facts::Result<std::string> write_picture(const gui::Pixels& pixels, const std::string& file) {
  const std::string png = gui::png_of(pixels);
  const std::string reason =
      write_file(file, [&](const Sink& sink) { return !png.empty() && sink(png); });
  if (!reason.empty() || png.empty()) {
    return facts::Fault{facts::FaultKind::picture_unwritable, file, 0, 0, ""};
  }
  return file;
}

facts::Result<std::string> write_text(const std::string& text, const std::string& file) {
  const std::string reason = write_file(file, [&](const Sink& sink) { return sink(text); });
  if (!reason.empty()) return facts::Fault{facts::FaultKind::notes_unwritable, file, 0, 0, reason};
  return file;
}

gui::FileSystem file_system() {
  gui::FileSystem files;
  files.list = list_folder;
  files.is_there = [](const std::string& path) {
    std::error_code unknown;
    return std::filesystem::exists(path, unknown);
  };
  std::error_code unknown;
  const char* home = std::getenv("HOME");
  files.home = home != nullptr ? home : "";
  files.here = std::filesystem::current_path(unknown).string();
  return files;
}

// Longer than that nobody waits without seeing why.
constexpr std::chrono::milliseconds kAtOnce{200};

gui::Opened open_for_window(const std::string& file, const store::OnProgress& progress) {
  store::OpenOptions its;
  its.progress = progress;
  return session::open_trace_file(file, its);
}

// "swtch, sched"
std::vector<std::string> split_names(const std::string& list) {
  std::vector<std::string> names(1);
  for (const char c : list) {
    if (c == ',') names.emplace_back();
    if (c != ',' && c != ' ') names.back() += c;
  }
  std::erase(names, "");
  return names;
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  return list;
}

// What was said on the command line of another program is not this one's.
DetailOptions detail_of(const gui::StartOrder& order, DetailOptions detail) {
  const bool ours = is_scenario(order.name);
  detail.switches = ours ? std::vector<std::string>() : split_names(order.switches);
  detail.stacks = ours ? std::vector<std::string>() : split_names(order.stacks);
  detail.gdb = ours ? "" : order.stub;
  detail.lines = order.lines;
  detail.cpu = order.cpu;
  detail.settings = order.settings;
  detail.what_ifs.clear();  // they are told as the program understands them
  return detail;
}

gui::Opened start_tryout(const gui::StartOrder& order,
                         std::vector<std::shared_ptr<lab::Built>>* kept) {
  probe::Refused refused;
  const std::string name = order.name.substr(std::string_view(kLabPrefix).size());
  const auto tryout = tryout_of({name, kLabScenario, order.cpu}, &refused);
  if (!tryout) {
    return facts::Fault{facts::FaultKind::cannot_start, order.name, 0, 0,
                        lab::sentence(catalogue(), refused)};
  }
  kept->push_back(tryout->built);
  auto target = live::TargetProcess::start(tryout->command);
  if (!target) return target.fault();
  return std::unique_ptr<session::EventSource>(std::move(*target));
}

std::vector<gui::WrongSwitches> all_wrong_switches() {
  std::vector<gui::WrongSwitches> all;
  for (const std::string& cpu : lab_cpus()) {
    const cpus::Cpu* known = cpus::find(cpu);
    gui::WrongSwitches its{all.empty() ? "" : cpu, known != nullptr ? known->name : cpu, {}};
    for (const lab::Variant& variant : lab::built_in(cpu)) {
      its.all.push_back({kLabPrefix + variant.id, variant.title, variant.breaks});
    }
    all.push_back(std::move(its));
  }
  return all;
}

// Of a lesson's file; a larger one is none.
constexpr size_t kMostRead = lessons::kMostLessonBytes;

int open_window(gui::AppOptions options, const DetailOptions& detail) {
  options.scenarios = scenario_entries();
  options.wrong_switches = all_wrong_switches();
  options.language = language().id;
  if (language_was_chosen()) options.first.language = language().id;
  if (level()) options.first.level = level();
  options.start = starts(detail);
  options.running = [] {
    std::vector<gui::ScenarioEntry> entries;
    for (const ring::Offered& one : ring::all_offered()) {
      entries.push_back({"@" + std::to_string(one.pid), facts::shown(one.name), ""});
    }
    return entries;
  };
  options.exporters = export_entries();
  options.open = open_for_window;
  options.write = write_export;
  options.write_picture = write_picture;
  options.write_text = write_text;
  options.files = file_system();
  options.notes = note_files();
  options.lessons = {[](const std::string& file) { return read_typed_file(file, kMostRead); },
                     gui::read_progress, gui::write_progress};
  options.time_turns = time_turns_elsewhere;
  options.find_step = [file = options.shown_name](const store::Trace& trace,
                                                  const std::string& step, facts::Grain grain) {
    return find_step_named(trace, step, grain, file);
  };
  const facts::Fault fault = gui::run_app(std::move(options));
  return fault ? refuse(kWrongUsage, say(fault)) : kFine;
}

}  // namespace

std::function<gui::Opened(const gui::StartOrder&)> starts(const DetailOptions& detail) {
  // What they are built in stays there as long as the window.
  auto tried = std::make_shared<std::vector<std::shared_ptr<lab::Built>>>();
  return [detail, tried](const gui::StartOrder& order) -> gui::Opened {
    if (order.name.starts_with(kLabPrefix)) return start_tryout(order, tried.get());
    auto command = find_target(order.name, order.arguments, order.cpu);
    if (!command) return command.fault();
    const DetailOptions its = detail_of(order, detail);
    const facts::Fault apart = detail_refused(its, order.name, order.arguments);
    if (apart) return apart;
    set_detail(its, order.name, &*command);
    for (const std::string& one : order.what_ifs) command->argv.push_back(kWhatIfPrefix + one);
    command->instructions_later = true;
    auto target = live::TargetProcess::start(*command);
    if (!target) return target.fault();
    return std::unique_ptr<session::EventSource>(std::move(*target));
  };
}

facts::Result<std::vector<gui::FileEntry>> list_folder(const std::string& folder) {
  std::error_code failed;
  std::vector<gui::FileEntry> entries;
  std::filesystem::directory_iterator at(folder, failed);
  while (!failed && at != std::filesystem::directory_iterator()) {
    std::error_code unknown;
    gui::FileEntry entry{at->path().filename().string(), at->is_directory(unknown), 0};
    if (!entry.is_folder) entry.bytes = at->file_size(unknown);
    if (unknown) entry.bytes = 0;
    entries.push_back(std::move(entry));
    at.increment(failed);
  }
  if (failed) {
    return facts::Fault{facts::FaultKind::file_unreadable, folder, 0, 0,
                        std::strerror(failed.value())};
  }
  return entries;
}

int open_window(std::unique_ptr<session::EventSource> source, const std::string& shown_name,
                const std::vector<std::string>& arguments, const DetailOptions& detail,
                const gui::AppOptions::First& first) {
  gui::AppOptions options;
  options.first = first;
  options.source = std::move(source);
  options.shown_name = shown_name;
  options.started.arguments = arguments;
  options.started.switches = joined_names(detail.switches);
  options.started.stacks = joined_names(detail.stacks);
  options.started.stub = detail.gdb;
  options.started.cpu = detail.cpu;
  options.started.lines = detail.lines;
  options.started.settings = detail.settings;
  options.started.what_ifs = detail.what_ifs;
  return open_window(std::move(options), detail);
}

int open_window_on_files(const std::vector<std::string>& files,
                         const gui::AppOptions::First& first) {
  const std::string& file = files.front();
  gui::AppOptions options;
  if (files.size() > 1) options.run_files = files;
  options.shown_name = file;
  options.first = first;
  const auto until = std::chrono::steady_clock::now() + kAtOnce;
  auto source = open_for_window(
      file, [until](uint64_t, uint64_t) { return std::chrono::steady_clock::now() < until; });
  if (source) {
    // What is wrong with the step is said here, and not in a window.
    options.source = std::move(*source);
    options.source->poll(nullptr, 0);
    const auto step = find_step_named(*options.source->stored(), first.step,
                                      first.grain.value_or(facts::Grain::phase), file);
    if (!first.step.empty() && !step) return refuse(kWrongUsage, say(step.fault()));
    const facts::Fault nobody = check_selected(*options.source->stored(), first.select);
    if (nobody) return refuse(kWrongUsage, say(nobody));
  } else if (source.fault().kind != facts::FaultKind::cancelled) {
    return refuse(kUnreadableFile, say(source.fault()));
  } else {
    options.file = file;
  }
  return open_window(std::move(options), {});
}

}  // namespace greenlens::cli
