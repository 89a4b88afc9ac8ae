// The blocks of the stack's picture, at every step of every scenario: as long as the bytes that
// their greenlets have there, and in the order of their sizes.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "scenarios/scenario.h"
#include "tests/tracer/record/recording_of.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"

namespace greenlens::record {
namespace {

using greenlens::testing::loaded;
using greenlens::testing::recording_of;
using store::Timeline;

TEST(Blocks, HaveTheBytesThatTheirGreenletsHaveOnTheStack) {
  int compared = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const state::State& state = timeline.state(n);
      std::map<facts::GreenletId, uint64_t> in_place;
      for (const auto& [id, thread] : state.threads) {
        if (thread.ended) continue;
        for (const state::StackRange& range : state::stack_ranges(state, thread.own_stack)) {
          if (range.occupancy != state::Occupancy::in_place) continue;
          in_place[range.owner] += static_cast<uint64_t>(range.high - range.low);
        }
      }
      for (const auto& [id, greenlet] : state.greenlets) {
        if (thread_of(state, greenlet).ended) continue;
        EXPECT_EQ(in_place[id], state::bytes_on_stack(state, greenlet))
            << greenlet.name << " of " << scenario->id << " at " << n;
        compared += in_place[id] > 0;
      }
    }
  }
  EXPECT_GT(compared, 1000);
}

struct Block {
  std::string id;
  double bytes;
  float height;
};

// Whole blocks of a picture of one stack that is not folded.
std::vector<Block> blocks_of(const state::State& state, const scene::Scene& scene) {
  std::vector<Block> blocks;
  std::set<facts::GreenletId> seen;
  const state::Thread& thread = told_by(state);
  for (const state::StackRange& range : state::stack_ranges(state, thread.own_stack)) {
    const bool in_place = range.occupancy == state::Occupancy::in_place;
    if (!in_place || !seen.insert(range.owner).second) continue;
    const std::string id = "stack.in_place." + std::to_string(range.owner);
    const scene::Item* found = greenlens::testing::item(scene, id);
    if (found == nullptr) continue;
    blocks.push_back({id, static_cast<double>(range.high - range.low),
                      std::get<scene::Rect>(found->shape).box.h});
  }
  return blocks;
}

bool is_folded(const scene::Scene& scene) {
  for (const scene::Item& item : scene.items) {
    if (item.id.starts_with("stack.fold.")) return true;
  }
  return false;
}

TEST(Blocks, OfClearlyMoreBytesAreNeverLower) {
  constexpr double kClearly = 3;
  size_t compared = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    auto run = std::make_shared<scene::RunExtent>();
    run->follow(timeline, /*grows=*/false);
    if (run->all_stacks().size() > 1) continue;
    for (const auto& [width, height] : {std::pair{430.f, 215.f}, {560.f, 400.f}}) {
      scene::SceneOptions options;
      options.run = run, options.width = width, options.height = height;
      for (uint64_t n = 1; n <= timeline.size(); ++n) {
        const state::Moment moment = timeline.at(n);
        const scene::Scene scene = scene::stack_scene(words::Messages::of("en"), moment, options);
        if (is_folded(scene)) continue;
        const std::vector<Block> blocks = blocks_of(moment.after, scene);
        for (const Block& small : blocks) {
          for (const Block& large : blocks) {
            if (small.bytes * kClearly > large.bytes) continue;
            ++compared;
            EXPECT_LE(small.height, large.height + 0.5f)
                << small.id << " beside " << large.id << ", " << scenario->id << " at " << n;
          }
        }
      }
    }
  }
  EXPECT_GT(compared, 100u);
}

}  // namespace
}  // namespace greenlens::record
