// Claims about the pictures themselves, at every step of the sample and of random programs.
#include <gtest/gtest.h>

#include "tests/support/first_thread.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/interpolate.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using namespace facts;
using namespace state;
using namespace store;
using namespace words;
using namespace scene;

const Messages& words() { return Messages::of("en"); }

Scene stack_at(const Timeline& timeline, uint64_t n, const SceneOptions& options = {}) {
  return stack_scene(words(), timeline.at(n), options);
}
Scene tree_at(const Timeline& timeline, uint64_t n, const SceneOptions& options) {
  return tree_scene(words(), timeline.at(n), options);
}

// The step of the n-th event of that kind, from 1.
template <typename F>
uint64_t step_of(const Timeline& timeline, int nth) {
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    if (std::holds_alternative<F>(timeline.event(n).fact) && --nth == 0) return n;
  }
  ADD_FAILURE() << "the sample has no such step";
  return 0;
}

void expect_sound(const Scene& scene, const std::string& where) {
  EXPECT_EQ(repeated_id(scene), "") << where;
  EXPECT_EQ(outside(scene), "") << where;
  EXPECT_EQ(overlapping_texts(scene), "") << where;
  EXPECT_EQ(missing_words(scene), "") << where;
}

void expect_all_sound(const Timeline& timeline, SceneOptions options, uint64_t stride) {
  for (uint64_t n = 0; n <= timeline.size(); n += stride) {
    const std::string where = "step " + std::to_string(n) + " at " + std::to_string(options.width) +
                              "x" + std::to_string(options.height);
    for (GreenletId selected : {0u, 2u}) {
      for (bool up : {true, false}) {
        options.selected = selected, options.high_addresses_on_top = up;
        expect_sound(stack_at(timeline, n, options), "stack, " + where);
      }
    }
    expect_sound(tree_at(timeline, n, options), "tree, " + where);
    expect_sound(timeline_scene(words(), timeline, n, {}, options), "timeline, " + where);
    expect_sound(timeline_scene(words(), timeline, n, {.steps = {n / 2, n + 5}}, options),
                 "zoomed timeline, " + where);
    if (::testing::Test::HasFailure()) return;  // one picture is enough to look at
  }
}

TEST(Pictures, AreSoundAtEveryStepOfTheSample) {
  for (auto [width, height] :
       {std::pair{600.f, 440.f}, {420.f, 360.f}, {900.f, 700.f}, {466.f, 150.f}}) {
    SceneOptions options;
    options.width = width, options.height = height;
    expect_all_sound(sample_timeline(), options, 1);
  }
}

TEST(Pictures, AreSoundInRandomPrograms) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    expect_all_sound(random_timeline({seed, 6, 30, 2000}), {}, 7);
  }
}

TEST(Pictures, AreSoundWithFortyGreenlets) {
  SceneOptions options;
  expect_all_sound(random_timeline({7, 40, 160, 600}), options, 61);
  options.width = 420, options.height = 360;
  expect_all_sound(random_timeline({8, 40, 160, 40000}), options, 61);
}

TEST(Pictures, HideWhatDoesNotFitInTinySizes) {
  for (float width : {0.f, 1.f, 40.f, 90.f, 160.f, 250.f}) {
    for (float height : {0.f, 1.f, 30.f, 80.f, 160.f}) {
      SceneOptions options;
      options.width = width, options.height = height;
      expect_all_sound(sample_timeline(), options, 5);
    }
  }
}

TEST(Pictures, AreTheSameForTheSameState) {
  const Timeline a = random_timeline({3, 6, 20, 2000}), b = random_timeline({3, 6, 20, 2000});
  b.state(b.size());  // whatever was asked before
  for (uint64_t n = 0; n <= a.size(); n += 3) {
    EXPECT_TRUE(same_scene(stack_at(a, n), stack_at(b, n))) << n;
    EXPECT_TRUE(
        same_scene(timeline_scene(words(), a, n, {}, {}), timeline_scene(words(), b, n, {}, {})));
  }
}

