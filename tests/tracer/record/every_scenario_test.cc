// What must hold for the trace of every scenario, as its recording really is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "scenarios/scenario.h"
#include "tests/support/first_thread.h"
#include "tests/support/said.h"
#include "tests/tracer/record/recording_of.h"
#include "tests/tracer/store/same_trace.h"
#include "tests/tracer/store/statistics_checks.h"
#include "tracer/cpus/atlas.h"
#include "tracer/export/state_json.h"
#include "tracer/export/svg.h"
#include "tracer/facts/address.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/text_width.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"
#include "tracer/state/footprint.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/store/cut.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"
#include "tracer/words/narration.h"
#include "tracer/words/opened_slice.h"

namespace greenlens::record {
namespace {

using facts::Event;
using greenlens::testing::loaded;
using greenlens::testing::recording_of;
using state::State;
using store::Timeline;

// What a reader tells who has seen it: who begins, which bytes move, what is printed, who dies.
TEST(Story, OfTest1AndTest2HasFifteenSteps) {
  const Timeline trace = loaded(recording_of(*scenarios::find("test1_test2")));
  std::vector<std::string> told;
  for (uint64_t k = 1; k <= trace.count(facts::Grain::story); ++k) {
    const facts::Event event = trace.event(trace.stop(facts::Grain::story, k));
    told.push_back(facts::fact_name(event.fact));
    const state::State state = trace.state(trace.stop(facts::Grain::story, k));
    if (facts::subject(event.fact) != 0) {
      told.back() += " " + state::name_of(state, facts::subject(event.fact));
    }
  }
  EXPECT_THAT(told, ::testing::ElementsAre(
                        "slice_saved main", "body_entered gr1", "printed gr1", "slice_saved gr1",
                        "body_entered gr2", "printed gr2", "slice_saved gr2", "slice_restored gr1",
                        "printed gr1", "greenlet_finished gr1", "slice_restored main",
                        "printed main", "printed main", "printed main", "program_finished"));
}

// A story has no address, whatever happens, and something is said at each of its steps.
TEST(EveryScenario, IsToldAsAStoryWithoutAddresses) {
  const auto& story = words::Messages::of("en", words::Level::story);
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline trace = loaded(recording_of(*scenario));
    EXPECT_GT(trace.count(facts::Grain::story), 1u) << scenario->id;
    EXPECT_LT(trace.count(facts::Grain::story), trace.count(facts::Grain::phase)) << scenario->id;
    for (uint64_t step = 0; step <= trace.size(); ++step) {
      const words::Narration told = words::narrate(story, trace.at(step));
      EXPECT_NE(told.headline, "") << scenario->id << " " << step;
      EXPECT_EQ(told.headline.find("0x"), std::string::npos)
          << scenario->id << ": " << told.headline;
      EXPECT_EQ(told.detail.find("0x"), std::string::npos) << scenario->id << ": " << told.detail;
    }
  }
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

// Wherever a program tells of itself it is known how far its stack reaches: so a stack grows with
// each call, and not all at once when somebody switches.
// The atlas has them from the same source by another way: the listing of an object.
TEST(EveryScenario, HasTheLineOfEachInstructionOfItsSwitch) {
  const Timeline trace = loaded(recording_of(*scenarios::catalog().front()));
  const store::TraceInfo& info = trace.info();
  const cpus::Cpu* cpu = cpus::find(info.arch.name);
  ASSERT_NE(cpu, nullptr);
  ASSERT_EQ(info.code_lines.size(), cpu->code.size());
  for (size_t i = 0; i < cpu->code.size(); ++i) {
    EXPECT_EQ(info.code_lines[i].line, cpu->code[i].line) << cpu->code[i].text;
    EXPECT_EQ(info.sources.at(info.code_lines[i].source).file, cpu->source);
    EXPECT_EQ(info.code_lines[i].offset, info.arch.code[i].offset);
  }
}

TEST(EveryScenario, KnowsTheStackPointerAtEveryCallAndLine) {
  size_t calls = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    SCOPED_TRACE(scenario->id);
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const facts::Event event = timeline.event(n);
      facts::Address sp = facts::kNull;
      if (const auto* line = std::get_if<facts::LineReached>(&event.fact)) sp = line->sp;
      if (const auto* pushed = std::get_if<facts::FramePushed>(&event.fact)) sp = pushed->sp;
      if (const auto* popped = std::get_if<facts::FramePopped>(&event.fact)) sp = popped->sp;
      if (sp == facts::kNull) continue;
      ASSERT_TRUE(facts::is_stack_address(sp)) << n;
      const state::State after = timeline.state(n);
      const state::Thread& thread = thread_in(after, event.thread);
      const state::Stack& stack =
          thread.stack == 0 ? thread.own_stack : after.stacks.find(thread.stack)->second;
      EXPECT_EQ(stack.sp, sp) << n;
      ++calls;
    }
  }
  EXPECT_GT(calls, 300u);
}

