// Which stacks a picture shows side by side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "tests/support/english.h"
#include "tracer/facts/event.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_panels.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/store/timeline.h"

namespace greenlens::scene {
namespace {

// `count` threads with a main greenlet each; thread n told last, its main has number 10 n.
state::State threads(facts::ThreadId count) {
  state::State state;
  for (facts::ThreadId n = 1; n <= count; ++n) {
    apply(&state, {0, n, 0, 0, facts::ThreadBegan{"", -0x10000, 0x100, 0x7000}});
    apply(&state, {0, n, 0, 0, facts::GreenletCreated{10 * n, "main"}});
    apply(&state, {0, n, 0, 0, facts::LineReached{10 * n, {}, -0x200}});
  }
  return state;
}

std::vector<facts::ThreadId> shown(const Panels& panels) {
  std::vector<facts::ThreadId> ids;
  for (const Panel& panel : panels.shown) ids.push_back(panel.thread->id);
  return ids;
}

TEST(StackPanels, AreAsManyAsHaveRoomAndFillTheWidth) {
  const state::State state = threads(3);
  for (const float width : {100.0f, 400.0f, 600.0f, 800.0f, 1600.0f}) {
    const Panels panels = stack_panels(state, {.width = width});
    EXPECT_EQ(panels.shown.size() + panels.left_out, 3u);
    float x = 0;
    for (const Panel& panel : panels.shown) {
      EXPECT_FLOAT_EQ(panel.x, x);
      x += panel.width;
    }
    EXPECT_NEAR(x, width, 0.1);
  }
  EXPECT_EQ(stack_panels(state, {.width = 1600}).left_out, 0u);
}

TEST(StackPanels, KeepTheOneThatToldLastAndThenTheSelectedOnes) {
  const state::State state = threads(4);
  EXPECT_THAT(shown(stack_panels(state, {.width = 300})), ::testing::ElementsAre(4));
  EXPECT_THAT(shown(stack_panels(state, {.width = 520})), ::testing::ElementsAre(1, 4));
  EXPECT_THAT(shown(stack_panels(state, {.width = 520, .selected = 30})),
              ::testing::ElementsAre(3, 4));
}

TEST(StackPanels, ShowOtherStacksBesideTheirThreadsOwn) {
  state::State state = threads(1);
  apply(&state, {0, 1, 0, 0,
                 facts::StackEntered{10, 1, facts::StackKind::separate, facts::kNull, 0x500800}});
  apply(&state, {0, 1, 0, 0, facts::LineReached{10, {}, 0x500000}});
  const Panels panels = stack_panels(state, {.width = 600});
  ASSERT_EQ(panels.shown.size(), 2u);
  EXPECT_EQ(panels.shown[1].stack->kind, facts::StackKind::separate);
  EXPECT_GT(panels.shown[0].width, panels.shown[1].width);
  // With room for one it is the one that is stood on.
  const Panels one = stack_panels(state, {.width = 300});
  ASSERT_EQ(one.shown.size(), 1u);
  EXPECT_EQ(one.shown[0].stack->id, 1u);
  EXPECT_EQ(one.left_out, 1u);
}

TEST(StackPanels, LeaveOutThreadsThatHaveEnded) {
  state::State state = threads(2);
  apply(&state, {0, 2, 0, 0, facts::ThreadEnded{}});
  EXPECT_THAT(shown(stack_panels(state, {.width = 1000})), ::testing::ElementsAre(1, 2))
      << "it has just told so";
  apply(&state, {0, 1, 0, 0, facts::Printed{10, "x"}});
  EXPECT_THAT(shown(stack_panels(state, {.width = 1000})), ::testing::ElementsAre(1));
}

// So that nothing moves when another thread begins or ends, or somebody goes to another stack.
TEST(StackPanels, KeepAPlaceForAllThatTheRecordingEverHasWhereThereIsRoom) {
  store::Timeline timeline;
  const auto tell = [&](facts::ThreadId thread, facts::Fact fact) {
    timeline.append({0, thread, 0, 0, std::move(fact)});
  };
  for (facts::ThreadId thread : {1u, 2u}) {
    tell(thread, facts::ThreadBegan{thread == 1 ? "" : "worker", -0x10000, 0x100, 0x7000});
    tell(thread, facts::GreenletCreated{thread * 10, "main"});
  }
  tell(1, facts::StackEntered{10, 1, facts::StackKind::separate, facts::kNull, 0x500800});
  tell(1, facts::LineReached{10, {}, 0x500000});
  tell(2, facts::ThreadEnded{});
  tell(1, facts::Printed{10, "x"});
  auto run = std::make_shared<RunExtent>();
  run->follow(timeline, /*grows=*/false);
  for (uint64_t n = 0; n <= timeline.size(); ++n) {
    SCOPED_TRACE(n);
    const state::State at = timeline.state(n);
    const Panels panels = stack_panels(at, {.width = 900, .run = run});
    ASSERT_EQ(panels.shown.size(), 3u);
    EXPECT_EQ(panels.left_out, 0u);
    EXPECT_THAT(shown(panels), ::testing::ElementsAre(1, 1, 2));
    EXPECT_EQ(panels.shown[0].is_there, n >= 1);
    EXPECT_EQ(panels.shown[1].is_there, n >= 5);
    EXPECT_EQ(panels.shown[2].is_there, n >= 3);
    EXPECT_EQ(panels.shown[1].stack->kind, facts::StackKind::separate);
    EXPECT_EQ(panels.shown[1].stack->high, 0x500800);
    EXPECT_EQ(panels.shown[2].thread->name, "worker");
    const Panels few = stack_panels(at, {.width = 600, .run = run});
    EXPECT_EQ(few.shown.size(), stack_panels(at, {.width = 600}).shown.size());
  }
  ASSERT_TRUE(run->other(1, 1));
  EXPECT_EQ(run->other(1, 1)->lowest, 0x500000);
  EXPECT_EQ(run->other(1, 0), nullptr);
  EXPECT_EQ(run->other(2, 1), nullptr);
}

TEST(StackPanels, OfNothingAreOneEmptyStack) { EXPECT_EQ(stack_panels({}, {}).shown.size(), 1u); }

TEST(StackScene, HasEachItemOnceWithSeveralThreadsAtAnySize) {
  state::Moment moment;
  moment.after = moment.before = threads(3);
  for (const float width : {120.0f, 300.0f, 520.0f, 800.0f, 1500.0f}) {
    for (const float height : {80.0f, 200.0f, 440.0f}) {
      SceneOptions options;
      options.width = width, options.height = height;
      for (const Scene& scene : {stack_scene(greenlens::testing::english(), moment, options),
                                 tree_scene(greenlens::testing::english(), moment, options)}) {
        std::map<std::string, int> ids;
        for (const Item& item : scene.items) EXPECT_EQ(++ids[item.id], 1) << item.id;
      }
    }
  }
}

TEST(StackScene, SaysWhoRunsOverEachPanel) {
  state::Moment moment;
  moment.after = moment.before = threads(2);
  SceneOptions options;
  options.width = 800;
  const Scene scene = stack_scene(greenlens::testing::english(), moment, options);
  std::vector<std::string> texts;
  for (const Item& item : scene.items) {
    if (const auto* text = std::get_if<Text>(&item.shape)) texts.push_back(text->text);
  }
  EXPECT_THAT(texts, ::testing::Contains("thread 1 · main runs"));
  EXPECT_THAT(texts, ::testing::Contains("thread 2 · main runs"));
}

}  // namespace
}  // namespace greenlens::scene
