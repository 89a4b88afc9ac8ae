// The parent tree: a pure function `state → scene`.
#ifndef GREENLENS_TRACER_SCENE_TREE_TREE_SCENE_H_
#define GREENLENS_TRACER_SCENE_TREE_TREE_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// The parent tree, the current greenlet, and the switch under way.
Scene tree_scene(const words::Messages& messages, const state::Moment& moment,
                 const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_TREE_SCENE_H_