TEST(EveryScenario, ADeepStackGrowsWithEachCall) {
  const scenarios::Scenario* scenario = scenarios::find("deep_recursion");
  ASSERT_NE(scenario, nullptr);
  const Timeline timeline = loaded(recording_of(*scenario));
  // By greenlet: where its calls of the same function stood, on the way in and on the way out.
  std::map<facts::GreenletId, std::vector<facts::Address>> in, out;
  std::map<facts::FrameId, facts::Address> frames;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (const auto* pushed = std::get_if<facts::FramePushed>(&event.fact)) {
      frames[pushed->frame] = pushed->sp;
      if (pushed->at.function.find("descend") == std::string::npos) continue;
      in[pushed->greenlet].push_back(pushed->sp);
      const state::State after = timeline.state(n);
      const auto in_place = state::in_place(after, *state::find(after, pushed->greenlet));
      EXPECT_EQ(in_place.low, pushed->sp) << n;
    }
    if (const auto* popped = std::get_if<facts::FramePopped>(&event.fact)) {
      EXPECT_EQ(popped->sp, frames[popped->frame]) << "it goes from where it was";
      out[popped->greenlet].push_back(popped->sp);
    }
  }
  std::vector<size_t> depths;
  for (const auto& [id, calls] : in) {
    depths.push_back(calls.size());
    for (size_t i = 2; i < calls.size(); ++i) {
      EXPECT_LT(calls[i], calls[i - 1]);
      EXPECT_EQ(calls[i - 1] - calls[i], calls[1] - calls[2]) << "each call as large as the other";
    }
    EXPECT_TRUE(std::is_sorted(out[id].begin(), out[id].end()));
  }
  EXPECT_THAT(depths, ::testing::UnorderedElementsAre(3u, 31u));
}

TEST(EveryScenario, HasNumbersThatAddUp) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    SCOPED_TRACE(scenario->id);
    const std::string bytes = recording_of(*scenario);
    const Timeline timeline = loaded(bytes);
    greenlens::testing::expect_statistics_add_up(timeline);
    const auto file = store::FileTrace::open(store::bytes_in_memory(bytes), scenario->id);
    ASSERT_TRUE(file);
    EXPECT_EQ(greenlens::testing::numbers_of(*store::count_steps(**file, 0, (*file)->size())),
              greenlens::testing::numbers_of(*store::count_steps(timeline, 0, timeline.size())));
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

// The words of a copy, read as this CPU's, are what the unwinder had read on the stack: registers
// have the same values, and return addresses lie as far into their module as its frames' code.
TEST(EveryScenario, WordsInACopyAreThoseThatTheUnwinderRead) {
  const words::Messages& messages = words::Messages::of("en");
  size_t registers = 0, returns = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    const words::Machine machine = words::machine_of(timeline.info());
    std::map<std::string, uint64_t> loaded_at;
    for (uint64_t n = 0; n <= timeline.size(); ++n) {
      const State state = timeline.state(n);
      for (const auto& [id, g] : state.greenlets) {
        if (!frames_hold(state, g) || g.stack_saved == 0) continue;
        std::map<facts::Address, uint64_t> read;
        std::map<facts::Address, const facts::CFrame*> callers;
        for (size_t i = 0; i < g.frames->size(); ++i) {
          for (const auto& saved : (*g.frames)[i].saved) read[saved.at] = saved.value;
          if (i + 1 < g.frames->size())
            callers[(*g.frames)[i].return_address_at] = &(*g.frames)[i + 1];
        }
        for (const words::OpenedFrame& frame :
             opened_slice(messages, state, g, machine, words::ListedWords::all)) {
          for (const words::SliceWord& word : frame.words) {
            if (!word.in_heap || !word.value) continue;
            if (word.kind == words::WordKind::saved_register && read.contains(word.at)) {
              EXPECT_EQ(*word.value, read[word.at]) << scenario->id << n << word.meaning;
              ++registers;
            }
            const auto caller = callers.find(word.at);
            if (word.kind != words::WordKind::return_address || caller == callers.end()) continue;
            if (caller->second->module.empty()) continue;
            const uint64_t base = *word.value - caller->second->code_offset;
            EXPECT_EQ(loaded_at.try_emplace(caller->second->module, base).first->second, base)
                << scenario->id << n << word.meaning;
            ++returns;
          }
        }
      }
    }
  }
  EXPECT_GT(registers, 1000u);
  EXPECT_GT(returns, 1000u);
}

