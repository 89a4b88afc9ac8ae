// Every scenario, at every step, in every room that the window has for its pictures: what must hold
// of each of them. By default each step is looked at in a few rooms, others at the next one;
// GREENLENS_ALL_TESTS=1 looks at all of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "scenarios/scenario.h"
#include "tests/proof/rooms.h"
#include "tests/support/english.h"
#include "tests/support/first_thread.h"
#include "tests/tracer/record/recording_of.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/options.h"
#include "tracer/scene/sheet/sheet_scene.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_panels.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using facts::GreenletId;
using scene::Box;
using scene::Item;
using scene::Line;
using scene::Rect;
using scene::Scene;
using scene::SceneOptions;
using scene::Text;
using store::Timeline;

// Of so many rooms one step is looked at in these.
constexpr size_t kRoomsAStep = 2;

// Calls `look` with each room whose turn it is at this step.
template <typename Look>
void in_rooms(const std::vector<Room>& rooms, uint64_t step, Look look) {
  static const bool all = std::getenv("GREENLENS_ALL_TESTS") != nullptr;
  for (size_t i = 0; i < rooms.size(); ++i) {
    // Steps next to each other are often alike: rooms go on by a number that divides none.
    const bool its_turn =
        (i + rooms.size() * 64 - step * 7 % rooms.size()) % rooms.size() < kRoomsAStep;
    if (all || its_turn) look(rooms[i]);
  }
}

std::string found_wrong(const Scene& scene) {
  for (const std::string& wrong : {repeated_id(scene), outside(scene), overlapping_texts(scene),
                                   missing_words(scene), texts_beyond_their_boxes(scene)}) {
    if (!wrong.empty()) return wrong;
  }
  return "";
}

int count_of(const Scene& scene, const std::string& prefix) {
  int count = 0;
  for (const Item& one : scene.items) count += one.id.starts_with(prefix) ? 1 : 0;
  return count;
}

// --- the stack

// Marks of the fields of all who stand on this stack, as the state has them: by place, since who
// shares one shares its label.
size_t marks_of(const state::State& state) {
  std::set<std::pair<facts::Address, bool>> marks;
  for (const auto& [id, g] : state.greenlets) {
    if (g.finished || g.freed) continue;
    if (facts::is_stack_address(g.stack_stop)) marks.insert({g.stack_stop, true});
    if (facts::is_stack_address(g.stack_start) && !is_current(state, g)) {
      marks.insert({g.stack_start, false});
    }
  }
  return marks.size();
}

std::string missing_marks(const Scene& scene, const state::State& state) {
  int drawn = 0;
  for (const Item& one : scene.items) {
    const bool is_mark = one.id.starts_with("stack.mark.st") && !one.id.ends_with(".line");
    drawn += is_mark ? 1 : 0;
  }
  // What is being suspended has its old mark or its new one.
  const auto wanted = static_cast<int>(marks_of(state));
  if (drawn + 1 >= wanted || item(scene, "stack.mark.more") != nullptr) return "";
  return std::to_string(drawn) + " of " + std::to_string(wanted) + " marks, and not a word";
}

// What is in the heap is drawn, or somebody says how many are not.
std::string missing_copies(const Scene& scene, const state::State& state) {
  for (const auto& [id, g] : state.greenlets) {
    if (g.stack_saved == 0 || g.freed) continue;
    if (item(scene, "stack.copy." + std::to_string(id)) == nullptr &&
        item(scene, "stack.copy.more") == nullptr) {
      return "the copy of " + g.name + " is not there, and not a word";
    }
  }
  return "";
}

// A stack of a state, and what the ids of its marks begin with.
struct Drawn {
  const state::Thread& thread;
  const state::Stack& stack;
  std::string prefix;
};
std::vector<Drawn> stacks_of(const state::State& state, bool alone) {
  std::vector<Drawn> stacks;
  for (const auto& [id, thread] : state.threads) {
    const std::string prefix = alone ? "" : "thread." + std::to_string(id) + ".";
    stacks.push_back({thread, thread.own_stack, prefix});
    for (const auto& [number, stack] : state.stacks) {
      if (stack.thread != id) continue;
      stacks.push_back({thread, stack, prefix + std::to_string(number) + "."});
    }
  }
  return stacks;
}

