// Who ran when: a pure function `trace → scene`.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// A lane a greenlet, arrows for switches, the cursor. Steps [first, last] fill the width; 0, 0
// means all.
Scene timeline_scene(const words::Messages& messages, const store::Trace& trace, uint64_t cursor,
                     uint64_t first, uint64_t last, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_
