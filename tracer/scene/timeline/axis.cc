#include "tracer/scene/timeline/axis.h"

#include <algorithm>
#include <cmath>

namespace greenlens::scene {
namespace {

constexpr double kLeastPixels = 0.25;  // from one place to the next

double width_of(Steps steps) {
  return std::max(1.0, static_cast<double>(steps.to) - static_cast<double>(steps.from));
}

}  // namespace

const char* axis_name(Axis axis) {
  switch (axis) {
    case Axis::steps:
      return "steps";
    case Axis::time:
      return "time";
  }
  return "?";
}

std::optional<Axis> axis_from_name(std::string_view name) {
  for (const Axis axis : kAxes) {
    if (name == axis_name(axis)) return axis;
  }
  return {};
}

std::vector<StepPlace> places_by_time(const store::Times& times, Steps steps, float pixels) {
  std::vector<StepPlace> places;
  if (times.empty() || steps.from >= steps.to) return places;
  const double begin = store::time_at(times, steps.from);
  const double whole = store::time_at(times, steps.to) - begin;
  if (!(whole > 0)) return places;
  const double least = kLeastPixels / std::max(static_cast<double>(pixels), 1.0);
  const auto place = [&](uint64_t step) {
    const double share = (store::time_at(times, step) - begin) / whole;
    return StepPlace{step, std::clamp(share, 0.0, 1.0)};
  };
  places.push_back(place(steps.from));
  StepPlace before = places.back();  // was left out, unless it is the last one there
  for (const store::StepTime& told : times) {
    if (told.step <= steps.from || told.step >= steps.to) continue;
    const double share = (static_cast<double>(told.time_ns) - begin) / whole;
    const StepPlace here{told.step, std::clamp(share, 0.0, 1.0)};
    if (here.share - places.back().share >= least) {
      // Steps that lie close together end where the last of them stands.
      if (before.step != places.back().step) places.push_back(before);
      places.push_back(here);
    }
    before = here;
  }
  if (before.step != places.back().step) places.push_back(before);
  places.push_back(place(steps.to));
  return places;
}

double share_of(const std::vector<StepPlace>& places, Steps steps, uint64_t step) {
  step = std::clamp(step, steps.from, std::max(steps.to, steps.from));
  if (places.empty()) return static_cast<double>(step - steps.from) / width_of(steps);
  const auto behind =
      std::lower_bound(places.begin(), places.end(), step,
                       [](const StepPlace& place, uint64_t n) { return place.step < n; });
  if (behind == places.end()) return places.back().share;
  if (behind == places.begin() || behind->step == step) return behind->share;
  const StepPlace& before = *(behind - 1);
  const double part =
      static_cast<double>(step - before.step) / static_cast<double>(behind->step - before.step);
  return before.share + part * (behind->share - before.share);
}

uint64_t step_at_share(const std::vector<StepPlace>& places, Steps steps, double share) {
  share = std::clamp(share, 0.0, 1.0);
  if (places.empty()) {
    const double width = static_cast<double>(steps.to) - static_cast<double>(steps.from);
    return steps.from + static_cast<uint64_t>(std::llround(share * std::max(width, 0.0)));
  }
  const auto behind =
      std::lower_bound(places.begin(), places.end(), share,
                       [](const StepPlace& place, double at) { return place.share < at; });
  if (behind == places.begin()) return places.front().step;
  if (behind == places.end()) return places.back().step;
  const StepPlace& before = *(behind - 1);
  const double part = (share - before.share) / (behind->share - before.share);
  return before.step + static_cast<uint64_t>(
                           std::llround(part * static_cast<double>(behind->step - before.step)));
}

uint64_t step_at(const ShownPart& shown, float x) {
  if (!(shown.right > shown.left)) return shown.from;
  return step_at_share(shown.places, {shown.from, shown.to},
                       (x - shown.left) / (shown.right - shown.left));
}

Steps zoomed_at(const ShownPart& shown, uint64_t size, float x, double times) {
  const Steps steps{shown.from, shown.to};
  const Steps evenly = zoomed(steps, size, step_at(shown, x), times);
  if (shown.places.empty() || !(times > 1) || !(shown.right > shown.left)) return evenly;
  const double at = std::clamp((x - shown.left) / (shown.right - shown.left), 0.0f, 1.0f);
  const Steps closer{step_at_share(shown.places, steps, at - at / times),
                     step_at_share(shown.places, steps, at + (1 - at) / times)};
  return closer.to - std::min(closer.to, closer.from) >= kFewestSteps ? closer : evenly;
}

std::vector<double> round_marks(double from, double to, size_t most) {
  std::vector<double> marks;
  if (!(to > from) || most == 0) return marks;
  double every = std::pow(10, std::floor(std::log10((to - from) / static_cast<double>(most))));
  const double wanted = (to - from) / static_cast<double>(most);
  for (const double times : {1.0, 2.0, 5.0, 10.0}) {
    if (every * times < wanted) continue;
    every *= times;
    break;
  }
  const auto end = static_cast<uint64_t>(std::floor((to - from) / every)) + 1;
  const double first = std::ceil(from / every);
  for (uint64_t i = 0; i <= end && marks.size() < most; ++i) {
    const double mark = (first + static_cast<double>(i)) * every;
    if (mark <= to) marks.push_back(mark);
  }
  return marks;
}

}  // namespace greenlens::scene
