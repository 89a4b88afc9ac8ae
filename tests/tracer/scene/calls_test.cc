// An interpreter's frames beside the slices: who is where is what the state says, and nothing jumps
// or lies over anything else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/parked_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/scene_checks.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

scene::SceneOptions room(const store::Trace& trace, float width, float height) {
  scene::SceneOptions options;
  options.width = width, options.height = height;
  auto run = std::make_shared<scene::RunExtent>();
  run->follow(trace, false);
  options.run = std::move(run);
  return options;
}

scene::Scene at_end(const store::Trace& trace, const scene::SceneOptions& options) {
  return stack_scene(english(), trace.at(trace.size() - 1), options);
}

TEST(Calls, EachCardSaysWhereItsGreenletIs) {
  const store::Timeline timeline = parked_timeline(3);
  const scene::Scene scene = at_end(timeline, room(timeline, 1200, 700));
  const state::State state = timeline.state(timeline.size() - 1);
  for (const facts::GreenletId id : {3u, 4u, 5u, 6u}) {
    const std::string card = "stack.calls." + std::to_string(id);
    ASSERT_NE(item(scene, card), nullptr) << id;
    for (const state::InterpreterFrameState* frame : frame_chain(state, state.greenlets.at(id))) {
      const std::string line = card + '.' + std::to_string(frame->id);
      EXPECT_EQ(text_of(scene, line), frame->at.function);
      EXPECT_THAT(text_of(scene, line + ".place"), HasSubstr(":" + std::to_string(frame->at.line)));
    }
    EXPECT_THAT(text_of(scene, card + ".wait"), StartsWith("waits for ")) << id;
  }
  EXPECT_EQ(text_of(scene, "stack.calls.6.wait"), "waits for a lock");
}

TEST(Calls, WhoWasCalledLastIsWhereTheSliceEnds) {
  const store::Timeline timeline = parked_timeline(1);
  scene::SceneOptions options = room(timeline, 1200, 700);
  for (const bool up : {true, false}) {
    options.high_addresses_on_top = up;
    const scene::Scene scene = at_end(timeline, options);
    const auto y = [&](const char* id) {
      return std::get<scene::Text>(item(scene, id)->shape).at.y;
    };
    EXPECT_EQ(y("stack.calls.3.1") < y("stack.calls.3.2"), up) << "the caller stands above";
  }
}

TEST(Calls, WithLittleRoomTheInnermostStays) {
  const store::Timeline timeline = parked_timeline(2);
  for (float height = 320; height <= 900; height += 20) {
    for (const float width : {500.f, 640.f, 800.f, 1000.f, 1400.f, 1900.f}) {
      const scene::Scene scene = at_end(timeline, room(timeline, width, height));
      EXPECT_EQ(overlapping_texts(scene), "") << width << "x" << height;
      EXPECT_EQ(outside(scene), "") << width << "x" << height;
      EXPECT_EQ(repeated_id(scene), "") << width << "x" << height;
      if (item(scene, "stack.calls.3") == nullptr) continue;
      EXPECT_NE(item(scene, "stack.calls.3.2"), nullptr) << width << "x" << height;
    }
  }
}

TEST(Calls, ManyHaveNoRoomAndNothingIsWrong) {
  const store::Timeline timeline = parked_timeline(300);
  for (const float height : {400.f, 800.f}) {
    const scene::Scene scene = at_end(timeline, room(timeline, 1400, height));
    EXPECT_EQ(overlapping_texts(scene), "");
    EXPECT_EQ(outside(scene), "");
  }
}

TEST(Calls, ProgramsThatTellOfEachCallThemselvesKeepTheirPicture) {
  const store::Timeline timeline = sample_timeline();
  const scene::Scene scene = at_end(timeline, room(timeline, 1400, 700));
  EXPECT_EQ(item(scene, "stack.calls_title"), nullptr);
}

TEST(Calls, TheColumnIsThereFromTheFirstStepOn) {
  const store::Timeline timeline = parked_timeline(2);
  const scene::SceneOptions options = room(timeline, 1300, 700);
  const auto column = [&](uint64_t step) {
    const scene::Scene scene = stack_scene(english(), timeline.at(step), options);
    const scene::Item* title = item(scene, "stack.heap_title");
    return title != nullptr ? std::get<scene::Text>(title->shape).at.x : -1;
  };
  for (uint64_t step = 2; step <= timeline.size(); ++step) EXPECT_EQ(column(step), column(1));
}

// Frames of C of the interpreter, as they are unwound.
facts::CFrame c_frame(const std::string& function, facts::Address low, facts::Address high) {
  facts::CFrame frame;
  frame.function = function;
  frame.low = low, frame.high = high;
  return frame;
}

TEST(Calls, AnOpenedSliceHasThemUnderTheFunctionThatRunsThem) {
  ParkedProgram program;
  const facts::GreenletId one = program.spawn("one", 5);
  program.go(ParkedProgram::kHub), program.go(one);
  std::vector<facts::SeenFrame> frames = {seen_frame(1, "app.py", "outer", 10, "inner()"),
                                          seen_frame(2, "app.py", "inner", 11, "next(g)"),
                                          seen_frame(3, "app.py", "generator", 12, "park()")};
  frames[1].is_entry = false;  // the same function of C runs it
  program.tell(facts::FramesSeen{one, 0, frames});
  program.tell(facts::LineReached{
      one,
      {"app.py", "generator", 12},
      -0x3e0,
      {c_frame("park", -0x3e0, -0x3a0), c_frame("_PyEval_EvalFrameDefault", -0x3a0, -0x340),
       c_frame("", -0x340, -0x320), c_frame("PyObject_Call", -0x320, -0x300),
       c_frame("_PyEval_EvalFrameDefault", -0x300, -0x240),
       c_frame("arch_enter", -0x240, -0x200)}});
  const store::Timeline& timeline = program.timeline();
  scene::SceneOptions options = room(timeline, 1300, 700);
  options.selected = one;
  const scene::Scene scene = stack_scene(english(), timeline.at(timeline.size()), options);
  const auto y = [&](const std::string& id) {
    const scene::Item* found = item(scene, "stack.opened.3" + id);
    return found != nullptr ? std::get<scene::Text>(found->shape).at.y : -1;
  };
  ASSERT_GT(y(".call.1"), 0);
  // Outermost on top, and each in the function of C that runs it.
  std::vector<float> order;
  std::vector<std::string> words;
  for (const scene::Item& one_item : scene.items) {
    const auto* text = std::get_if<scene::Text>(&one_item.shape);
    if (text == nullptr || !one_item.id.starts_with("stack.opened.3.")) continue;
    if (!one_item.id.ends_with(".text") && one_item.id.find(".call.") == std::string::npos)
      continue;
    if (one_item.id.ends_with(".place")) continue;
    words.push_back(text->text.substr(0, text->text.find(' ')));
    order.push_back(text->at.y);
  }
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(words,
            (std::vector<std::string>{"arch_enter", "_PyEval_EvalFrameDefault", "outer", "inner",
                                      "2", "_PyEval_EvalFrameDefault", "generator", "park"}));
  EXPECT_EQ(item(scene, "stack.calls_title"), nullptr) << "there is one or the other";
}

}  // namespace
}  // namespace greenlens::testing
