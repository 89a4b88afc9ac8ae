// The stack diagram: a pure function `state → scene`.
#ifndef GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_
#define GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// The thread's C stack on the left, heap copies on the right, one address ruler, to scale.
// What changed at this moment is highlighted.
Scene stack_scene(const words::Messages& messages, const state::Moment& moment,
                  const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_
