// Where in the heap's column copies are drawn: beside the bytes that they hold as far as there is
// room, else in a list. Pure arithmetic; it knows nothing of greenlets. Pixels.
//
// Private to the stack diagram.
#ifndef GREENLENS_TRACER_SCENE_STACK_HEAP_PLACES_H_
#define GREENLENS_TRACER_SCENE_STACK_HEAP_PLACES_H_

#include <cstddef>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

struct HeapPlace {
  float wanted = 0, height = 0;  // center and height that the stack's scale gives it
  float minimum = 0;             // that its texts need
  float weight = 1;              // how much it keeps its place when others want the same
};

// Whether so many have no room beside the stack: each would be a hairline.
bool is_crowded(const Box& heap, size_t count);

// One column, in the order in which they are given, which ascends by `wanted`. When all are too
// high together they share the height in proportion; when they are in each other's way they give
// way to both sides.
std::vector<Box> beside_the_stack(const Box& heap, const std::vector<HeapPlace>& places);

// One line each, in columns. Those that have no place have no box.
std::vector<Box> in_columns(const Box& heap, size_t count);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_HEAP_PLACES_H_
