// Who ran when: a pure function `trace → scene`.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/timeline/axis.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// A step that somebody wants to come back to.
struct MarkedStep {
  uint64_t step = 0;
  std::string words;  // about it
  bool operator==(const MarkedStep&) const = default;
};

// What a person looks at. Numbers beyond what there is mean the end.
struct TimelineOptions {
  Steps steps{};          // that fill the width
  Steps marked{};         // a range that was chosen in them; {0, 0}: none
  size_t first_lane = 0;  // where lanes have no room: so many are above
  bool times = false;     // say from when to when the steps are, and how long each run took
  Axis axis = Axis::steps;
  // All steps are shown as narrow as if there were so many: so another run fits below them.
  uint64_t at_least = 0;
  std::vector<MarkedStep> noted{};  // ascending
  bool operator==(const TimelineOptions&) const = default;
};

// A lane a greenlet, arrows for switches, the cursor. Where lanes have no room for all, those that
// run in the steps that are shown come first; who runs at the cursor, who switches there and who is
// selected has a place, wherever the rest was scrolled to. Scene::part says what it shows.
//
// Up to store::kExactSteps of them are read for it, whatever the trace's length, and it is exact.
// Of more, and of switches that stand too close for arrows, bars say by their height how much of
// the steps was whose, and rows below how many switches and bytes there were
// (store::Trace::columns). The scene stays small, because what would lie within a pixel is left
// out. Never fails; nothing of the arguments is referred to.
//
// Where time is the axis, a recorded program's time is that of who watches it as well: it stands
// still for as long as its reader thinks. Each run says how long it took, and the longest one is
// marked.
Scene timeline_scene(const words::Messages& messages, const store::Trace& trace, uint64_t cursor,
                     const TimelineOptions& timeline, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_
