// Who is whose child, in the order in which a parent tree is drawn. Pure; any state will do, also
// one with parents that are not known, or in a ring.
#ifndef GREENLENS_TRACER_SCENE_TREE_TREE_ORDER_H_
#define GREENLENS_TRACER_SCENE_TREE_TREE_ORDER_H_

#include <cstddef>
#include <map>
#include <vector>

#include "tracer/scene/scene.h"
#include "tracer/scene/tree/tree_rows.h"
#include "tracer/state/state.h"

namespace greenlens::scene {

struct Node {
  const state::GreenletState* greenlet = nullptr;  // of the state that it was made from
  std::vector<facts::GreenletId> children;
  int depth = 0;
  float slot = 0;  // its center, in leaves
  Box box;         // where it is drawn; of no width: it is not
};

struct TreeOrder {
  std::map<facts::GreenletId, Node> nodes;
  // A greenlet whose parent is not known is a root: main, or one whose parent's facts are lost.
  // Each thread's together.
  std::vector<facts::GreenletId> roots;
  // Parents before their children, each with all that is below it; and their parents, as places
  // in it.
  std::vector<facts::GreenletId> order;
  std::vector<size_t> parents;
  std::map<facts::GreenletId, size_t> place;  // in order
  float leaves = 0;                           // side by side
  int deepest = 0;
  size_t hidden = 0;  // that are not in it
};

// But for those in `hidden` (ascending) that have nobody below them that is shown.
TreeOrder order_tree(const state::State& state, const std::vector<facts::GreenletId>& hidden);

// From its root down, as places in the order; empty for one that is in no tree.
std::vector<size_t> path_to(const TreeOrder& tree, facts::GreenletId id);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_TREE_ORDER_H_
