// That everything in the pictures of every scenario can be pointed at and is explained.
#include "tracer/scene/legend/signs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/scenario.h"
#include "tests/support/english.h"
#include "tests/tracer/record/recorded.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/legend/legend_scene.h"
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
    const state::State end = trace.state(trace.size());
    ASSERT_GT(end.greenlets.size(), 1u);
    const facts::GreenletId second = std::next(end.greenlets.begin())->first;
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      const state::Moment moment = trace.at(step);
      for (const facts::GreenletId selected : {facts::GreenletId{0}, second}) {
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
  const std::set<scene::Sign> elsewhere = {
      scene::Sign::ring,           scene::Sign::level,        scene::Sign::later_level,
      scene::Sign::switch_density, scene::Sign::byte_density, scene::Sign::marked,
      scene::Sign::fold,           scene::Sign::longest_run,  scene::Sign::selected,
      scene::Sign::pointer,        scene::Sign::meant};  // where lines are told
  for (const scene::SignRow& row : scene::signs()) {
    EXPECT_TRUE(seen.count(row.sign) == 1 || elsewhere.count(row.sign) == 1)
        << row.id << " is in no picture: is its rule right?";
  }
}

// --- the legend
// What it shows: signs by their ids, and how rectangles look.
struct Shown {
  std::set<std::string> signs;
  std::set<std::pair<scene::Role, scene::Pattern>> looks;
};

void look_at(const scene::Rect& rect, Shown* shown) {
  shown->looks.insert({rect.fill.role, rect.pattern});
}

Shown in_pictures(const std::vector<const Scene*>& pictures) {
  Shown shown;
  for (const Scene* picture : pictures) {
    for (const Item& item : picture->items) {
      if (scene::has_ring(item)) shown.signs.insert(scene::row_of(scene::Sign::ring).id);
      const auto sign = scene::sign_of(item);
      if (!sign) continue;
      shown.signs.insert(scene::row_of(*sign).id);
      if (const auto* rect = std::get_if<scene::Rect>(&item.shape)) look_at(*rect, &shown);
    }
  }
  return shown;
}

// By the ids of its samples: "legend.<sign>.<part>".
Shown in_legend(const Scene& legend) {
  Shown shown;
  for (const Item& item : legend.items) {
    if (item.id.ends_with(".block")) continue;
    for (const scene::SignRow& row : scene::signs()) {
      const std::string begins = std::string("legend.") + row.id + '.';
      if (!item.id.starts_with(begins) || item.id.find(".text.") != std::string::npos) continue;
      shown.signs.insert(row.id);
      const auto* rect = std::get_if<scene::Rect>(&item.shape);
      if (rect != nullptr && row.sign != scene::Sign::ring) look_at(*rect, &shown);
    }
  }
  return shown;
}

void expect_good_picture(const Scene& scene, const std::string& where) {
  EXPECT_EQ(greenlens::testing::repeated_id(scene), "") << where;
  EXPECT_EQ(greenlens::testing::outside(scene), "") << where;
  EXPECT_EQ(greenlens::testing::overlapping_texts(scene), "") << where;
  EXPECT_EQ(greenlens::testing::missing_words(scene), "") << where;
}

TEST(Legend, ShowsTheSignsOfThePicturesAndNothingElse) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const store::Timeline trace = recorded_in_all_threads(scenario->file, scenario->run);
    auto run = std::make_shared<scene::RunExtent>();
    run->follow(trace, /*grows=*/false);
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      const state::Moment moment = trace.at(step);
      scene::SceneOptions options;
      options.width = 900;
      options.run = run;
      options.selected = step % 3 == 0 ? 2 : 0;
      const Scene stack = scene::stack_scene(english(), moment, options),
                  tree = scene::tree_scene(english(), moment, options);
      options.height = 170;
      const Scene timeline = scene::timeline_scene(english(), trace, step, {}, options);
      const std::vector<const Scene*> pictures = {&stack, &tree, &timeline};
      const std::string where = std::string(scenario->id) + " step " + std::to_string(step);
      const Shown wanted = in_pictures(pictures);
      for (const float width : {200.0f, 320.0f, 780.0f}) {
        options.width = width;
        const Scene legend = scene::legend_scene(english(), moment.after, pictures, options);
        const Shown shown = in_legend(legend);
        ASSERT_EQ(shown.signs, wanted.signs) << where;
        ASSERT_EQ(shown.looks, wanted.looks) << where;
        expect_good_picture(legend, where);
        if (HasFailure()) return;
      }
    }
  }
}

TEST(Legend, NamesTheGreenletsOfTheMoment) {
  const scenarios::Scenario* scenario = scenarios::find("test1_test2");
  ASSERT_NE(scenario, nullptr);
  const store::Timeline trace = recorded_in_all_threads(scenario->file, scenario->run);
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const facts::Event event = trace.event(step);
    const auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (saved == nullptr || saved->extent != facts::Extent::whole) continue;
    const state::Moment moment = trace.at(step);
    const Scene stack = scene::stack_scene(english(), moment, {});
    const auto parts = scene::legend_of(english(), moment.after, {&stack});
    ASSERT_EQ(parts.size(), 1u);
    std::set<std::string> words;
    for (const scene::LegendEntry& entry : parts[0].entries) words.insert(entry.words);
    EXPECT_EQ(words.count("copy in the heap, of the whole slice: gr2"), 1u);
    EXPECT_EQ(words.count("hatched: a copy of a part of the slice: main, gr1"), 1u);
    EXPECT_EQ(words.count("left behind on the stack, for nobody: gr2"), 1u);
    EXPECT_EQ(words.count("these bytes go to the heap"), 1u);
    EXPECT_EQ(words.count("changed at this step"), 1u);
    return;
  }
  FAIL() << "gr2's whole slice was never copied";
}

}  // namespace
}  // namespace greenlens::record
