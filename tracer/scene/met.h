// Whether a point is on a shape, for whoever points at it.
#ifndef GREENLENS_TRACER_SCENE_MET_H_
#define GREENLENS_TRACER_SCENE_MET_H_

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// A rectangle is met anywhere in it, a text where its letters are, and a line a little beside it as
// well: nobody points exactly at one. Pure; pixels at 100 %.
bool is_met(const Shape& shape, Point point);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_MET_H_
