// The curves of switches in the parent tree. Pure; pixels. A curve is an end, two handles, an end.
//
// Private to the parent tree.
#ifndef GREENLENS_TRACER_SCENE_TREE_TREE_ARCS_H_
#define GREENLENS_TRACER_SCENE_TREE_TREE_ARCS_H_

#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

using Curve = std::vector<Point>;

// Between nodes of different rows: outside of the line that joins parent and child, and over no
// other of the `nodes`, nor over the picture's edges, if that can be.
Curve arc_between(const Box& from, const Box& to, const std::vector<Box>& nodes, float width);

// Between rows of a list, to the right of them.
Curve beside_list(const Box& from, const Box& to);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_TREE_ARCS_H_
