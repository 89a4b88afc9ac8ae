// The parent tree: a pure function `state → scene`.
#ifndef GREENLENS_TRACER_SCENE_TREE_TREE_SCENE_H_
#define GREENLENS_TRACER_SCENE_TREE_TREE_SCENE_H_

#include "tracer/scene/options.h"
#include "tracer/scene/scene.h"
#include "tracer/state/moment.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

// The parent tree, the current greenlet, and the switch under way. Every greenlet there ever was
// has a node, the dead too, and of the freed those that
// the state still has: what a child returns passes by its dead parent. A forest
// when several threads have a main greenlet.
//
// Refers to nothing of its arguments. Never fails: what is too big for a tree becomes an outline,
// and what is too many for that a count. About n log n of the greenlets. Greenlets that are each
// other's ancestors (only a damaged trace has such) have no place and are left out.
Scene tree_scene(const words::Messages& messages, const state::Moment& moment,
                 const SceneOptions& options);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_TREE_SCENE_H_
