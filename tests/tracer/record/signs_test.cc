// That everything in the pictures of every scenario can be pointed at and is explained.
#include "tracer/scene/legend/signs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "scenarios/scenario.h"
#include "tests/support/english.h"
#include "tests/tracer/record/recorded.h"
#include "tracer/scene/met.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/words/glossary.h"

namespace greenlens::record {
namespace {

using greenlens::testing::english;
using scene::Item;
using scene::Scene;

// Says itself what it is, or only guides the eye.
constexpr const char* kSayThemselves[] = {
    "stack.title",          "stack.heap_title", "stack.heap_empty",
    "stack.caption",        "stack.empty",      "edge",
    "tree.thread.",         "tree.empty",       "tree.above.",
    "timeline.phases",      "timeline.output",  "timeline.bytes",
    "timeline.shown",       "timeline.lane.",   "timeline.lanes.above",
    "timeline.lanes.below", "timeline.empty",   "timeline.scale"};

bool says_itself(const Item& item) {
  return std::any_of(std::begin(kSayThemselves), std::end(kSayThemselves),
                     [&](const char* id) { return item.id.find(id) != std::string::npos; });
}

// Whether it lies on something that is explained.
bool is_on_explained(const Scene& scene, const Item& item) {
  const auto* text = std::get_if<scene::Text>(&item.shape);
  if (text == nullptr) return false;
  const scene::Point middle{text->at.x + (text->align == scene::Align::left    ? 2.0f
                                          : text->align == scene::Align::right ? -2.0f
                                                                               : 0),
                            text->at.y - text->size / 3};
  return std::any_of(scene.items.begin(), scene.items.end(), [&](const Item& other) {
    return &other != &item && std::holds_alternative<scene::Rect>(other.shape) &&
           !other.tooltip.empty() && scene::is_met(other.shape, middle);
  });
}

void expect_explained(const Scene& scene, const std::string& where, std::set<scene::Sign>* seen) {
  static const words::Glossary glossary(english());
  for (const Item& item : scene.items) {
    const std::optional<scene::Sign> sign = scene::sign_of(item);
    const bool explained = !item.tooltip.empty();
    if (sign) {
      seen->insert(*sign);
      ASSERT_TRUE(explained) << where << ": " << item.id << " is a sign and says nothing";
      ASSERT_EQ(glossary.of(scene::term_of(item)).id, scene::term_of(item)) << item.id;
      continue;
    }
    ASSERT_TRUE(explained || says_itself(item) || is_on_explained(scene, item))
        << where << ": nothing is said of " << item.id;
    // What is filled is a sign: but for the bands that words stand on.
    const auto* rect = std::get_if<scene::Rect>(&item.shape);
    const bool bar = item.id.starts_with("timeline.lanes.");
    ASSERT_TRUE(rect == nullptr || bar) << where << ": " << item.id << " has no sign";
  }
}

TEST(Signs, EverythingInEveryPictureIsExplained) {
  std::set<scene::Sign> seen;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const store::Timeline trace = recorded_in_all_threads(scenario->file, scenario->run);
    auto run = std::make_shared<scene::RunExtent>();
    run->follow(trace, /*grows=*/false);
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      const state::Moment moment = trace.at(step);
      for (const facts::GreenletId selected : {0U, 2U}) {
        for (const float width : {320.0f, 900.0f}) {
          if (selected != 0 && width < 900) continue;
          scene::SceneOptions options;
          options.width = width;
          options.selected = selected;
          options.run = run;
          const std::string where = std::string(scenario->id) + " step " + std::to_string(step);
          expect_explained(scene::stack_scene(english(), moment, options), where, &seen);
          if (HasFatalFailure()) return;
          expect_explained(scene::tree_scene(english(), moment, options), where, &seen);
          if (HasFatalFailure()) return;
          options.height = 150;
          expect_explained(scene::timeline_scene(english(), trace, step, {}, options), where,
                           &seen);
          if (HasFatalFailure()) return;
        }
      }
    }
  }
  // All that an ordinary program can show has been seen; what is not stands here.
  const std::set<scene::Sign> elsewhere = {scene::Sign::ring,         scene::Sign::level,
                                           scene::Sign::later_level,  scene::Sign::switch_density,
                                           scene::Sign::byte_density, scene::Sign::marked,
                                           scene::Sign::fold,         scene::Sign::longest_run};
  for (const scene::SignRow& row : scene::signs()) {
    EXPECT_TRUE(seen.count(row.sign) == 1 || elsewhere.count(row.sign) == 1)
        << row.id << " is in no picture: is its rule right?";
  }
}

}  // namespace
}  // namespace greenlens::record