// The arrow of bytes that move begins and ends where they are, and strikes nothing through that
// stands beside the stack.
std::string wrong_arrow(const Scene& scene, const std::string& panel) {
  const Item* arrow = item(scene, panel + "stack.move");
  if (arrow == nullptr) return "";
  const std::vector<scene::Point>& way = std::get<Line>(arrow->shape).points;
  const std::vector<scene::Point>& bar =
      std::get<Line>(item(scene, panel + "stack.moved")->shape).points;
  const scene::Point at_stack = way.front().x < way.back().x ? way.front() : way.back();
  const scene::Point at_heap = way.front().x < way.back().x ? way.back() : way.front();
  const auto [high, low] = std::minmax(bar.front().y, bar.back().y);
  if (at_stack.y < high - 0.01f || at_stack.y > low + 0.01f) {
    return "the arrow misses the bytes by " +
           std::to_string(std::max(high - at_stack.y, at_stack.y - low)) + " pixels";
  }
  size_t met = 0;
  for (const Item& one : scene.items) {
    const Rect* rect = std::get_if<Rect>(&one.shape);
    if (rect == nullptr || !one.id.starts_with(panel + "stack.copy.")) continue;
    met += at_heap.y >= rect->box.y && at_heap.y <= rect->box.bottom() &&
           std::abs(rect->box.x - at_heap.x) < 12;
  }
  if (met == 0) return "the arrow misses the copy";
  const std::string words = panel + "stack.move.text";
  constexpr float kRoomForWords = 60;
  if (at_heap.x - at_stack.x > kRoomForWords && item(scene, words) == nullptr) {
    return "the arrow does not say how many bytes";
  }
  for (const std::string& others : {panel + "stack.mark.", words}) {
    const std::string over = texts_under(scene, *arrow, others);
    if (!over.empty()) return over;
  }
  return "";
}

// The bars of one greenlet's bytes on others' blocks stand below each other.
std::string bars_apart(const Scene& scene, const std::string& panel) {
  const std::string prefix = panel + "stack.home.";
  std::map<GreenletId, float> columns;
  for (const Item& one : scene.items) {
    const Rect* rect = std::get_if<Rect>(&one.shape);
    if (rect == nullptr || !one.id.starts_with(prefix)) continue;
    const auto [before, first] = columns.try_emplace(one.greenlet, rect->box.x);
    if (!first && before->second != rect->box.x) return one.id + " stands in another column";
  }
  return "";
}

// Where everything stood in the pictures before, by room: what did not change does not move.
class Places {
 public:
  std::string moved(const Scene& scene, const state::State& state, bool alone) {
    for (const Drawn& one : stacks_of(state, alone)) {
      const auto ranges = stack_ranges(state, one.stack);
      for (const auto& range : ranges) {
        if (range.occupancy != state::Occupancy::in_place) continue;
        const std::string id = one.prefix + "stack.in_place." + std::to_string(range.owner);
        const Item* found = item(scene, id);
        const Rect* rect = found != nullptr ? std::get_if<Rect>(&found->shape) : nullptr;
        // Several ranges of one greenlet have one of the ids each.
        if (rect == nullptr || !counted_once(ranges, range.owner)) continue;
        const auto [before, first] =
            blocks_.try_emplace({one.prefix, range.owner, range.low, range.high}, rect->box);
        if (!first && !same(before->second, rect->box)) {
          return id + " has moved, though it is the same bytes";
        }
      }
      if (one.stack.id != 0) continue;
      for (const auto& [id, g] : state.greenlets) {
        if (g.thread != one.thread.id) continue;
        const Item* found = item(scene, one.prefix + "stack.copy." + std::to_string(id));
        const Rect* rect = found != nullptr ? std::get_if<Rect>(&found->shape) : nullptr;
        if (rect == nullptr || g.stack_saved == 0) continue;
        const auto [before, first] = copies_.try_emplace(id, rect->box);
        if (!first && (std::abs(before->second.bottom() - rect->box.bottom()) > 0.01f ||
                       std::abs(before->second.x - rect->box.x) > 0.01f)) {
          return "the copy of " + g.name + " has another slot than before";
        }
      }
    }
    return "";
  }

