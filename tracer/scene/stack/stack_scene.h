// The stack diagram: a pure function `state → scene`.
#ifndef GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_
#define GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// The thread's C stack on the left, heap copies on the right, one address ruler, to scale.
// `event` led from `before` to `after`; null at step 0. What changed is highlighted.
Scene stack_scene(const words::Messages& messages, const state::State& before,
                  const facts::Event* event, const state::State& after,
                  const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_
