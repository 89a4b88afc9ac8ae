// Which steps the timeline shows, and how a person moves in them: arithmetic. Pure; any numbers
// will do.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_VISIBLE_STEPS_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_VISIBLE_STEPS_H_

#include <cstdint>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// Steps (from, to]; {0, 0}: all of them, also those that are still to come.
struct Steps {
  uint64_t from = 0, to = 0;
  bool operator==(const Steps&) const = default;
  bool all() const { return from == 0 && to == 0; }
};

// Fewer are not shown, where there are as many.
inline constexpr uint64_t kFewestSteps = 8;

// What that is in a trace with `size` steps: within it, with from < to unless it is empty.
Steps within(Steps steps, uint64_t size);

// Shows `times` fewer of them (less than 1: more), so that `around` stays where it is; all when
// that is more than there are.
Steps zoomed(Steps steps, uint64_t size, uint64_t around, double times);

// As many, so many widths later; negative: earlier.
Steps moved(Steps steps, uint64_t size, double widths);

// The same if `step` is shown. Else as many steps, with this one a quarter from where one comes
// from: the story goes on to the right.
Steps following(Steps steps, uint64_t size, uint64_t step);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_VISIBLE_STEPS_H_