// Who runs and has reached a line stands in the function of that line.
TEST(EveryScenario, FramesAreKnownAtEachLine) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const Event event = timeline.event(n);
      const auto* line = std::get_if<facts::LineReached>(&event.fact);
      if (line == nullptr) continue;
      const State state = timeline.state(n);
      const state::Thread& thread = thread_in(state, event.thread);
      const state::GreenletState& g = state.greenlets.at(line->greenlet);
      if (thread.stack != 0) continue;  // another stack has frames of its own
      ASSERT_TRUE(frames_hold(state, g)) << scenario->id << n;
      const facts::CFrame& frame = g.frames->front();
      EXPECT_LE(frame.low, line->sp);
      EXPECT_GT(frame.high, line->sp);
      EXPECT_EQ(g.frames->back().high, state::slice_end(g)) << scenario->id << n;
    }
  }
}

// The opened slice stands beside the rest, in its place, and nothing is there twice.
TEST(EveryScenario, OpensEachSliceWithinThePicture) {
  const words::Messages& messages = words::Messages::of("en");
  size_t opened = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    const uint64_t stride = std::max<uint64_t>(1, timeline.size() / 60);
    for (uint64_t n = 0; n <= timeline.size(); n += stride) {
      const state::Moment moment = timeline.at(n);
      for (const auto& [id, g] : moment.after.greenlets) {
        if (id > 4) break;
        for (const bool up : {true, false}) {
          scene::SceneOptions options;
          options.width = up ? 1200 : 880, options.height = up ? 560 : 330;
          options.selected = id, options.high_addresses_on_top = up;
          options.machine = words::machine_of(timeline.info());
          const scene::Scene scene = scene::stack_scene(messages, moment, options);
          std::map<std::string, int> ids;
          for (const scene::Item& each : scene.items) {
            EXPECT_EQ(++ids[each.id], 1) << each.id << scenario->id << n;
            if (!each.id.starts_with("stack.opened")) continue;
            ++opened;
            if (const auto* text = std::get_if<scene::Text>(&each.shape)) {
              const float width = scene::text_width(text->text, text->size, text->face);
              const float left = text->align == scene::Align::left    ? text->at.x
                                 : text->align == scene::Align::right ? text->at.x - width
                                                                      : text->at.x - width / 2;
              EXPECT_GE(left, options.width - 440) << each.id;
              EXPECT_LE(left + width, options.width + 0.5f) << each.id << text->text;
              EXPECT_LE(text->at.y, options.height) << each.id;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(opened, 1000u);
}

const scene::Item* item(const scene::Scene& scene, const std::string& id) {
  for (const scene::Item& each : scene.items) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

// Where a mark's line meets the column.
float level_of(const scene::Item& line, bool first) {
  const auto& points = std::get<scene::Line>(line.shape).points;
  return first ? points.front().y : points.back().y;
}

// One stack of a picture: what the ids of its items begin with, and what the JSON says of it.
struct ShownStack {
  const state::Thread& thread;
  const state::Stack& stack;
  std::string prefix;
  const facts::Json& json;
};

// Where the edges of its blocks are.
std::map<facts::Address, float> levels_of(const scene::Scene& scene, const ShownStack& shown,
                                          const State& state) {
  std::map<facts::Address, float> levels;
  std::map<std::string, int> seen;
  for (const state::StackRange& range : stack_ranges(state, shown.stack)) {
    if (range.occupancy == state::Occupancy::unused) continue;
    const bool here = range.occupancy == state::Occupancy::in_place;
    std::string id = shown.prefix + (here ? "stack.in_place." : "stack.stale.");
    id += std::to_string(range.owner);
    if (const int number = ++seen[id]; number > 1) id += "." + std::to_string(number);
    const scene::Item* block = item(scene, id);
    EXPECT_NE(block, nullptr) << id;
    if (block == nullptr) continue;
    const scene::Box& box = std::get<scene::Rect>(block->shape).box;
    levels[range.high] = box.y, levels[range.low] = box.bottom();
  }
  return levels;
}

void expect_true_sp(const scene::Scene& scene, const ShownStack& shown,
                    const std::map<facts::Address, float>& levels) {
  const facts::Json& sp = shown.json["sp"];
  const scene::Item* pointer = item(scene, shown.prefix + "stack.sp");
  // A thread has one sp, on the stack that it stands on.
  const bool stands_here = shown.thread.stack == shown.stack.id;
  ASSERT_EQ(pointer != nullptr, stands_here && !sp.is_null()) << shown.prefix;
  if (pointer == nullptr) return;
  const auto address = sp.get<facts::Address>();
  const bool own = shown.stack.kind == facts::StackKind::thread;
  EXPECT_EQ(std::get<scene::Text>(pointer->shape).text,
            "sp " + facts::format_address(own ? address : address - shown.stack.high));
  if (const auto at = levels.find(address); at != levels.end()) {
    EXPECT_NEAR(level_of(*item(scene, shown.prefix + "stack.sp.line"), false), at->second, 0.6f);
  }
}

void expect_true_ends(const scene::Scene& scene, const std::string& prefix,
                      const facts::Json& greenlet, const facts::Json& sp,
                      const std::map<facts::Address, float>& levels) {
  const auto who = greenlet["id"].get<facts::GreenletId>();
  for (const auto& [field, part] : {std::pair{"stack_stop", "stop"}, {"stack_start", "start"}}) {
    const std::string id = prefix + "stack.mark." + part + "." + std::to_string(who);
    const scene::Item* mark = item(scene, id);
    if (mark == nullptr) continue;
    ASSERT_TRUE(greenlet[field].is_number()) << id;
    const auto address = greenlet[field].get<facts::Address>();
    EXPECT_NE(mark->tooltip.find(facts::format_address(address)), std::string::npos)
        << mark->tooltip;
    if (const auto at = levels.find(address); at != levels.end()) {
      EXPECT_NEAR(level_of(*item(scene, id + ".line"), true), at->second, 0.6f) << id;
    }
  }
  // sp is never above a mark in its caller's frame.
  if (greenlet["standing"] == "starting" && greenlet["stack_stop"].is_number() && !sp.is_null()) {
    EXPECT_LE(sp.get<facts::Address>(), greenlet["stack_stop"].get<facts::Address>());
  }
}

// What the picture points at, and what the JSON of the same step says.
void expect_true_marks(const scene::Scene& scene, const facts::Json& json, const State& state,
                       bool alone) {
  for (const facts::Json& its : json["threads"]) {
    const state::Thread& thread = state.threads.at(its["id"].get<facts::ThreadId>());
    if (thread.ended) continue;  // its stack went with it
    const std::string prefix = alone ? "" : "thread." + std::to_string(thread.id) + ".";
    const ShownStack own{thread, thread.own_stack, prefix, its["own_stack"]};
    const auto levels = levels_of(scene, own, state);
    expect_true_sp(scene, own, levels);
    for (const facts::Json& greenlet : json["greenlets"]) {
      if (greenlet["thread"] != its["id"]) continue;
      expect_true_ends(scene, prefix, greenlet, its["own_stack"]["sp"], levels);
    }
    for (const auto& [number, stack] : state.stacks) {
      if (stack.thread != thread.id) continue;
      const std::string name = std::to_string(number);
      const ShownStack other{thread, stack, prefix + name + ".", json["stacks"][name]};
      expect_true_sp(scene, other, levels_of(scene, other, state));
    }
  }
}

TEST(EveryScenario, PointsInItsPictureAtTheAddressesOfItsJson) {
  const auto& messages = words::Messages::of("en");
  int steps = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    auto run = std::make_shared<scene::RunExtent>();
    run->follow(timeline, /*grows=*/false);
    const size_t stacks = run->all_stacks().size();
    scene::SceneOptions options;
    options.run = run, options.width = 900 * static_cast<float>(stacks), options.height = 700;
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const state::Moment moment = timeline.at(n);
      SCOPED_TRACE(std::string(scenario->id) + " at " + std::to_string(n));
      expect_true_marks(scene::stack_scene(messages, moment, options),
                        exports::state_to_json(timeline, n, n, timeline.size()), moment.after,
                        stacks == 1);
      if (::testing::Test::HasFailure()) return;
      ++steps;
    }
  }
  EXPECT_GT(steps, 1400);
}

// Whoever stands on bytes has them: nobody's are drawn as free while sp lies below them.
TEST(EveryScenario, TheDyingKeepTheirPlaceUntilSpHasLeft) {
  int dying = 0;
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    const Timeline timeline = loaded(recording_of(*scenario));
    for (uint64_t n = 1; n <= timeline.size(); ++n) {
      const state::State state = timeline.state(n);
      const state::Thread& thread = greenlens::testing::first_thread(state);
      const state::GreenletState* current = state::find(state, thread.current);
      if (current == nullptr || !current->finished || state.program_finished) continue;
      const bool left =
          thread.in_switch && thread.in_switch->target != 0 &&
          state::find(state, thread.in_switch->target)->stack_start == thread.own_stack.sp;
      EXPECT_EQ(bytes_on_stack(state, *current) > 0, !left) << scenario->id << " at " << n;
      dying += left ? 0 : 1;
    }
  }
  EXPECT_GT(dying, 20);
}

}  // namespace
}  // namespace greenlens::record
