// One copy in the heap: its box, and the words and numbers in it, as many as it has room for.
//
// Private to the stack diagram. Pixels at 100 %.
#ifndef GREENLENS_TRACER_SCENE_STACK_HEAP_COPY_H_
#define GREENLENS_TRACER_SCENE_STACK_HEAP_COPY_H_

#include <cstdint>

#include "tracer/scene/scene.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/state/state.h"

namespace greenlens::scene {

// The heights of a copy with so many lines of text; a lower box than the last has none.
inline constexpr float kCopyThreeLines = 56, kCopyTwoLines = 40, kCopyOneLine = 22;
inline constexpr float kLeastLine = 13;

struct Copy {
  const state::GreenletState* greenlet = nullptr;
  bool ghost = false;  // freed at this step: its bytes are back in place
  uint64_t bytes = 0, bytes_before = 0;
  float wanted = 0, height = 0;  // center and height that the stack's scale gives it
  bool quiet = false;            // one of very many, and this step is not about it
  bool changed() const { return bytes != bytes_before; }
};

void paint_copy(const StackPicture& picture, const Copy& copy, const Box& box);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_HEAP_COPY_H_
