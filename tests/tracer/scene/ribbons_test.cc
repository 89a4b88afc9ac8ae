// What joins a copy in the heap to the part of the stack that its bytes belong to.
#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/export/svg.h"
#include "tracer/scene/interpolate.h"
#include "tracer/scene/met.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using namespace scene;

Scene picture(const store::Timeline& timeline, uint64_t n, const SceneOptions& options = {}) {
  return stack_scene(words::Messages::of("en"), timeline.at(n), options);
}

// The ribbon of that greenlet; null: it has none.
const Ribbon* ribbon_of(const Scene& scene, facts::GreenletId id) {
  const Item* found = item(scene, "stack.ribbon." + std::to_string(id));
  return found == nullptr ? nullptr : &std::get<Ribbon>(found->shape);
}

facts::GreenletId moved_at(const store::Timeline& timeline, uint64_t n) {
  if (n == 0) return 0;
  const facts::Event event = timeline.event(n);
  if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) return saved->owner;
  if (const auto* restored = std::get_if<facts::SliceRestored>(&event.fact))
    return restored->target;
  return 0;
}

// How many there were.
size_t expect_ribbons(const store::Timeline& timeline, uint64_t n, const SceneOptions& options) {
  const Scene scene = picture(timeline, n, options);
  const Rect& column = std::get<Rect>(item(scene, "stack.in_place.1")->shape);
  size_t seen = 0;
  for (const auto& [id, greenlet] : timeline.state(n).greenlets) {
    const std::string where = greenlet.name + " at step " + std::to_string(n);
    const Ribbon* ribbon = ribbon_of(scene, id);
    if (greenlet.stack_saved == 0 || moved_at(timeline, n) == id) {
      EXPECT_EQ(ribbon, nullptr) << where;
      continue;
    }
    EXPECT_NE(ribbon, nullptr) << where;
    if (ribbon == nullptr) continue;
    ++seen;
    const Rect& copy = std::get<Rect>(item(scene, "stack.copy." + std::to_string(id))->shape);
    EXPECT_FLOAT_EQ(ribbon->right_top, copy.box.y) << where;
    EXPECT_FLOAT_EQ(ribbon->right_bottom, copy.box.bottom()) << where;
    EXPECT_NEAR(ribbon->left, column.box.right(), 7) << where;
    EXPECT_NEAR(ribbon->right, copy.box.x, 7) << where;
    EXPECT_EQ(ribbon->fill, (Style{Role::stale, id})) << where;
    // Its lower edge begins where the mark of its stack_start points to.
    const Item* mark = item(scene, "stack.mark.start." + std::to_string(id) + ".line");
    if (mark == nullptr) continue;
    const float points_at = std::get<Line>(mark->shape).points.front().y;
    EXPECT_NEAR(options.high_addresses_on_top ? ribbon->left_bottom : ribbon->left_top, points_at,
                0.01)
        << where;
  }
  return seen;
}

TEST(Ribbons, JoinEachCopyToItsHomeExceptWhileItsBytesMove) {
  const store::Timeline timeline = sample_timeline();
  size_t seen = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    if (item(picture(timeline, n), "stack.in_place.1") == nullptr) continue;
    seen += expect_ribbons(timeline, n, {});
    seen += expect_ribbons(timeline, n, {.high_addresses_on_top = false});
  }
  EXPECT_GT(seen, 40u);
}

TEST(Ribbons, OfManyAreThoseThatTheStepOrTheReaderIsAbout) {
  const store::Timeline timeline = random_timeline({7, 40, 160, 600});
  size_t about = 0, few = 0;
  for (uint64_t n = 1; n <= timeline.size(); n += 13) {
    const state::State& state = timeline.state(n);
    size_t copies = 0;
    for (const auto& [id, greenlet] : state.greenlets) copies += greenlet.stack_saved > 0;
    const Scene scene = picture(timeline, n, {.selected = 5});
    const auto& in_switch = told_by(state).in_switch;
    for (const auto& [id, greenlet] : state.greenlets) {
      if (ribbon_of(scene, id) == nullptr) continue;
      const bool takes_part = in_switch && (in_switch->origin == id || in_switch->target == id);
      if (copies > 8) {
        EXPECT_TRUE(id == 5 || takes_part) << greenlet.name << " at step " << n;
        ++about;
      } else {
        ++few;
      }
    }
  }
  EXPECT_GT(about, 10u);
  EXPECT_GT(few, 0u);
}