 private:
  static bool same(const Box& a, const Box& b) {
    return std::abs(a.y - b.y) < 0.01f && std::abs(a.h - b.h) < 0.01f &&
           std::abs(a.x - b.x) < 0.01f;
  }
  static bool counted_once(const std::vector<state::StackRange>& ranges, GreenletId owner) {
    int count = 0;
    for (const auto& range : ranges) {
      count += range.owner == owner && range.occupancy == state::Occupancy::in_place ? 1 : 0;
    }
    return count == 1;
  }

  std::map<std::tuple<std::string, GreenletId, facts::Address, facts::Address>, Box> blocks_;
  std::map<GreenletId, Box> copies_;
};

TEST(EveryPicture, OfTheStackIsSoundAndCompleteAndMovesNothing) {
  const std::vector<Room> rooms = rooms_of("stack");
  ASSERT_GT(rooms.size(), 20u);
  size_t pictures = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    auto run = std::make_shared<scene::RunExtent>();
    run->follow(timeline, /*grows=*/false);
    const bool alone = run->all_stacks().size() == 1;
    std::map<std::string, Places> places;
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const state::State state = timeline.state(n);
      in_rooms(rooms, n, [&](const Room& room) {
        SceneOptions options;
        options.width = room.width, options.height = room.height, options.run = run;
        options.machine = words::machine_of(timeline.info());
        const Scene scene = stack_scene(english(), timeline.at(n), options);
        const std::string where =
            std::string(scenario->id) + ", step " + std::to_string(n) + ", " + room.name;
        EXPECT_EQ(found_wrong(scene), "") << where;
        if (scene.items.empty()) return;
        for (const Drawn& one : stacks_of(state, alone)) {
          EXPECT_EQ(wrong_arrow(scene, one.prefix), "") << where;
          EXPECT_EQ(bars_apart(scene, one.prefix), "") << where;
        }
        if (alone && room.width >= 300 && room.height >= 200) {
          EXPECT_EQ(missing_marks(scene, state), "") << where;
          EXPECT_EQ(missing_copies(scene, state), "") << where;
        }
        // Where all that there ever is has no room, those give way that are not there.
        const size_t shown = stack_panels(state, options).shown.size();
        if (shown != run->all_stacks().size()) return;
        EXPECT_EQ(places[room.name].moved(scene, state, alone), "") << where;
        ++pictures;
      });
      if (HasFailure() && !getenv("KEEP")) return;
    }
  }
  EXPECT_GT(pictures, 1000u);
}

// --- the tree

// Each that is shown hangs on its parent, if that is shown.
std::string missing_edges(const Scene& scene, const state::State& state) {
  for (const auto& [id, g] : state.greenlets) {
    const std::string child = std::to_string(id), parent = std::to_string(g.parent);
    if (item(scene, "tree.node." + child) == nullptr) continue;
    if (g.parent == 0 || item(scene, "tree.node." + parent) == nullptr) continue;
    if (item(scene, "tree.edge." + child) == nullptr) {
      return g.name + " is drawn without the edge to its parent";
    }
  }
  return "";
}

std::string missing_nodes(const Scene& scene, const state::State& state) {
  for (const auto& [id, g] : state.greenlets) {
    if (g.freed || g.finished) continue;
    const bool said = item(scene, "tree.more") != nullptr || count_of(scene, "tree.above.") > 0 ||
                      item(scene, "tree.gone") != nullptr;
    if (item(scene, "tree.node." + std::to_string(id)) == nullptr && !said) {
      return g.name + " is not there, and not a word";
    }
  }
  return "";
}

