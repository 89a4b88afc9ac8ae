// Of the pictures of one recording: what did not change from one to the next does not move.
#include "tracer/scene/stack/run_extent.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "tests/support/english.h"
#include "tests/support/first_thread.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/interpolate.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/stack/travelling.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using namespace facts;
using namespace scene;
using namespace store;

std::shared_ptr<const RunExtent> extent_of(const Timeline& timeline) {
  auto run = std::make_shared<RunExtent>();
  run->follow(timeline, /*grows=*/false);
  return run;
}

Scene stack_in_run(const Timeline& timeline, uint64_t n, const SceneOptions& options) {
  return stack_scene(english(), timeline.at(n), options);
}

const Box* box_of(const Scene& scene, const std::string& id) {
  const Item* found = item(scene, id);
  const Rect* rect = found != nullptr ? std::get_if<Rect>(&found->shape) : nullptr;
  return rect != nullptr ? &rect->box : nullptr;
}

bool same(const Box& a, const Box& b) {
  const auto near = [](float x, float y) { return std::abs(x - y) < 0.01f; };
  return near(a.x, b.x) && near(a.y, b.y) && near(a.w, b.w) && near(a.h, b.h);
}

// The blocks of a state's stack by what they are, with their addresses.
using Ranges = std::map<std::string, std::pair<Address, Address>>;
Ranges blocks_of(const state::State& state) {
  Ranges blocks;
  for (const state::StackRange& range : ranges_of(state)) {
    if (range.occupancy == state::Occupancy::unused) continue;
    std::string id =
        range.occupancy == state::Occupancy::in_place ? "stack.in_place." : "stack.stale.";
    id += std::to_string(range.owner);
    if (!blocks.contains(id)) blocks[id] = {range.low, range.high};
  }
  return blocks;
}

void expect_nothing_moves(const Timeline& timeline, SceneOptions options) {
  options.run = extent_of(timeline);
  std::map<std::string, std::pair<std::pair<Address, Address>, Box>>
      seen;                              // the last of each block
  std::map<GreenletId, float> low_ends;  // of copies
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const Scene scene = stack_in_run(timeline, n, options);
    const state::State state = timeline.state(n);
    for (const auto& [id, range] : blocks_of(state)) {
      const Box* box = box_of(scene, id);
      ASSERT_NE(box, nullptr) << id << " at step " << n;
      const auto before = seen.find(id);
      if (before != seen.end() && before->second.first == range) {
        ASSERT_TRUE(same(before->second.second, *box)) << id << " at step " << n;
      }
      seen[id] = {range, *box};
    }
    for (const auto& [id, greenlet] : state.greenlets) {
      const Box* box = box_of(scene, "stack.copy." + std::to_string(id));
      if (box == nullptr || greenlet.stack_saved == 0) continue;
      const float end = options.high_addresses_on_top ? box->bottom() : box->y;
      const auto before = low_ends.emplace(id, end).first;
      ASSERT_NEAR(before->second, end, 0.01f) << "the copy of " << id << " at step " << n;
    }
    for (const std::string& wrong :
         {repeated_id(scene), outside(scene), overlapping_texts(scene), missing_words(scene)}) {
      ASSERT_EQ(wrong, "") << "step " << n << " at " << options.width << "x" << options.height;
    }
  }
}

TEST(RunExtent, KeepsEveryBlockAndCopyOfTheSampleInItsPlace) {
  for (auto [width, height] :
       {std::pair{600.f, 440.f}, {420.f, 360.f}, {900.f, 700.f}, {466.f, 150.f}}) {
    for (const bool up : {true, false}) {
      SceneOptions options;
      options.width = width, options.height = height, options.high_addresses_on_top = up;
      expect_nothing_moves(sample_timeline(), options);
    }
  }
}

TEST(RunExtent, KeepsEveryBlockAndCopyOfRandomProgramsInItsPlace) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    expect_nothing_moves(random_timeline({seed, 4, 30, 2000}), {});
  }
}

TEST(RunExtent, GivesEachGreenletASlotAsLargeAsItsLargestCopy) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    const Timeline timeline = random_timeline({seed, 8, 60, 2000});
    const auto run = extent_of(timeline);
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const state::State state = timeline.state(n);
      std::map<size_t, GreenletId> owners;
      for (const auto& [id, greenlet] : state.greenlets) {
        if (greenlet.stack_saved == 0) continue;
        const auto slot = run->slot_of(id);
        ASSERT_TRUE(slot) << id;
        ASSERT_TRUE(owners.emplace(*slot, id).second) << "two copies in one slot at step " << n;
        const HeapSlot& its = run->slots()[*slot];
        EXPECT_LE(greenlet.stack_saved, static_cast<uint64_t>(its.high - its.low)) << id;
      }
    }
  }
}

TEST(RunExtent, ReachesAsFarAsAnybodyEverDoes) {
  const Timeline timeline = random_timeline({3, 8, 60, 2000});
  const auto run = extent_of(timeline);
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::State state = timeline.state(n);
    for (const auto& [id, thread] : state.threads) {
      ASSERT_LE(run->stack(id)->lowest, thread.own_stack.lowest) << n;
    }
  }
}

