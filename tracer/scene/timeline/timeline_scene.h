// Who ran when: a pure function `trace → scene`.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// A lane a greenlet, arrows for switches, the cursor. Steps [first, last] fill the width; 0, 0
// means all. Numbers beyond the trace's end mean the end; a `first` that is not before `last` is 0.
//
// Made from the trace's overview: no state is worked out, and of the events only the cursor's is
// read. Of a trace that is too long for an exact one (store::Trace::overview) bars say in which
// parts somebody ran, and there are no arrows, switches, marks of output and crosses. Linear in the
// runs and switches of the whole trace, times who has ended; the scene itself stays small, because
// what would lie within a pixel is left out. Never fails; nothing of the arguments is referred to.
Scene timeline_scene(const words::Messages& messages, const store::Trace& trace, uint64_t cursor,
                     uint64_t first, uint64_t last, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_TIMELINE_SCENE_H_
