// Bytes on their way: between two pictures of a stack what was copied is seen to travel, from the
// stack into the heap or back.
#ifndef GREENLENS_TRACER_SCENE_STACK_TRAVELLING_H_
#define GREENLENS_TRACER_SCENE_STACK_TRAVELLING_H_

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// Adds to `scene`, which is interpolate(from, to, t), a block for each copy that grew, shrank,
// came or went. Nothing for other pictures. Linear in the number of items.
void add_travelling(const Scene& from, const Scene& to, float t, Scene* scene);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_TRAVELLING_H_