// Each says what it does, in every room in which words and some letters of a name fit at all.
std::string missing_states(const Scene& scene, const state::State& state) {
  for (const auto& [id, g] : state.greenlets) {
    const std::string node = "tree.node." + std::to_string(id);
    if (item(scene, node) == nullptr) continue;
    if (item(scene, node + ".state") == nullptr) return g.name + " does not say what it does";
    if (item(scene, node + ".name") == nullptr) return g.name + " has no name";
    const std::string said = text_of(scene, node + ".state");
    if (said.find("…") != std::string::npos) return g.name + " is " + said;
  }
  return "";
}

TEST(EveryPicture, OfTheTreeShowsEachUnderItsParent) {
  const std::vector<Room> rooms = rooms_of("tree");
  ASSERT_GT(rooms.size(), 20u);
  size_t edges = 0, arrows = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const state::State state = timeline.state(n);
      in_rooms(rooms, n, [&](const Room& room) {
        SceneOptions options;
        options.width = room.width, options.height = room.height;
        const Scene scene = tree_scene(english(), timeline.at(n), options);
        const std::string where =
            std::string(scenario->id) + ", step " + std::to_string(n) + ", " + room.name;
        EXPECT_EQ(found_wrong(scene), "") << where;
        EXPECT_EQ(missing_edges(scene, state), "") << where;
        if (!scene.items.empty()) {
          EXPECT_EQ(missing_nodes(scene, state), "") << where;
        }
        EXPECT_EQ(lines_over(scene, "tree.switch", "tree."), "") << where;
        arrows += static_cast<size_t>(item(scene, "tree.switch") != nullptr);
        if (room.width >= 180) {
          EXPECT_EQ(missing_states(scene, state), "") << where;
        }
        edges += static_cast<size_t>(count_of(scene, "tree.edge."));
      });
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(edges, 1000u);
  EXPECT_GT(arrows, 200u);
}

// --- the timeline

// Whoever switches, and whoever runs, has a lane: in the thread that tells something first, and in
// the others where there are as many lanes.
std::string missing_lanes(const Scene& scene, const state::State& state) {
  std::set<GreenletId> telling, all;
  for (const auto& [id, thread] : state.threads) {
    if (thread.ended) continue;
    for (auto* wanted : {&telling, &all}) {
      if (wanted == &telling && id != state.thread) continue;
      wanted->insert(thread.current);
      if (!thread.in_switch) continue;
      wanted->insert(thread.in_switch->origin);
      const GreenletId target = thread.in_switch->target;
      wanted->insert(target != 0 ? target : thread.in_switch->requested);
    }
  }
  telling.erase(0), all.erase(0);
  // A sheet says nothing of its timeline's part: there each has to have a lane.
  const size_t lanes = scene.part ? scene.part->lanes : all.size();
  if (scene.part && lanes < scene.part->all_lanes && item(scene, "timeline.lanes.bar") == nullptr &&
      item(scene, "timeline.shown") == nullptr) {
    return "lanes are missing, and not a word";
  }
  for (const GreenletId id : lanes >= all.size() ? all : telling) {
    if (lanes < telling.size()) break;
    if (item(scene, "timeline.lane." + std::to_string(id) + ".line") == nullptr) {
      return "no lane for " + std::to_string(id);
    }
  }
  return "";
}

// The same program that took other times: from a microsecond to 40 ms a step, long
// ones and short ones beside each other. What a machine happens to measure decides no test.
Timeline retimed(const Timeline& timeline, uint64_t seed) {
  std::mt19937_64 random(seed);
  Timeline retimed;
  uint64_t now = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    facts::Event event = timeline.event(n);
    now += random() % 16 == 0 ? 40'000'000 : uint64_t{1000} << random() % 13;
    event.time_ns = now;
    retimed.append(std::move(event));
  }
  return retimed;
}

