#include "gui/timeline_commands.h"

#include <algorithm>

namespace greenlens::gui {
namespace {

using L = const Look&;

bool has_trace(L look) { return look.trace != nullptr; }
Request by_time_or_not(const Look& look) {
  Settings settings = look.settings;
  settings.axis = settings.axis == scene::Axis::time ? scene::Axis::steps : scene::Axis::time;
  return ask::Change{settings};
}

// The step that stays where it is when the timeline is zoomed by a key: the cursor's, if it is
// seen.
uint64_t zoomed_around(const Look& look) {
  const scene::Steps steps = scene::within(look.choices.timeline.steps, look.trace->size());
  const uint64_t step = look.moment.number;
  return step >= steps.from && step <= steps.to ? step : steps.from + (steps.to - steps.from) / 2;
}
Request zoomed_by(const Look& look, double times) {
  return ask::ShowSteps{
      scene::zoomed(look.choices.timeline.steps, look.trace->size(), zoomed_around(look), times)};
}
Request moved_by(const Look& look, double widths) {
  return ask::ShowSteps{scene::moved(look.choices.timeline.steps, look.trace->size(), widths)};
}
bool is_zoomed(const Look& look) {
  return look.trace != nullptr && !look.choices.timeline.steps.all();
}
bool has_marked(const Look& look) {
  return look.trace != nullptr && !look.choices.timeline.marked.all();
}
Request to_marked(const Look& look) { return ask::ShowSteps{look.choices.timeline.marked}; }
bool can_lanes_up(const Look& look) {
  return look.trace != nullptr && look.choices.timeline.first_lane > 0;
}
constexpr size_t kLanesAtOnce = 8;
Request lanes_up(const Look& look) {
  const size_t first = look.choices.timeline.first_lane;
  return ask::ScrollLanes{first - std::min(first, kLanesAtOnce)};
}
Request lanes_down(const Look& look) {
  return ask::ScrollLanes{look.choices.timeline.first_lane + kLanesAtOnce};
}

}  // namespace

std::vector<Command> commands_of_the_timeline() {
  return {
      {"zoom_in",
       {kKeyEqual, false, false},
       Section::timeline,
       has_trace,
       [](L look) { return zoomed_by(look, 2); }},
      {"zoom_out",
       {kKeyMinus, false, false},
       Section::timeline,
       is_zoomed,
       [](L look) { return zoomed_by(look, 0.5); }},
      {"zoom_marked", {'Z', false, false}, Section::timeline, has_marked, to_marked},
      {"zoom_whole",
       {'Z', true, false},
       Section::timeline,
       is_zoomed,
       [](L) -> Request { return ask::ShowSteps{}; }},
      {"steps_earlier",
       {kKeyComma, false, false},
       Section::timeline,
       is_zoomed,
       [](L look) { return moved_by(look, -0.5); }},
      {"steps_later",
       {kKeyPeriod, false, false},
       Section::timeline,
       is_zoomed,
       [](L look) { return moved_by(look, 0.5); }},
      {"axis_time", {'W', true, false}, Section::timeline, has_trace, by_time_or_not},
      {"follow",
       {'L', true, false},
       Section::timeline,
       has_trace,
       [](L) -> Request { return ask::FollowStep{}; }},
      {"lanes_up", {kKeyPageUp, false, false}, Section::timeline, can_lanes_up, lanes_up},
      {"lanes_down", {kKeyPageDown, false, false}, Section::timeline, has_trace, lanes_down},
  };
}

}  // namespace greenlens::gui
