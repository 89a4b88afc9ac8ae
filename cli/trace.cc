#include "cli/trace.h"

#include <algorithm>
#include <charconv>

#include "cli/find.h"
#include "cli/notes.h"
#include "cli/say.h"
#include "gui/app.h"
#include "gui/settings.h"
#include "tracer/facts/amount.h"
#include "tracer/facts/grain.h"
#include "tracer/session/trace_source.h"
#include "tracer/words/when.h"

namespace greenlens::cli {
namespace {

bool read_number(std::string_view text, uint64_t* number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), *number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

// "@412": the step that the whole has under that number, of which this is a part.
facts::Fault find_in_whole(const std::string& name, const OpenedStep& opened, uint64_t* number) {
  uint64_t step = 0;
  if (!read_number(std::string_view(name).substr(1), &step)) {
    return {facts::FaultKind::not_a_step, name, 0, 0, ""};
  }
  const uint64_t first = opened.trace.info().part ? opened.trace.info().part->first : 0;
  if (step < first || step - first > opened.trace.size()) {
    return {facts::FaultKind::not_in_part, name, first + opened.trace.size(), first, ""};
  }
  *number = opened.trace.count_until(opened.grain, step - first);
  return {};
}

// "note=WORDS", or as it was called when notes were bookmarks.
constexpr std::string_view kWhen = "when=";
constexpr std::string_view kNote = "note=", kBookmark = "bookmark=";
facts::Fault find_note(const std::string& called, const OpenedStep& opened, uint64_t* number) {
  const auto read = read_notes(opened.file);
  if (!read) return read.fault();
  const words::Note* found = words::note_called(read->notes, called);
  if (found == nullptr || found->step > opened.trace.size()) {
    return {facts::FaultKind::no_such_note, called, 0, 0, ""};
  }
  *number = opened.trace.count_until(opened.grain, found->step);
  return {};
}

// "test2:20": a function or a file, and a line in it.
bool is_line(const std::string& name) {
  const size_t colon = name.rfind(':');
  uint64_t line = 0;
  return colon != name.npos && colon > 0 && read_number(name.substr(colon + 1), &line);
}

// By a number, or by when it was told: the last one until then.
facts::Fault find_counted(const std::string& name, const OpenedStep& opened, uint64_t* number) {
  for (const std::string_view front : {kNote, kBookmark}) {
    if (name.starts_with(front)) return find_note(name.substr(front.size()), opened, number);
  }
  if (name.starts_with(kWhen) || is_line(name)) {
    const std::string condition = name.substr(name.starts_with(kWhen) ? kWhen.size() : 0);
    const auto found = find_condition(opened.trace, condition, 0, store::Trace::Direction::forward);
    if (!found) return found.fault();
    *number = opened.trace.count_until(opened.grain, *found);
    return {};
  }
  if (name.starts_with('@')) return find_in_whole(name, opened, number);
  if (const std::optional<uint64_t> ns = facts::read_duration(name)) {
    *number = opened.trace.count_until(opened.grain, words::step_at(opened.trace, *ns));
    return {};
  }
  if (!read_number(name, number)) return {facts::FaultKind::not_a_step, name, 0, 0, ""};
  const uint64_t count = opened.trace.count(opened.grain);
  if (*number <= count) return {};
  return {facts::FaultKind::no_such_step, name, count, 0, grain_name(opened.grain)};
}

// Which of how many stops of the grain a name means.
facts::Fault find_number(const std::string& name, const OpenedStep& opened, uint64_t* number) {
  const uint64_t count = opened.trace.count(opened.grain);
  if (name == "first") {
    *number = 0;
  } else if (name == "last") {
    *number = count;
  } else if (name == "middle") {
    *number = count / 2;
  } else {
    return find_counted(name, opened, number);
  }
  return {};
}

facts::Fault find_step(const std::string& name, OpenedStep* opened) {
  opened->count = opened->trace.count(opened->grain);
  if (facts::Fault fault = find_number(name, *opened, &opened->number)) return fault;
  opened->step = opened->trace.stop(opened->grain, opened->number);
  return {};
}

std::vector<std::string> theme_names() {
  std::vector<std::string> names;
  for (const scene::Theme theme : scene::kThemes) names.emplace_back(scene::theme_name(theme));
  return names;
}

}  // namespace

// One end that is named is enough.
facts::Fault find_range(const StepOptions& options, OpenedStep* opened) {
  if (options.from.empty() && options.to.empty()) return {};
  const store::Trace& trace = opened->trace;
  uint64_t from = 0, to = trace.count(opened->grain);
  if (!options.from.empty()) {
    if (facts::Fault fault = find_number(options.from, *opened, &from)) return fault;
  }
  if (!options.to.empty()) {
    if (facts::Fault fault = find_number(options.to, *opened, &to)) return fault;
  }
  opened->shown = {trace.stop(opened->grain, from), trace.stop(opened->grain, to)};
  if (opened->shown.from < opened->shown.to) return {};
  const std::string first = options.from.empty() ? "first" : options.from;
  return {facts::FaultKind::empty_range, first, 0, 0, options.to.empty() ? "last" : options.to};
}

bool split_range(const std::string& range, StepOptions* options) {
  const size_t colon = range.find(':');
  if (colon == std::string::npos) return false;
  options->from = colon == 0 ? "first" : range.substr(0, colon);
  options->to = colon + 1 == range.size() ? "last" : range.substr(colon + 1);
  return true;
}

facts::Result<uint64_t> find_step_named(const store::Trace& trace, const std::string& step,
                                        facts::Grain grain, const std::string& file) {
  OpenedStep opened{trace, grain};
  opened.file = file;
  if (facts::Fault fault = find_step(step, &opened)) return fault;
  return opened.step;
}

LoadedTrace::LoadedTrace(std::unique_ptr<session::EventSource> source)
    : source_(std::move(source)) {
  source_->poll(nullptr, 0);
}

bool LoadedTrace::say_what_is_missing() {
  const facts::Fault missing = source_->fault();
  if (missing && missing != said_) refuse(kFine, say(missing));
  said_ = missing;
  return missing.kind != facts::FaultKind::no_memory;
}

facts::Result<LoadedTrace> load_trace(const std::string& path, store::OpenOptions options) {
  options.follow = false;
  auto source = session::open_trace_file(path, options);
  if (!source) return source.fault();
  LoadedTrace loaded(std::move(*source));
  loaded.say_what_is_missing();
  return loaded;
}

void add_step_options(CLI::App* command, StepOptions* options) {
  command->add_option("file", options->file, say("cli.help.file"))->required();
  command->add_option("--step", options->step, say("cli.help.step"))->capture_default_str();
  command->add_option("--grain", options->grain, say("cli.help.grain"))->capture_default_str();
}

void add_range_options(CLI::App* command, StepOptions* options) {
  command->add_option("--from", options->from, say("cli.help.from"));
  command->add_option("--to", options->to, say("cli.help.to"));
}

int with_step(const StepOptions& options, const std::function<int(const OpenedStep&)>& rest) {
  const std::optional<facts::Grain> grain = facts::grain_from_name(options.grain);
  if (!grain) return refuse(kWrongUsage, say("cli.grain", {{"grain", options.grain}}));
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  OpenedStep opened{**loaded, *grain};
  opened.file = options.file;
  if (const facts::Fault fault = find_step(options.step, &opened)) {
    return refuse(kWrongUsage, say(fault));
  }
  if (const facts::Fault fault = find_range(options, &opened)) {
    return refuse(kWrongUsage, say(fault));
  }
  const int status = rest(opened);
  return loaded->say_what_is_missing() ? status : int{kUnreadableFile};
}

void add_scale_option(CLI::App* command, float* scale) {
  command->add_option("--scale", *scale, say("cli.help.scale"))->check(CLI::Range(1.0, 3.0));
}

void add_select_option(CLI::App* command, std::string* name) {
  command->add_option("--select", *name, say("cli.help.select"));
}

void add_hide_option(CLI::App* command, std::vector<std::string>* names) {
  command->add_option("--hide", *names, say("cli.help.hide"))
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

std::vector<facts::GreenletId> ids_of(const store::Trace& trace,
                                      const std::vector<std::string>& names) {
  std::vector<facts::GreenletId> ids;
  for (const std::string& name : names) ids.push_back(gui::greenlet_called(trace, name));
  std::sort(ids.begin(), ids.end());
  return ids;
}

facts::Fault check_selected(const store::Trace& trace, const std::string& name) {
  if (name.empty() || gui::greenlet_called(trace, name) != 0) return {};
  return {facts::FaultKind::no_such_greenlet, name, 0, 0, ""};
}

void add_theme_option(CLI::App* command, std::string* theme) {
  command->add_option("--theme", *theme, say("cli.help.theme"))
      ->check(CLI::IsMember(theme_names()))
      ->capture_default_str();
}

void add_layout_option(CLI::App* command, std::string* layout) {
  std::vector<std::string> names;
  for (const gui::LayoutChoice choice : gui::kLayoutChoices) {
    names.emplace_back(gui::layout_name(choice));
  }
  command->add_option("--layout", *layout, say("cli.help.layout"))
      ->check(CLI::IsMember(names))
      ->capture_default_str();
}

void add_axis_option(CLI::App* command, std::string* axis) {
  std::vector<std::string> names;
  for (const scene::Axis one : scene::kAxes) names.emplace_back(scene::axis_name(one));
  command->add_option("--axis", *axis, say("cli.help.axis"))
      ->check(CLI::IsMember(names))
      ->capture_default_str();
}

scene::Theme theme_of(const std::string& option) {
  return scene::theme_from_name(option).value_or(scene::Theme::light);
}

}  // namespace greenlens::cli