TEST(StackPicture, BlocksLieLikeTheirBytesWithoutGaps) {
  const Timeline timeline = random_timeline({5, 8, 40, 2000});
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const Scene scene = stack_at(timeline, n);
    float edge = -1;
    std::vector<std::pair<Address, float>> sizes;
    std::map<std::string, int> seen;
    for (const StackRange& range : greenlens::testing::ranges_of(timeline.state(n))) {
      std::string id = range.occupancy == Occupancy::in_place ? "stack.in_place."
                       : range.occupancy == Occupancy::stale  ? "stack.stale."
                                                              : "stack.free.";
      id += std::to_string(range.owner);
      if (const int number = ++seen[id]; number > 1) id += "." + std::to_string(number);
      const Item* found = item(scene, id);
      ASSERT_NE(found, nullptr) << id << " at step " << n;
      const Rect& rect = std::get<Rect>(found->shape);
      if (edge >= 0) {
        EXPECT_NEAR(rect.box.y, edge, 0.01) << id << " at step " << n;
      }
      edge = rect.box.bottom();
      sizes.emplace_back(range.high - range.low, rect.box.h);
      EXPECT_EQ(found->greenlet, range.owner);
    }
    for (const auto& [bytes, height] : sizes) {
      for (const auto& [other_bytes, other_height] : sizes) {
        if (bytes < other_bytes) {
          EXPECT_LE(height, other_height + 0.01f) << "step " << n;
        }
      }
    }
  }
}

TEST(StackPicture, SaysHowManyBytesTheCopiesHold) {
  const Timeline timeline = random_timeline({9, 6, 60, 2000});
  std::map<GreenletId, uint64_t> held;  // counted from the events alone
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const Fact& fact = timeline.event(n).fact;
    if (const auto* saved = std::get_if<SliceSaved>(&fact))
      held[saved->owner] += saved->bytes.size();
    if (const auto* restored = std::get_if<SliceRestored>(&fact)) held.erase(restored->target);
    uint64_t bytes = 0;
    for (const auto& [id, count] : held) bytes += count;
    const std::string text = text_of(stack_at(timeline, n), "stack.held");
    if (held.empty()) {
      EXPECT_EQ(text, "no bytes held in copies") << n;
    } else {
      EXPECT_EQ(text.substr(0, text.find(' ')), std::to_string(bytes)) << n;
      EXPECT_NE(text.find(held.size() == 1 ? " 1 copy" : std::to_string(held.size()) + " copies"),
                std::string::npos)
          << text;
    }
  }
}

TEST(StackPicture, ShowsGr2SavedWholeAndGr1PartlyWhenGr2GoesBackToGr1) {
  const Timeline timeline = sample_timeline();
  const uint64_t third_save = step_of<SliceSaved>(timeline, 3);
  const Scene scene = stack_at(timeline, third_save);
  EXPECT_EQ(text_of(scene, "stack.copy.1.size"), "160 bytes (partial)");
  EXPECT_EQ(text_of(scene, "stack.copy.2.size"), "128 bytes (partial)");
  EXPECT_EQ(text_of(scene, "stack.copy.3.size"), "432 bytes (whole)");
  EXPECT_EQ(text_of(scene, "stack.copy.3.change"), "stack_saved 0 → 432");
  EXPECT_EQ(text_of(scene, "stack.move.text"), "copy out 432 B");
  EXPECT_EQ(text_of(scene, "stack.held"), "720 bytes held in 3 copies");
  EXPECT_EQ(text_of(scene, "stack.stale.3.name"), "gr2 was here");
  EXPECT_EQ(text_of(scene, "stack.prev"), "stack_prev: gr2 → gr1 → main");
  EXPECT_TRUE(std::get<Rect>(item(scene, "stack.copy.3")->shape).highlighted);
  EXPECT_FALSE(std::get<Rect>(item(scene, "stack.copy.2")->shape).highlighted);
  EXPECT_EQ(std::get<Rect>(item(scene, "stack.copy.2")->shape).pattern, Pattern::hatched);
  EXPECT_EQ(std::get<Rect>(item(scene, "stack.copy.3")->shape).pattern, Pattern::solid);
  // Where gr1's copy belongs is shown upon gr2's stale bytes.
  EXPECT_NE(item(scene, "stack.home.2"), nullptr);
}

