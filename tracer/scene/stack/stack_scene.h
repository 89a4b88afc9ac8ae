// The stack diagram: a pure function `state → scene`.
#ifndef GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_
#define GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// The thread's C stack on the left, heap copies on the right, one address ruler, to scale.
// What changed at this moment is highlighted. The scene's description is the moment's sentence. It
// is the drawing of greenlet.c's introduction, with every greenlet that there is and at every step.
//
// Refers to nothing of its arguments. Never fails: an empty state gives an empty stack, and what
// has no room in options.width x options.height is left out. About n log n of greenlets and ranges.
Scene stack_scene(const words::Messages& messages, const state::Moment& moment,
                  const SceneOptions& options);

// The selected greenlet's slice alone, opened (SceneOptions::opened_with): its ids are those that
// it has beside a stack. Empty when there is no such greenlet. Pure.
Scene opened_scene(const words::Messages& messages, const state::Moment& moment,
                   const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_STACK_SCENE_H_
