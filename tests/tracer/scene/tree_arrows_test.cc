// The arrow of a switch between any two nodes of any tree goes around all others.
#include <gtest/gtest.h>

#include <random>

#include "tests/support/english.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/options.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::testing {
namespace {

using facts::GreenletId;

// Whose parents are whoever came before them; the first is main, and some are without a parent.
state::State random_tree(std::minstd_rand* random, GreenletId count) {
  state::State state;
  state.thread = 1;
  state.threads[1].id = 1;
  state.threads[1].main = state.threads[1].current = 1;
  for (GreenletId id = 1; id <= count; ++id) {
    state::GreenletState& g = state.greenlets[id];
    g.id = id;
    g.name = "gr" + std::to_string(id);
    g.thread = 1;
    g.is_main = id == 1;
    g.parent = id == 1 || (*random)() % 12 == 0 ? 0 : (*random)() % (id - 1) + 1;
  }
  return state;
}

TEST(TreeArrows, GoAroundNodesInTreesOfAnyShape) {
  std::minstd_rand random(11);
  size_t curves = 0, ways = 0;
  for (int round = 0; round < 120; ++round) {
    const auto count = static_cast<GreenletId>(random() % 14 + 2);
    state::Moment moment;
    moment.after = random_tree(&random, count);
    scene::SceneOptions options;
    options.width = static_cast<float>(random() % 1300 + 200);
    options.height = static_cast<float>(random() % 500 + 90);
    for (int pair = 0; pair < 12; ++pair) {
      state::SwitchInProgress& now = moment.after.threads[1].in_switch.emplace();
      now.origin = static_cast<GreenletId>(random() % count + 1);
      now.requested = now.target = static_cast<GreenletId>(random() % count + 1);
      moment.before = moment.after;
      const scene::Scene scene = tree_scene(english(), moment, options);
      ASSERT_EQ(lines_over(scene, "tree.switch", "tree."), "")
          << round << ": " << now.origin << " to " << now.target << " of " << count << ", "
          << options.width << " x " << options.height;
      ASSERT_EQ(overlapping_texts(scene), "");
      ASSERT_EQ(outside(scene), "");
      const scene::Item* arrow = item(scene, "tree.switch");
      if (arrow == nullptr) continue;
      (std::get<scene::Line>(arrow->shape).points.size() == 4 ? curves : ways)++;
    }
  }
  EXPECT_GT(curves, 300u);
  EXPECT_GT(ways, 20u) << "no tree was so full that an arrow had to go along its gaps";
}

}  // namespace
}  // namespace greenlens::testing