TEST(EveryPicture, OfTheTimelineIsSoundWhateverTheTimes) {
  const std::vector<Room> rooms = rooms_of("timeline");
  const uint64_t seeds = std::getenv("GREENLENS_ALL_TESTS") != nullptr ? 100 : 12;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline measured = loaded(recording_of(*scenario));
    for (uint64_t seed = 1; seed <= seeds; ++seed) {
      const Timeline timeline = retimed(measured, seed);
      const uint64_t size = timeline.size();
      for (const uint64_t n : {size / 5, size / 2, size - 1, size}) {
        for (const Room& room : rooms) {
          SceneOptions options;
          options.width = room.width, options.height = room.height;
          const Scene scene =
              timeline_scene(english(), timeline, n, {.axis = scene::Axis::time}, options);
          EXPECT_EQ(found_wrong(scene), "")
              << scenario->id << ", seed " << seed << ", step " << n << ", " << room.name;
        }
      }
      if (HasFailure()) return;
    }
  }
}

TEST(EveryPicture, OfTheTimelineHasALaneForWhoeverTakesPart) {
  const std::vector<Room> rooms = rooms_of("timeline");
  ASSERT_GT(rooms.size(), 20u);
  size_t pictures = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const state::State state = timeline.state(n);
      in_rooms(rooms, n, [&](const Room& room) {
        SceneOptions options;
        options.width = room.width, options.height = room.height;
        const std::string where =
            std::string(scenario->id) + ", step " + std::to_string(n) + ", " + room.name;
        for (const scene::Axis axis : scene::kAxes) {
          const Scene scene = timeline_scene(english(), timeline, n, {.axis = axis}, options);
          EXPECT_EQ(found_wrong(scene), "") << where;
          if (n > 0 && count_of(scene, "timeline.lane.") > 0) {
            EXPECT_EQ(missing_lanes(scene, state), "") << where;
            ++pictures;
          }
        }
      });
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(pictures, 1000u);
}

// --- sheets

size_t source_rows_of(const Scene& scene) {
  size_t rows = 0;
  for (const Item& one : scene.items) {
    rows += one.id.starts_with("sheet.source.") && one.id.ends_with(".stands") ? 1 : 0;
  }
  return rows;
}

// On paper, as a slide and as a poster: the sentence, the stack, and a lane for whoever takes part.
TEST(EveryPicture, OfASheetHasWhatHappensAndWhereEverybodyStands) {
  constexpr std::pair<float, float> kSizes[] = {{scene::kSheetWidth, scene::kSheetHeight},
                                                {scene::kSlideWidth, scene::kSlideHeight},
                                                {scene::kSheetHeight, scene::kSheetWidth}};
  size_t standing = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    auto run = std::make_shared<scene::RunExtent>();
    run->follow(timeline, /*grows=*/false);
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const auto& [width, height] = kSizes[n % std::size(kSizes)];
      SceneOptions options;
      options.width = width, options.height = height;
      options.run = run;
      const Scene scene = sheet_scene(english(), timeline, n, {}, options);
      const std::string where = std::string(scenario->id) + ", step " + std::to_string(n) + ", " +
                                std::to_string(static_cast<int>(width)) + " px";
      EXPECT_EQ(found_wrong(scene), "") << where;
      EXPECT_GT(count_of(scene, "sheet.headline."), 0) << where;
      const bool has_stack =
          std::any_of(scene.items.begin(), scene.items.end(),
                      [](const Item& one) { return one.id.find("stack.") != std::string::npos; });
      EXPECT_TRUE(has_stack) << where;
      if (n > 0) {
        EXPECT_EQ(missing_lanes(scene, timeline.state(n)), "") << where;
      }
      standing += source_rows_of(scene);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(standing, 1000u);
}

}  // namespace
}  // namespace greenlens::testing
