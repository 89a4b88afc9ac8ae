// The three pictures of greenlens, each a pure function `state → scene`.
#ifndef GREENLENS_TRACER_SCENE_SCENES_H_
#define GREENLENS_TRACER_SCENE_SCENES_H_

#include "tracer/messages.h"
#include "tracer/scene/scene.h"
#include "tracer/timeline.h"

namespace greenlens::tracer {

struct SceneOptions {
  float width = 600, height = 440;  // pixels at 100 %
  bool high_addresses_on_top = true;
  GreenletId selected = 0;  // its slice opens into frames; 0: none
  bool caption = false;     // the step's sentence on top, for a picture that stands alone
};

// The thread's C stack on the left, heap copies on the right, one address ruler, to scale.
// `event` led from `before` to `after`; null at step 0. What changed is highlighted.
Scene stack_scene(const Messages& messages, const State& before, const Event* event,
                  const State& after, const SceneOptions& options);

// The parent tree, the current greenlet, and the switch under way.
Scene tree_scene(const Messages& messages, const State& before, const Event* event,
                 const State& after, const SceneOptions& options);

// A lane a greenlet, arrows for switches, the cursor. Steps [first, last] fill the width; 0, 0
// means all.
Scene timeline_scene(const Messages& messages, const Timeline& timeline, uint64_t cursor,
                     uint64_t first, uint64_t last, const SceneOptions& options);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_SCENE_SCENES_H_
