// What must hold for the trace of every scenario, as its recording really is.
#include <gtest/gtest.h>

#include <map>

#include "assets/assets.h"
#include "engine/cpp/greenlet.h"
#include "scenarios/scenario.h"
#include "tests/support/first_thread.h"
#include "tests/support/said.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/export/svg.h"
#include "tracer/record/recorder.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/store/cut.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"
#include "tracer/words/narration.h"

namespace greenlens::record {
namespace {

using state::State;
using store::Timeline;

std::string recording_of(const scenarios::Scenario& scenario) {
  std::string bytes;
  RecorderOptions options;
  options.stack_base = __builtin_frame_address(0);
  options.program = {scenario.id, scenario.title, scenario.teaches, scenario.file,
                     std::string(assets::text(scenario.file))};
  options.sink = [&](std::string_view more) { return bytes.append(more), true; };
  Recorder recorder(std::move(options));
  engine::set_output(-1);
  engine::set_observer(recorder.observer());
  engine::set_watch(recorder.watch());
  scenario.run(
      [](void*) {
        engine::set_watch(nullptr);
        engine::set_observer(nullptr);
      },
      nullptr);
  engine::set_output(1);
  recorder.finish(facts::End::returned, "");
  return bytes;
}

Timeline loaded(const std::string& bytes) {
  Timeline timeline;
  store::TraceReader reader;
  reader.feed(bytes, &timeline);
  EXPECT_TRUE(reader.complete()) << said(reader.fault());
  return timeline;
}

TEST(EveryScenario, LoadsFromEveryPrefixOfItsTrace) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const std::string bytes = recording_of(*scenario);
    const Timeline whole = loaded(bytes);
    // One reader that is fed byte by byte passes through every prefix.
    store::TraceReader reader(scenario->id);
    Timeline growing;
    uint64_t seen = 0;
    for (size_t n = 0; n < bytes.size(); ++n) {
      EXPECT_FALSE(reader.complete());
      EXPECT_TRUE(reader.missing());
      ASSERT_TRUE(reader.feed(std::string_view(bytes).substr(n, 1), &growing))
          << said(reader.fault());
      for (; seen < growing.size(); ++seen) {
        ASSERT_TRUE(state::same_state(growing.state(seen + 1), whole.state(seen + 1)));
      }
    }
    EXPECT_TRUE(reader.complete());
    EXPECT_EQ(seen, whole.size());
  }
}

TEST(EveryScenario, AnswersFromItsFileAsFromMemory) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    SCOPED_TRACE(scenario->id);
    const std::string bytes = recording_of(*scenario);
    const auto trace = store::FileTrace::open(store::bytes_in_memory(bytes), scenario->id);
    ASSERT_TRUE(trace);
    greenlens::testing::expect_same_trace(**trace, loaded(bytes));
    EXPECT_FALSE((*trace)->fault()) << said((*trace)->fault());
  }
}

TEST(EveryScenario, IsInEachOfItsPartsAsInTheWhole) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    SCOPED_TRACE(scenario->id);
    const auto open = [&](std::string bytes) {
      store::OpenOptions options;
      options.believe_writer = false;
      auto trace = store::FileTrace::open(store::bytes_in_memory(std::move(bytes)), "x", options);
      EXPECT_TRUE(trace) << said(trace.fault());
      return std::move(*trace);
    };
    const auto whole = open(recording_of(*scenario));
    const uint64_t size = whole->size();
    for (const auto& [from, to] : {std::pair(uint64_t{0}, size),
                                   {size / 3, size - size / 4},
                                   {size / 2 + 1, size},
                                   {size - 1, size}}) {
      std::string bytes;
      store::cut(*whole, from, to, [&](std::string_view more) { return bytes.append(more), true; });
      const auto part = open(bytes);
      greenlens::testing::expect_same_part(*part, *whole, from, to);
      EXPECT_FALSE(part->fault()) << said(part->fault());
      if (HasFatalFailure()) return;
    }
  }
}

TEST(EveryScenario, HasTheSameStateFromAKeyframeAsFromTheBeginning) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    State from_start;
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      state::apply(&from_start, timeline.event(n));
      const facts::Result<State> decoded = state::decode_state(state::encode_state(from_start));
      ASSERT_TRUE(decoded) << said(decoded.fault());
      ASSERT_TRUE(state::same_state(*decoded, from_start)) << scenario->id << " " << n;
    }
    // Backwards, in any order: still the same.
    for (uint64_t n = timeline.size(); n > 0; n -= std::min<uint64_t>(n, 7)) {
      State again;
      for (uint64_t i = 1; i <= n; ++i) state::apply(&again, timeline.event(i));
      ASSERT_TRUE(state::same_state(timeline.state(n), again)) << scenario->id << " " << n;
    }
  }
}

TEST(EveryScenario, KeepsItsBooksAtEveryStep) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const State& state = timeline.state(n);
      for (const auto& [id, greenlet] : state.greenlets) {
        EXPECT_EQ(greenlet.copy ? greenlet.copy->size() : 0, greenlet.stack_saved);
        bool switching = greenlens::testing::first_thread(state).in_switch.has_value();
        if (id == greenlens::testing::first_thread(state).current && !switching) {
          EXPECT_EQ(greenlet.stack_saved, 0u) << n;
        }
      }
      // Ranges lie below one another without gaps.
      facts::Address high = 0;
      for (const state::StackRange& range : greenlens::testing::ranges_of(state)) {
        EXPECT_EQ(range.high, high) << scenario->id << " " << n;
        EXPECT_LT(range.low, range.high);
        high = range.low;
      }
    }
  }
}

TEST(EveryScenario, HasASentenceAndPicturesForEveryStep) {
  const auto& messages = words::Messages::of("en");
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const state::Moment moment = timeline.at(n);
      const auto words = words::narrate(messages, moment);
      EXPECT_FALSE(words.headline.empty());
      EXPECT_EQ((words.headline + words.detail).find_first_of("{}«»"), std::string::npos)
          << words.headline << words.detail;
      scene::SceneOptions options;
      for (const scene::Scene& scene :
           {scene::stack_scene(messages, moment, options),
            scene::tree_scene(messages, moment, options),
            scene::timeline_scene(messages, timeline, n, {}, options)}) {
        std::map<std::string, int> ids;
        for (const scene::Item& item : scene.items) EXPECT_EQ(++ids[item.id], 1) << item.id;
        EXPECT_NE(exports::to_svg(scene, scene::Theme::light).find("</svg>"), std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::record
