// Where steps stand on the timeline: evenly, or by when they were told. Pure.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_AXIS_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_AXIS_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tracer/scene/scene.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/times.h"

namespace greenlens::scene {

// What the timeline's width is divided into.
enum class Axis : uint8_t {
  steps,  // the same for every step: the same program gives the same picture everywhere
  time,   // as long as it took, told or waited for
};
inline constexpr Axis kAxes[] = {Axis::steps, Axis::time};
const char* axis_name(Axis axis);
std::optional<Axis> axis_from_name(std::string_view name);

// By time, as shares of the width of steps (from, to], which is so many pixels: ascending in both,
// within a quarter of a pixel. Empty, which means evenly, when no time passes in them.
std::vector<StepPlace> places_by_time(const store::Times& times, Steps steps, float pixels);

// Where step n of (from, to] stands: 0 to 1. Beyond its ends the nearest; evenly without places.
double share_of(const std::vector<StepPlace>& places, Steps steps, uint64_t step);
// The step that stands nearest to there.
uint64_t step_at_share(const std::vector<StepPlace>& places, Steps steps, double share);

// The step at `x` pixels from a picture's left edge; beyond its ends the nearest.
uint64_t step_at(const ShownPart& shown, float x);

// Shows `times` less (more than 1) of what is shown, so that what stands at `x` stays there; fewer
// steps than kFewestSteps are not shown.
Steps zoomed_at(const ShownPart& shown, uint64_t size, float x, double times);

// Marks of a scale from `from` to `to`, at most so many, at round numbers: of 1, 2 or 5 and zeros.
std::vector<double> round_marks(double from, double to, size_t most);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_AXIS_H_
