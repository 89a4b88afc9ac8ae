// Who has a line of a list, where there is room for a few: everybody below his parent.
#include "tracer/scene/tree/tree_rows.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace greenlens::testing {
namespace {

using namespace scene;

std::vector<size_t> nodes_in(const TreeRows& shown) {
  std::vector<size_t> nodes;
  for (const TreeRow& row : shown.rows) {
    if (row.left_out == 0) nodes.push_back(row.node);
  }
  return nodes;
}

using Nodes = std::vector<size_t>;

// 0 → 1 → 2 and 0 → 3; and another root.
const Nodes kParents = {kNoParent, 0, 1, 0, kNoParent};

TEST(TreeRows, AreAllNodesInOrderWhereThereIsRoom) {
  const TreeRows shown = tree_rows(kParents, {{0, 3}}, 5);
  EXPECT_EQ(nodes_in(shown), (Nodes{0, 1, 2, 3, 4}));
  EXPECT_EQ(shown.shown, 5u);
}

TEST(TreeRows, KeepOneFreeToSayThatOthersAreNotShown) {
  const TreeRows shown = tree_rows(kParents, {}, 4);
  EXPECT_EQ(nodes_in(shown), (Nodes{0, 1, 2}));
}

TEST(TreeRows, HaveThePathsToWhoMustBeSeenFirst) {
  EXPECT_EQ(nodes_in(tree_rows(kParents, {{0, 3}}, 3)), (Nodes{0, 3}));
  EXPECT_EQ(nodes_in(tree_rows(kParents, {{0, 1, 2}, {4}}, 4)), (Nodes{0, 1, 2}));
}

TEST(TreeRows, OfAPathThatIsTooLongBothEndsAreShownAndHowManyAreBetween) {
  Nodes parents{kNoParent}, path{0};
  for (size_t i = 1; i < 2000; ++i) parents.push_back(i - 1), path.push_back(i);
  const TreeRows shown = tree_rows(parents, {path}, 6);
  ASSERT_EQ(shown.rows.size(), 5u);
  EXPECT_EQ(shown.rows[1].left_out, 1996u);
  EXPECT_EQ(nodes_in(shown), (Nodes{0, 1997, 1998, 1999}));
}

TEST(TreeRows, AreNeverMoreThanThereIsRoomAndNobodyIsWithoutHisParent) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const size_t count = 1 + random() % 40, room = random() % 12;
    // In an order in which all that is below a node follows it.
    Nodes parents, stack;
    for (size_t i = 0; i < count; ++i) {
      while (!stack.empty() && random() % 3 == 0) stack.pop_back();
      parents.push_back(stack.empty() ? kNoParent : stack.back());
      stack.push_back(i);
    }
    std::vector<Nodes> paths;
    for (int n = 0; n < 3; ++n) {
      Nodes path{random() % count};
      while (parents[path.front()] != kNoParent) path.insert(path.begin(), parents[path.front()]);
      paths.push_back(path);
    }
    const TreeRows shown = tree_rows(parents, paths, room);
    ASSERT_LE(shown.rows.size() + (shown.shown < count ? 1 : 0), std::max<size_t>(room, 1));
    const Nodes nodes = nodes_in(shown);
    std::set<size_t> seen;
    for (size_t i = 0; i < shown.rows.size(); ++i) {
      const TreeRow& row = shown.rows[i];
      if (row.left_out > 0) continue;
      const size_t parent = parents[row.node];
      const bool below_gap = i > 0 && shown.rows[i - 1].left_out > 0;
      ASSERT_TRUE(parent == kNoParent || seen.contains(parent) || below_gap) << row.node;
      seen.insert(row.node);
    }
    ASSERT_EQ(seen.size(), shown.shown);
    if (room >= 4) {
      EXPECT_TRUE(seen.contains(paths[0].back())) << "the first one is always seen";
    }
  }
}

}  // namespace
}  // namespace greenlens::testing
