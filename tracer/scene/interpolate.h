// What is between two scenes: animation is interpolation by id.
#ifndef GREENLENS_TRACER_SCENE_INTERPOLATE_H_
#define GREENLENS_TRACER_SCENE_INTERPOLATE_H_

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// The scene at `t` of the way from one to the other; at 0 or below it is `from`, at 1 or above
// `to`. An item that both have, of the same kind, moves; what only `to` has fades in, and what only
// `from` has fades out below everything else. Words, colours, patterns and tooltips are those of
// `to` from the first moment on. Ids must be unique in each scene. Pure; n log n of the items.
Scene interpolate(const Scene& from, const Scene& to, float t);
// Its places and sizes in between.
Box between(Box a, Box b, float t);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_INTERPOLATE_H_
