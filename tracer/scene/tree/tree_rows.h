// Which nodes of a tree have a row of a list that has room for a few of them. Pure; it knows
// nothing of greenlets.
//
// Private to the parent tree.
#ifndef GREENLENS_TRACER_SCENE_TREE_TREE_ROWS_H_
#define GREENLENS_TRACER_SCENE_TREE_TREE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace greenlens::scene {

inline constexpr size_t kNoParent = SIZE_MAX;

struct TreeRow {
  size_t node = 0;      // its place in the order
  size_t left_out = 0;  // not it, but so many of its ancestors, from its parent up
};
struct TreeRows {
  std::vector<TreeRow> rows;
  size_t shown = 0;  // nodes; where that is not all of them, one row more is left free
};

// `parents` are those of all nodes, in an order in which each stands before its children with all
// that is below it. At most `room` rows: the nodes that the paths end in, the first of them rather
// than the last, then the others in order. Every node that is shown stands below its parent, which
// is shown too; of a path that is too long for that its root and its lower end are, and between
// them a row that says how many are left out.
TreeRows tree_rows(const std::vector<size_t>& parents,
                   const std::vector<std::vector<size_t>>& paths, size_t room);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TREE_TREE_ROWS_H_