TEST(StackPicture, ArrowGoesBackToTheStackWhenASliceIsRestored) {
  const Timeline timeline = sample_timeline();
  const Scene scene = stack_at(timeline, step_of<SliceRestored>(timeline, 1));
  const Line& arrow = std::get<Line>(item(scene, "stack.move")->shape);
  EXPECT_GT(arrow.points.front().x, arrow.points.back().x);
  EXPECT_EQ(text_of(scene, "stack.copy.2.size"), "copied back, freed");
  EXPECT_EQ(text_of(scene, "stack.copy.2.change"), "stack_saved 128 → 0");
}

TEST(StackPicture, KeepsTheOriginsStackStartWhileTheSwitchGoesOn) {
  const Timeline timeline = sample_timeline();
  for (uint64_t n = step_of<StackStartSet>(timeline, 3); n <= step_of<Delivered>(timeline, 3);
       ++n) {
    EXPECT_EQ(text_of(stack_at(timeline, n), "stack.mark.start.3"), "gr2.stack_start") << n;
  }
}

TEST(StackPicture, LeavesGr2sCopyBehindAtTheEnd) {
  const Timeline timeline = sample_timeline();
  const Scene scene = stack_at(timeline, timeline.size());
  EXPECT_NE(item(scene, "stack.copy.3"), nullptr);
  EXPECT_EQ(item(scene, "stack.copy.2"), nullptr);
  EXPECT_EQ(item(scene, "stack.in_place.2"), nullptr);
  EXPECT_EQ(text_of(scene, "stack.held"), "432 bytes held in 1 copy");
}

TEST(StackPicture, OpensTheSelectedSliceIntoFrames) {
  const Timeline timeline = sample_timeline();
  SceneOptions options;
  const uint64_t n = step_of<SliceSaved>(timeline, 3);
  EXPECT_EQ(item(stack_at(timeline, n, options), "stack.in_place.2.frame.1"), nullptr);
  options.selected = 2;
  const Scene scene = stack_at(timeline, n, options);
  EXPECT_NE(item(scene, "stack.in_place.2.frame.1"), nullptr);
  EXPECT_NE(item(scene, "stack.copy.2.frame.1"), nullptr);
}

TEST(StackPicture, FlipsWhenLowAddressesAreOnTop) {
  const Timeline timeline = sample_timeline();
  SceneOptions options;
  options.high_addresses_on_top = false;
  const uint64_t n = step_of<SliceSaved>(timeline, 3);
  const Scene up = stack_at(timeline, n), down = stack_at(timeline, n, options);
  const auto y = [](const Scene& s, const char* id) {
    return std::get<Rect>(item(s, id)->shape).box.y;
  };
  EXPECT_LT(y(up, "stack.in_place.1"), y(up, "stack.in_place.2"));
  EXPECT_GT(y(down, "stack.in_place.1"), y(down, "stack.in_place.2"));
}

TEST(StackPicture, MarksSayWhoseTheyAreWhereThereIsLittleRoom) {
  const Timeline timeline = sample_timeline();
  size_t marks = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const Scene scene = stack_scene(words(), timeline.at(n), {.width = 380, .height = 175});
    for (const Item& one : scene.items) {
      const Text* text = std::get_if<Text>(&one.shape);
      if (text == nullptr || !one.id.starts_with("stack.mark.st")) continue;
      EXPECT_EQ(text->text.find("…"), std::string::npos) << text->text << " at " << n;
      EXPECT_GE(text->size, 9) << text->text;
      ++marks;
    }
  }
  EXPECT_GT(marks, 20u);
}

