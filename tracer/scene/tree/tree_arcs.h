// The arrows of switches in the parent tree. Pure; pixels. An arrow is a curve (an end, two
// handles, an end), or, where none has room, a way of straight parts with more points than that.
//
// Private to the parent tree.
#ifndef GREENLENS_TRACER_SCENE_TREE_TREE_ARCS_H_
#define GREENLENS_TRACER_SCENE_TREE_TREE_ARCS_H_

#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

using Curve = std::vector<Point>;

// What an arrow has to go around: nodes in rows, the same way apart, and words above them.
struct Surroundings {
  std::vector<Box> nodes, words;
  float between = 0;  // rows
  float width = 0, height = 0;
};

// Between two of the nodes: over none of them, no words, nor the picture's edges, and outside of
// the line that joins parent and child. Beside all nodes and below them 14 pixels have to be free.
Curve arrow_between(const Box& from, const Box& to, const Surroundings& around);

// Between rows of a list, to the right of them.
Curve beside_list(const Box& from, const Box& to);

// Where words about an arrow have their place, and whether it goes up or down there.
struct MiddleOfArrow {
  Point at;
  bool upright = false;
};
MiddleOfArrow middle_of(const Curve& arrow);
// Whether they can stand there: a little beside all nodes.
bool is_free(const Box& place, const Surroundings& around);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_TREE_ARCS_H_
