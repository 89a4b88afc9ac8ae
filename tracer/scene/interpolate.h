// What is between two scenes: animation is interpolation by id.
#ifndef GREENLENS_TRACER_SCENE_INTERPOLATE_H_
#define GREENLENS_TRACER_SCENE_INTERPOLATE_H_

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// The scene between two: items with the same id and kind are interpolated, new ones fade in. `t`
// from 0 to 1.
Scene interpolate(const Scene& from, const Scene& to, float t);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_INTERPOLATE_H_
