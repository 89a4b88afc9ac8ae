// What the nodes of a tree say of themselves.
#include "tracer/scene/tree/node_words.h"

#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/options.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::scene {
namespace {

const std::vector<std::string> kWords = {"running", "suspending"};

TEST(NodeWords, StandBesideTheNameBelowItOrNowhere) {
  const auto whole = NamesMay::be_whole_only;
  EXPECT_EQ(words_place({"gr1", "gr2"}, kWords, "●", 160, 22, whole), WordsPlace::beside);
  EXPECT_EQ(words_place({"gr1", "a longer name"}, kWords, "●", 160, 22, whole), WordsPlace::none);
  EXPECT_EQ(words_place({"gr1", "a longer name"}, kWords, "●", 160, 32, whole), WordsPlace::below);
  EXPECT_EQ(words_place({"gr1"}, kWords, "●", 50, 32, whole), WordsPlace::none);
}

TEST(NodeWords, RatherShortenNamesThanGoWithout) {
  const auto shortened = NamesMay::be_shortened;
  EXPECT_EQ(words_place({"a longer name"}, kWords, "●", 160, 22, shortened), WordsPlace::beside);
  EXPECT_EQ(words_place({"a longer name"}, kWords, "●", 84, 26, shortened), WordsPlace::below);
  EXPECT_EQ(words_place({"gr1"}, kWords, "●", 50, 26, shortened), WordsPlace::none);
}

TEST(NodeWords, EachNodeOfATreeHasItsWordOrNoneHas) {
  const store::Timeline trace = testing::sample_timeline();
  size_t with = 0;
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const state::Moment moment = trace.at(step);
    for (const float width : {180.0f, 240.0f, 300.0f, 466.0f, 800.0f}) {
      for (const float height : {60.0f, 100.0f, 125.0f, 150.0f, 190.0f, 400.0f}) {
        const Scene scene =
            tree_scene(greenlens::testing::english(), moment, {.width = width, .height = height});
        size_t nodes = 0, words = 0;
        for (const auto& [id, greenlet] : moment.after.greenlets) {
          const std::string node = "tree.node." + std::to_string(id);
          nodes += testing::item(scene, node) != nullptr;
          words += testing::item(scene, node + ".state") != nullptr;
        }
        EXPECT_EQ(words, nodes) << words << " of " << nodes << " at step " << step << ", " << width
                                << " x " << height;
        with += words > 0;
        EXPECT_EQ(testing::overlapping_texts(scene), "") << step;
      }
    }
  }
  EXPECT_GT(with, 0u);
}

TEST(NodeWords, ATreeStaysATreeOrAListWhileOneSteps) {
  const store::Timeline trace = testing::sample_timeline();
  for (const float height : {125.0f, 150.0f, 190.0f}) {
    std::string before;
    for (uint64_t step = 8; step <= trace.size(); ++step) {
      const Scene scene = tree_scene(greenlens::testing::english(), trace.at(step),
                                     {.width = 300, .height = height});
      const Item* node = testing::item(scene, "tree.node.1");
      ASSERT_NE(node, nullptr);
      const Box box = std::get<Rect>(node->shape).box;
      const std::string now = std::to_string(box.x) + " " + std::to_string(box.y);
      EXPECT_TRUE(before.empty() || before == now) << step << ", " << height;
      before = now;
    }
  }
}

}  // namespace
}  // namespace greenlens::scene
