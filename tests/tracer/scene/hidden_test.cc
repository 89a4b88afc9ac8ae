// Who was hidden is not in tree and timeline, and that is said; who takes part is there all the
// same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/english.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/lanes.h"
#include "tracer/scene/options.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::testing {
namespace {

using facts::GreenletId;
using ::testing::HasSubstr;

bool has(const std::vector<GreenletId>& ids, GreenletId id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Whether somebody below it is to be seen.
bool has_shown_below(const state::State& state, GreenletId id,
                     const std::vector<GreenletId>& hidden) {
  for (const auto& [other, g] : state.greenlets) {
    if (has(hidden, other)) continue;
    GreenletId at = g.parent;
    for (size_t i = 0; at != 0 && i < state.greenlets.size(); ++i) {
      if (at == id) return true;
      const auto parent = state.greenlets.find(at);
      at = parent == state.greenlets.end() ? 0 : parent->second.parent;
    }
  }
  return false;
}

TEST(Hidden, AreNotSeenUnlessTheyTakePart) {
  std::minstd_rand random(4);
  size_t hidden_nodes = 0, hidden_lanes = 0, seen_all_the_same = 0;
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    const store::Timeline timeline = random_timeline({seed, 8, 30, 2000});
    for (uint64_t n = 1; n <= timeline.size(); n += 3) {
      const state::State state = timeline.state(n);
      scene::SceneOptions options;
      options.width = 1200, options.height = 500;
      for (const auto& [id, g] : state.greenlets) {
        if (random() % 2 == 0) options.hidden.push_back(id);
      }
      const auto needed = scene::needed_first(state, 0);
      const scene::Scene tree = tree_scene(english(), timeline.at(n), options);
      const scene::Scene lanes = timeline_scene(english(), timeline, n, {}, options);
      std::vector<GreenletId> left_out;
      for (const GreenletId id : options.hidden) {
        if (!has(needed, id)) left_out.push_back(id);
      }
      size_t nodes = 0;
      for (const auto& [id, g] : state.greenlets) {
        const std::string number = std::to_string(id);
        const bool in_tree = item(tree, "tree.node." + number) != nullptr;
        const bool has_lane = item(lanes, "timeline.lane." + number + ".line") != nullptr;
        const bool is_left_out = has(left_out, id);
        ASSERT_EQ(has_lane, !is_left_out) << g.name << " at step " << n;
        const bool wanted = !is_left_out || has_shown_below(state, id, left_out);
        ASSERT_EQ(in_tree, wanted) << g.name << " at step " << n;
        if (!in_tree) ++nodes;
        if (!has_lane) ++hidden_lanes;
        if (has(options.hidden, id) && !is_left_out) ++seen_all_the_same;
      }
      hidden_nodes += nodes;
      if (nodes > 0) {
        ASSERT_THAT(text_of(tree, "tree.gone"), HasSubstr("hidden"));
        if (nodes > 1) {
          ASSERT_THAT(text_of(tree, "tree.gone"), HasSubstr(std::to_string(nodes) + " are"));
        }
      }
      if (!left_out.empty()) {
        ASSERT_THAT(text_of(lanes, "timeline.shown"), HasSubstr("hidden"));
      }
      for (const scene::Scene* scene : {&tree, &lanes}) {
        ASSERT_EQ(repeated_id(*scene), "");
        ASSERT_EQ(outside(*scene), "");
        ASSERT_EQ(overlapping_texts(*scene), "");
        ASSERT_EQ(missing_words(*scene), "");
      }
    }
  }
  EXPECT_GT(hidden_nodes, 100u);
  EXPECT_GT(hidden_lanes, 100u);
  EXPECT_GT(seen_all_the_same, 100u);
}

TEST(Hidden, WhoDoesNotExistMakesNoDifference) {
  const store::Timeline timeline = random_timeline({2, 5, 20, 2000});
  scene::SceneOptions options, with;
  with.hidden = {9000, 9001};
  EXPECT_TRUE(same_scene(tree_scene(english(), timeline.at(40), options),
                         tree_scene(english(), timeline.at(40), with)));
  EXPECT_TRUE(same_scene(timeline_scene(english(), timeline, 40, {}, options),
                         timeline_scene(english(), timeline, 40, {}, with)));
}

}  // namespace
}  // namespace greenlens::testing
