#include "tracer/export/scenes.h"

#include "tracer/scene/legend/legend_scene.h"
#include "tracer/scene/pins.h"
#include "tracer/scene/processes/processes_scene.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/statistics/statistics_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/queries.h"

namespace greenlens::exports {
namespace {

constexpr float kTimelineWidth = 1000, kLegendWidth = 780;
constexpr float kOpenedWidth = 400;  // of a slice that is opened, beside the rest

std::shared_ptr<const scene::RunExtent> run_of(const store::Trace& trace, const Shown& shown) {
  return shown.run != nullptr ? shown.run : whole_run(trace);
}

// Who is opened, and how far. The one that runs is the one that runs at the end of the step.
void choose_opened(const store::Trace& trace, const Shown& shown, scene::SceneOptions* options) {
  options->selected = shown.select;
  if (shown.opened == Opened::frames) options->opened_with = scene::OpenedWith::frames;
  if (shown.opened == Opened::if_selected || shown.select != 0) return;
  options->selected = told_by(trace.state(shown.step)).current;
}

scene::Scene stack(const words::Messages& messages, const store::Trace& trace, const Shown& shown) {
  scene::SceneOptions options;
  options.caption = true;
  choose_opened(trace, shown, &options);
  options.machine = words::machine_of(trace.info());
  if (options.selected != 0) options.width += kOpenedWidth;
  options.run = run_of(trace, shown);
  return scene::stack_scene(messages, trace.at(shown.step), options);
}

scene::Scene tree(const words::Messages& messages, const store::Trace& trace, const Shown& shown) {
  scene::SceneOptions options;
  options.hidden = shown.hidden;
  return scene::tree_scene(messages, trace.at(shown.step), options);
}

scene::Scene timeline(const words::Messages& messages, const store::Trace& trace,
                      const Shown& shown) {
  scene::SceneOptions options;
  options.width = kTimelineWidth;
  options.hidden = shown.hidden;
  options.still = true;
  return scene::timeline_scene(messages, trace, shown.step,
                               {.steps = shown.steps, .times = shown.times, .axis = shown.axis},
                               options);
}

// Of the steps that are shown, or of all.
scene::Scene statistics(const words::Messages& messages, const store::Trace& trace,
                        const Shown& shown) {
  scene::SceneOptions options;
  options.width = kTimelineWidth;
  options.caption = true;
  const scene::Steps steps = shown.steps.all() ? scene::Steps{0, trace.size()} : shown.steps;
  const auto numbers = store::count_steps(trace, steps.from, steps.to);
  return scene::statistics_scene(messages, numbers.value_or(store::Numbers()), options);
}

// Of all that it is known to belong to; by itself it is a run of one.
scene::Scene processes_of(const words::Messages& messages, const store::Trace& trace,
                          const Shown& shown) {
  std::shared_ptr<const processes::Together> together = shown.together;
  std::optional<size_t> process = shown.process;
  if (together == nullptr) {
    auto alone = std::make_shared<processes::Together>();
    alone->given.push_back({trace.info().title, &trace, {}});
    alone->family = processes::family_of(alone->given);
    together = std::move(alone);
    process = 0;
  }
  scene::ProcessesOptions at;
  at.current = process;
  if (process && shown.step > 0) {
    at.now_ns =
        processes::on_clock(together->family.processes[*process], trace.event(shown.step).time_ns);
  }
  scene::SceneOptions options;
  options.width = kTimelineWidth;
  options.still = true;
  return scene::processes_scene(messages, together->family, together->given, at, options).scene;
}

// Of the pictures of this step as they are written.
scene::Scene legend(const words::Messages& messages, const store::Trace& trace,
                    const Shown& shown) {
  const scene::Scene its_stack = stack(messages, trace, shown),
                     its_tree = tree(messages, trace, shown),
                     its_timeline = timeline(messages, trace, shown);
  scene::SceneOptions options;
  options.width = kLegendWidth;
  return scene::legend_scene(messages, trace.state(shown.step),
                             {&its_stack, &its_tree, &its_timeline}, options);
}

scene::Scene of_size(float width, float height, const words::Messages& messages,
                     const store::Trace& trace, const Shown& shown) {
  scene::SceneOptions options;
  options.width = width, options.height = height;
  options.hidden = shown.hidden;
  options.machine = words::machine_of(trace.info());
  options.run = run_of(trace, shown);
  options.still = true;
  if (shown.opened != Opened::if_selected) choose_opened(trace, shown, &options);
  return scene::sheet_scene(messages, trace, shown.step,
                            {.steps = shown.steps, .times = shown.times, .axis = shown.axis},
                            options, shown.notes);
}

scene::Scene sheet(const words::Messages& messages, const store::Trace& trace, const Shown& shown) {
  return of_size(scene::kSheetWidth, scene::kSheetHeight, messages, trace, shown);
}
scene::Scene slide(const words::Messages& messages, const store::Trace& trace, const Shown& shown) {
  return of_size(scene::kSlideWidth, scene::kSlideHeight, messages, trace, shown);
}
scene::Scene poster(const words::Messages& messages, const store::Trace& trace,
                    const Shown& shown) {
  return of_size(scene::kSheetHeight, scene::kSheetWidth, messages, trace, shown);
}

}  // namespace

std::shared_ptr<scene::RunExtent> whole_run(const store::Trace& trace) {
  auto run = std::make_shared<scene::RunExtent>();
  run->follow(trace, /*grows=*/false);
  return run;
}

const std::vector<NamedScene>& scenes() {
  static const std::vector<NamedScene> all = {
      {"stack", NotesIn::below, Opens::a_slice, stack},
      {"tree", NotesIn::below, Opens::nobody, tree},
      {"statistics", NotesIn::none, Opens::nobody, statistics},
      {"timeline", NotesIn::below, Opens::nobody, timeline},
      {"processes", NotesIn::none, Opens::nobody, processes_of},
      {"legend", NotesIn::none, Opens::nobody, legend},
      {"sheet", NotesIn::inside, Opens::a_slice, sheet},
      {"slide", NotesIn::inside, Opens::a_slice, slide},
      {"poster", NotesIn::inside, Opens::a_slice, poster}};
  return all;
}

scene::Scene make_noted(const NamedScene& scene, const words::Messages& messages,
                        const store::Trace& trace, const Shown& shown) {
  scene::Scene made = scene.make(messages, trace, shown);
  if (scene.notes == NotesIn::none) return made;
  scene::put_pins(&made, shown.notes.here);
  if (scene.notes == NotesIn::below) scene::add_notes_below(messages, shown.notes.here, &made);
  return made;
}

const NamedScene* find_scene(std::string_view name) {
  for (const NamedScene& scene : scenes()) {
    if (scene.name == name) return &scene;
  }
  return nullptr;
}

}  // namespace greenlens::exports
