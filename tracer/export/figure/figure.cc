#include "tracer/export/figure/figure.h"

#include <algorithm>
#include <utility>

#include "tracer/scene/beside/beside.h"
#include "tracer/scene/painter.h"
#include "tracer/words/transcript.h"

namespace greenlens::exports {
namespace {

// Below whatever the picture is of, and for those who have it read to them.
void say_what_is_doubtful(const std::string& words, scene::Scene* scene) {
  constexpr float kLine = 26, kInset = 14, kSize = 12;
  scene->description += ' ' + words;
  scene::Painter painter(scene->width, scene->height);
  scene::Text text;
  text.at = {kInset, scene->height + kLine / 2};
  text.text = words;
  text.size = kSize;
  text.face = scene::Face::bold;
  text.style = {scene::Role::error, 0};
  painter.text("doubtful", text, scene->width - 2 * kInset, {words});
  scene->height += kLine;
  for (scene::Item& item : painter.scene().items) scene->items.push_back(std::move(item));
}

scene::Scene of_one(const words::Messages& messages, const store::Trace& trace,
                    const ExportOptions& options, uint64_t step) {
  Shown shown = options.shown();
  shown.step = step;
  shown.notes = notes_of(messages, trace, options, step);
  return blanked(messages, make_noted(*options.scene, messages, trace, shown), options.blank);
}

// What differs between forms would tell what they leave out.
scene::Marks marks_of(const ExportOptions& options) {
  return options.blank.empty() ? scene::Marks::what_differs : scene::Marks::none;
}

// On one scale. Of the other one nothing is selected or hidden: its greenlets have numbers of their
// own.
scene::Scene of_two(const words::Messages& messages, const store::Trace& trace,
                    const ExportOptions& options, uint64_t step) {
  const BesideOther& other = *options.other;
  const std::shared_ptr<scene::RunExtent> run = whole_run(trace);
  run->include(*whole_run(*other.trace));
  const auto picture = [&](const store::Trace& one, uint64_t at) {
    Shown shown(at);
    shown.run = run;
    return blanked(messages, options.scene->make(messages, one, shown), options.blank);
  };
  std::vector<scene::Captioned> pictures;
  pictures.push_back({picture(trace, step), other.caption});
  pictures.push_back({picture(*other.trace, other.step), other.other_caption});
  // What is said of a form would be its answer.
  return scene::beside_each_other(trace.info().title, std::move(pictures), marks_of(options),
                                  options.blank.empty() ? other.said : std::vector<scene::Said>());
}

scene::Scene of_several(const words::Messages& messages, const store::Trace& trace,
                        const ExportOptions& options, uint64_t step) {
  std::vector<uint64_t> steps = {step};
  steps.insert(steps.end(), options.beside.begin(), options.beside.end());
  std::vector<scene::Captioned> pictures;
  for (const uint64_t one : steps) {
    const std::string caption = messages.text(
        "page.step_of", {{"step", std::to_string(one)}, {"all", std::to_string(trace.size())}});
    pictures.push_back({of_one(messages, trace, options, one), caption});
  }
  return scene::beside_each_other(trace.info().title, std::move(pictures), marks_of(options));
}

}  // namespace

// A solution and its form have everything at the same places.
scene::SheetNotes notes_of(const words::Messages& messages, const store::Trace& trace,
                           const ExportOptions& options, uint64_t step) {
  if (options.notes == nullptr) return {};
  scene::SheetNotes notes;
  if (!words::notes_at(*options.notes, step).empty()) {
    const state::State state = trace.state(step);
    notes.here = words::step_notes(messages, *options.notes, step, &state);
  }
  notes.longest = options.longest_noted
                      ? words::step_notes(messages, *options.notes, *options.longest_noted)
                      : notes.here;
  if (!options.blank.empty()) notes.here.clear();
  return notes;
}

ExportOptions with_room_for_notes(ExportOptions options, const std::vector<uint64_t>& steps) {
  if (options.notes == nullptr || options.notes->all.empty()) return options;
  words::Notes shown;
  for (const uint64_t step : steps) {
    const auto here = words::notes_at(*options.notes, step);
    shown.all.insert(shown.all.end(), here.begin(), here.end());
  }
  options.longest_noted = words::longest_noted(shown);
  return options;
}

scene::Scene undoubted_figure(const words::Messages& messages, const store::Trace& trace,
                              const ExportOptions& options, uint64_t step) {
  if (options.other) return of_two(messages, trace, options, step);
  if (options.beside.empty()) return of_one(messages, trace, options, step);
  return of_several(messages, trace, options, step);
}

std::vector<std::string> doubts_of(const words::Messages& messages, const store::Trace& trace,
                                   const ExportOptions& options, uint64_t step) {
  if (!options.blank.empty()) return {};
  std::vector<std::string> all = words::doubts(messages, trace.at(step));
  for (const uint64_t one : options.beside) {
    for (std::string& doubt : words::doubts(messages, trace.at(one))) {
      if (std::find(all.begin(), all.end(), doubt) == all.end()) all.push_back(std::move(doubt));
    }
  }
  return all;
}

scene::Scene figure(const words::Messages& messages, const store::Trace& trace,
                    const ExportOptions& options, uint64_t step) {
  scene::Scene scene = undoubted_figure(messages, trace, options, step);
  scene.language = messages.text("picture.lang");
  for (const std::string& one : doubts_of(messages, trace, options, step)) {
    say_what_is_doubtful(one, &scene);
  }
  return scene;
}

std::vector<uint64_t> stops_in(const store::Trace& trace, facts::Grain grain, scene::Steps steps) {
  const uint64_t to = steps.all() ? trace.size() : std::min(steps.to, trace.size());
  std::vector<uint64_t> all;
  if (steps.from == 0) all.push_back(0);
  const uint64_t before = steps.from == 0 ? 0 : trace.count_until(grain, steps.from - 1);
  for (uint64_t k = before + 1; k <= trace.count_until(grain, to); ++k) {
    all.push_back(trace.stop(grain, k));
  }
  return all;
}

}  // namespace greenlens::exports