TEST(TreePicture, ShowsStatesTheCurrentGreenletAndTheSwitchUnderWay) {
  const Timeline timeline = sample_timeline();
  SceneOptions options;
  options.width = 466, options.height = 190;
  const Scene scene = tree_at(timeline, step_of<SliceSaved>(timeline, 3), options);
  EXPECT_EQ(text_of(scene, "tree.node.1.state"), "suspended");
  EXPECT_EQ(text_of(scene, "tree.node.3.state"), "suspending");
  EXPECT_EQ(text_of(scene, "tree.node.2.state"), "resuming");
  EXPECT_FALSE(std::get<Rect>(item(scene, "tree.node.3")->shape).highlighted) << "not now";
  const Scene found = tree_at(timeline, step_of<TargetFound>(timeline, 3), options);
  EXPECT_TRUE(std::get<Rect>(item(found, "tree.node.3")->shape).highlighted);
  EXPECT_FALSE(std::get<Rect>(item(found, "tree.node.1")->shape).highlighted);
  EXPECT_EQ(text_of(scene, "tree.switch.text"), "switch");
  EXPECT_NE(item(scene, "tree.edge.2"), nullptr);
  EXPECT_EQ(item(scene, "tree.edge.1"), nullptr);
  const Scene end = tree_at(timeline, timeline.size(), options);
  EXPECT_EQ(text_of(end, "tree.node.2.state"), "dead");
  EXPECT_EQ(item(end, "tree.switch"), nullptr);
}

TEST(TimelinePicture, IsSolidUpToTheCursorAndFaintBehindIt) {
  const Timeline timeline = sample_timeline();
  const uint64_t n = step_of<SliceSaved>(timeline, 3);
  const Scene scene = timeline_scene(words(), timeline, n, {}, {});
  int solid = 0, faint = 0;
  const float cursor = std::get<Line>(item(scene, "timeline.cursor")->shape).points[0].x;
  for (const Item& i : scene.items) {
    if (i.id.rfind("timeline.run.", 0) != 0) continue;
    const Rect& rect = std::get<Rect>(i.shape);
    if (rect.fill.role == Role::greenlet) {
      ++solid;
      EXPECT_LE(rect.box.right(), cursor + 0.5f);
    } else {
      ++faint;
      EXPECT_GE(rect.box.x, cursor - 0.5f);
    }
  }
  EXPECT_EQ(solid, 3);
  EXPECT_EQ(faint, 2);
  EXPECT_EQ(text_of(scene, "timeline.cursor.text"), "now: copy out");
  EXPECT_TRUE(std::get<Line>(item(scene, "timeline.switch.3")->shape).dashed);
  EXPECT_FALSE(std::get<Line>(item(scene, "timeline.switch.2")->shape).dashed);
  EXPECT_EQ(item(scene, "timeline.switch.2")->step, step_of<Delivered>(timeline, 2));
}

TEST(Interpolation, EndsAreTheScenesThemselves) {
  const Timeline timeline = sample_timeline();
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const Scene a = stack_at(timeline, n - 1), b = stack_at(timeline, n);
    EXPECT_TRUE(same_scene(interpolate(a, b, 0), a)) << n;
    EXPECT_TRUE(same_scene(interpolate(a, b, 1), b)) << n;
    const Scene half = interpolate(a, b, 0.5f);
    EXPECT_EQ(repeated_id(half), "") << n;
    EXPECT_EQ(outside(half), "") << n;
  }
}

TEST(Interpolation, MovesWhatStaysAndFadesTheRest) {
  Scene a, b;
  Rect rect;
  rect.box = {0, 0, 10, 10};
  a.items = {{"stays", "", 0, 0, rect}, {"goes", "", 0, 0, rect}};
  rect.box = {100, 50, 20, 10};
  b.items = {{"stays", "", 0, 0, rect}, {"comes", "", 0, 0, rect}};
  const Scene half = interpolate(a, b, 0.25f);
  EXPECT_FLOAT_EQ(std::get<Rect>(item(half, "stays")->shape).box.x, 25);
  EXPECT_FLOAT_EQ(std::get<Rect>(item(half, "stays")->shape).opacity, 1);
  EXPECT_FLOAT_EQ(std::get<Rect>(item(half, "goes")->shape).opacity, 0.75f);
  EXPECT_FLOAT_EQ(std::get<Rect>(item(half, "comes")->shape).opacity, 0.25f);
}

}  // namespace
}  // namespace greenlens::testing
