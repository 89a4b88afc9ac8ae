// Which stacks a picture shows, and how wide: one panel for each thread's own stack, and one for
// each other stack that its code has stood on. Pure; linear in threads and stacks.
#ifndef GREENLENS_TRACER_SCENE_STACK_STACK_PANELS_H_
#define GREENLENS_TRACER_SCENE_STACK_STACK_PANELS_H_

#include <vector>

#include "tracer/scene/options.h"
#include "tracer/state/state.h"

namespace greenlens::scene {

struct Panel {
  const state::Thread* thread = nullptr;  // of the state that was asked
  const state::Stack* stack = nullptr;    // its own, or another one that its code stood on
  float x = 0, width = 0;                 // pixels
};

struct Panels {
  std::vector<Panel> shown;  // from left to right; never empty: without threads one empty stack
  size_t left_out = 0;       // that have no room
};

// In the order of the threads' numbers, each followed by its other stacks. When not all have room,
// those go first that are neither about the last event nor the selected greenlet's. Threads that
// have ended have no stack any more.
Panels stack_panels(const state::State& state, const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_STACK_PANELS_H_
