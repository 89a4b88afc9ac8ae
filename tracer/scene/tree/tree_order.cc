#include "tracer/scene/tree/tree_order.h"

#include <algorithm>
#include <set>

namespace greenlens::scene {
namespace {

using facts::GreenletId;

// A way up ends where it has been before.
void leave_out(const std::vector<GreenletId>& hidden, TreeOrder* tree) {
  if (hidden.empty()) return;
  std::set<GreenletId> kept;
  for (const auto& [id, node] : tree->nodes) {
    if (std::binary_search(hidden.begin(), hidden.end(), id)) continue;
    for (auto at = tree->nodes.find(id);
         at != tree->nodes.end() && kept.insert(at->first).second;) {
      at = tree->nodes.find(at->second.greenlet->parent);
    }
  }
  tree->hidden = tree->nodes.size() - kept.size();
  std::erase_if(tree->nodes, [&](const auto& entry) { return kept.count(entry.first) == 0; });
}

// Starts at a root and so ends: whoever has been placed has one parent, and a cycle of parents has
// no root. Chains may be of any length: nothing here goes down by calling itself.
void order_below(GreenletId root, TreeOrder* tree) {
  std::vector<GreenletId> next{root};
  while (!next.empty()) {
    const GreenletId id = next.back();
    next.pop_back();
    Node& node = tree->nodes[id];
    const auto parent = tree->nodes.find(node.greenlet->parent);
    const bool is_root = parent == tree->nodes.end();
    node.depth = is_root ? 0 : parent->second.depth + 1;
    tree->deepest = std::max(tree->deepest, node.depth);
    tree->place[id] = tree->order.size();
    tree->parents.push_back(is_root ? kNoParent : tree->place[node.greenlet->parent]);
    tree->order.push_back(id);
    next.insert(next.end(), node.children.rbegin(), node.children.rend());
  }
}

// Leaves stand side by side; a parent stands over the middle of its children.
void place_side_by_side(TreeOrder* tree) {
  for (const GreenletId id : tree->order) {
    Node& node = tree->nodes[id];
    if (node.children.empty()) node.slot = tree->leaves++;
  }
  for (auto id = tree->order.rbegin(); id != tree->order.rend(); ++id) {
    Node& node = tree->nodes[*id];
    if (node.children.empty()) continue;
    node.slot =
        (tree->nodes[node.children.front()].slot + tree->nodes[node.children.back()].slot) / 2;
  }
}

}  // namespace

TreeOrder order_tree(const state::State& state, const std::vector<GreenletId>& hidden) {
  TreeOrder tree;
  for (const auto& [id, greenlet] : state.greenlets) tree.nodes[id].greenlet = &greenlet;
  leave_out(hidden, &tree);
  for (auto& [id, node] : tree.nodes) {
    const auto parent = tree.nodes.find(node.greenlet->parent);
    if (parent == tree.nodes.end()) {
      tree.roots.push_back(id);
    } else {
      parent->second.children.push_back(id);
    }
  }
  // An orphan stands beside the others of its thread.
  std::stable_sort(tree.roots.begin(), tree.roots.end(), [&](GreenletId a, GreenletId b) {
    return tree.nodes[a].greenlet->thread < tree.nodes[b].greenlet->thread;
  });
  for (const GreenletId root : tree.roots) order_below(root, &tree);
  place_side_by_side(&tree);
  return tree;
}

std::vector<size_t> path_to(const TreeOrder& tree, GreenletId id) {
  std::vector<size_t> path;
  for (auto at = tree.place.find(id); at != tree.place.end() && path.size() < tree.order.size();) {
    path.push_back(at->second);
    if (tree.parents[at->second] == kNoParent) break;
    at = tree.place.find(tree.order[tree.parents[at->second]]);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace greenlens::scene