// Aside of an edge, but never past each other: else their lines would cross.
TEST(Ribbons, LeaveTheMarksInTheOrderOfTheirAddresses) {
  size_t pairs = 0;
  for (const uint32_t seed : {3u, 7u, 9u}) {
    const store::Timeline timeline = random_timeline({seed, 4, 60, 600});
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const Scene scene = picture(timeline, n);
      std::vector<std::pair<float, float>> lines;  // where they point, and where the mark stands
      for (const Item& one : scene.items) {
        const auto* line = std::get_if<Line>(&one.shape);
        if (line == nullptr || !one.id.starts_with("stack.mark.")) continue;
        lines.emplace_back(line->points.front().y, line->points.back().y);
      }
      for (const auto& a : lines) {
        for (const auto& b : lines) {
          if (a.first >= b.first) continue;
          EXPECT_LT(a.second, b.second) << "step " << n << ", seed " << seed;
          ++pairs;
        }
      }
    }
  }
  EXPECT_GT(pairs, 500u);
}

TEST(Ribbons, AreMetBetweenTheirEdges) {
  Ribbon ribbon;
  ribbon.left = 0, ribbon.right = 100;
  ribbon.left_top = 0, ribbon.left_bottom = 10, ribbon.right_top = 50, ribbon.right_bottom = 80;
  EXPECT_TRUE(is_met(ribbon, {1, 5}));
  EXPECT_FALSE(is_met(ribbon, {1, 30}));
  EXPECT_TRUE(is_met(ribbon, {50, 26}));
  EXPECT_FALSE(is_met(ribbon, {50, 24}));
  EXPECT_FALSE(is_met(ribbon, {50, 46}));
  EXPECT_TRUE(is_met(ribbon, {99, 70}));
  EXPECT_FALSE(is_met(ribbon, {101, 70}));
}

TEST(Ribbons, MoveWithTheirEnds) {
  Scene a, b;
  Ribbon ribbon;
  ribbon.left_top = 10, ribbon.right_bottom = 40;
  a.items = {{"ribbon", "", 0, 0, ribbon}};
  ribbon.left_top = 30, ribbon.right_bottom = 80;
  b.items = {{"ribbon", "", 0, 0, ribbon}};
  const Scene half = interpolate(a, b, 0.5f);
  EXPECT_FLOAT_EQ(std::get<Ribbon>(half.items[0].shape).left_top, 20);
  EXPECT_FLOAT_EQ(std::get<Ribbon>(half.items[0].shape).right_bottom, 60);
}

TEST(Ribbons, AreFillsAndWhereThatIsNotEnoughHaveEdges) {
  Scene scene;
  Ribbon ribbon;
  ribbon.left = 1, ribbon.right = 9, ribbon.left_bottom = 4, ribbon.right_top = 2;
  ribbon.right_bottom = 6, ribbon.fill = {Role::stale, 2};
  scene.items = {{"ribbon", "", 0, 0, ribbon}};
  const std::string shape = "<path d=\"M1 0 L9 2 L9 6 L1 4 z\"";
  const std::string edges = "<path d=\"M1 0 L9 2 M9 6 L1 4\"";
  for (const Theme theme : kThemes) {
    const std::string svg = exports::to_svg(scene, theme);
    EXPECT_EQ(svg.find(shape) != std::string::npos, theme != Theme::mono) << theme_name(theme);
    EXPECT_EQ(svg.find(edges) != std::string::npos,
              theme == Theme::mono || theme == Theme::contrast)
        << theme_name(theme);
  }
}

}  // namespace
}  // namespace greenlens::testing