// While a program tells more its picture changes in jumps, and is the whole one's at the end.
TEST(RunExtent, GrowsInFewJumpsWhileTheProgramRuns) {
  const Timeline whole = random_timeline({5, 6, 200, 4000});
  Timeline growing;
  RunExtent run;
  int jumps = 0;
  std::set<Address> ends;
  for (uint64_t n = 1; n <= whole.size(); ++n) {
    growing.append(whole.event(n));
    run.follow(growing, /*grows=*/true);
    const auto* stack = run.stack(growing.event(n).thread);
    if (stack != nullptr && ends.insert(stack->lowest).second) ++jumps;
  }
  EXPECT_LT(jumps, 25);
  EXPECT_FALSE(run.follow(growing, /*grows=*/true)) << "nothing new was told";
  RunExtent at_once;
  at_once.follow(growing, /*grows=*/true);
  EXPECT_EQ(run.slots(), at_once.slots());
}

TEST(Travelling, CarriesWhatIsCopiedFromTheStackIntoTheHeapAndBack) {
  const Timeline timeline = sample_timeline();
  SceneOptions options;
  options.run = extent_of(timeline);
  int out = 0, back = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const Scene from = stack_in_run(timeline, n - 1, options),
                to = stack_in_run(timeline, n, options);
    for (const bool forward : {true, false}) {
      const Scene &a = forward ? from : to, &b = forward ? to : from;
      Scene between = interpolate(a, b, 0.5f);
      const size_t items = between.items.size();
      add_travelling(a, b, 0.5f, &between);
      const Fact& fact = timeline.event(n).fact;
      const auto* saved = std::get_if<SliceSaved>(&fact);
      const auto* restored = std::get_if<SliceRestored>(&fact);
      ASSERT_EQ(between.items.size() - items, saved != nullptr || restored != nullptr ? 1u : 0u)
          << n;
      if (saved == nullptr && restored == nullptr) continue;
      (saved != nullptr) == forward ? ++out : ++back;
      const GreenletId who = saved != nullptr ? saved->owner : restored->target;
      const auto& block = std::get<Rect>(between.items.back().shape);
      EXPECT_EQ(block.fill.greenlet, who);
      const Box* copy = box_of(saved != nullptr ? to : from, "stack.copy." + std::to_string(who));
      ASSERT_NE(copy, nullptr);
      EXPECT_LT(block.box.x, copy->x) << "it is not there yet";
      EXPECT_GT(block.box.x, box_of(to, "stack.in_place.1")->x) << "it has left";
    }
  }
  EXPECT_EQ(out, back);
  EXPECT_GT(out, 3);
}

// Main has used 64 KiB before a greenlet of a few hundred bytes starts.
Timeline deep_main() {
  Timeline timeline;
  const auto tell = [&](Fact fact) { timeline.append({0, 1, 0, 0, std::move(fact)}); };
  tell(ThreadBegan{"", -0x100000, 0, 0x7000});
  tell(GreenletCreated{1, "main", 0, kStarted, kEverything});
  tell(LineReached{1, {}, -0x10200});
  tell(GreenletCreated{2, "gr1", 1, kNull, kNull});
  tell(SwitchRequested{1, 2, Payload::value, "()", false});
  tell(TargetFound{1, 2, true});
  tell(StartPrepared{2, -0x10100, 1, 0});
  tell(RegistersSaved{1, 2, -0x10240, {}, {}});
  tell(StackStartSet{1, -0x10240});
  tell(SliceSaved{1, Extent::partial, -0x10240, -0x10100, 0x140, ""});
  tell(ReturnedTwice{2});
  tell(BodyEntered{2});
  tell(Delivered{1, 2, Payload::value, "()"});
  tell(LineReached{2, {}, -0x10400});
  return timeline;
}

TEST(RunExtent, ABrokenAxisSaysSoAtTheSamePlaceAtEveryStep) {
  const Timeline timeline = deep_main();
  for (const float height : {300.0f, 440.0f, 900.0f}) {
    SceneOptions options;
    options.height = height;
    options.run = extent_of(timeline);
    std::set<std::string> places;
    for (uint64_t n = 3; n <= timeline.size(); ++n) {
      const Scene scene = stack_in_run(timeline, n, options);
      EXPECT_EQ(text_of(scene, "stack.fold.0"), "// 64 KiB") << n;
      EXPECT_EQ(text_of(scene, "stack.scale"), "broken at //") << n;
      EXPECT_EQ(overlapping_texts(scene), "") << n;
      for (const char* side : {"left.0", "left.1", "right.0", "right.1"}) {
        const Item* stroke = item(scene, std::string("stack.fold.0.") + side);
        ASSERT_NE(stroke, nullptr) << n;
        if (std::string(side) == "left.0") {
          places.insert(std::to_string(std::get<Line>(stroke->shape).points[0].y));
        }
      }
    }
    EXPECT_EQ(places.size(), 1u) << height;
  }
  const Timeline even = sample_timeline();
  const Scene scene = stack_in_run(even, 22, {.run = extent_of(even)});
  EXPECT_EQ(item(scene, "stack.fold.0"), nullptr);
}

TEST(StackPicture, NoLineOfACopyLiesOnItsBorder) {
  const Timeline timeline = sample_timeline();
  for (float height = 200; height < 700; height += 7) {
    SceneOptions options;
    options.height = height;
    options.run = extent_of(timeline);
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const Scene scene = stack_in_run(timeline, n, options);
      for (const Item& each : scene.items) {
        const auto* text = std::get_if<Text>(&each.shape);
        if (text == nullptr || !each.id.starts_with("stack.copy.")) continue;
        const Box* box = box_of(scene, each.id.substr(0, each.id.rfind('.')));
        if (box == nullptr) continue;
        const float below = text->at.y + 0.22f * text->size;
        EXPECT_LE(below, box->bottom() - 1) << each.id << ", step " << n << ", " << height;
        EXPECT_GE(text->at.y - 0.73f * text->size, box->y + 1) << each.id << ", step " << n;
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::testing
