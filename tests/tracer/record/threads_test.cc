// Recordings of programs with several threads, and of code that stands on other stacks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <ucontext.h>

#include <memory>
#include <thread>

#include "engine/cpp/frame.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/print.h"
#include "scenarios/scenario.h"
#include "tests/support/english.h"
#include "tests/tracer/record/recorded.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/record/recorder.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens::record {
namespace {

using engine::Arguments;
using engine::Greenlet;
using engine::Value;
using store::Timeline;
using ::testing::HasSubstr;
using ::testing::Not;

Timeline recording_of(const char* scenario) {
  static const scenarios::Scenario* chosen = nullptr;
  chosen = scenarios::find(scenario);
  EXPECT_NE(chosen, nullptr);
  Timeline timeline = recorded_in_all_threads(
      chosen->file, +[](void (*at_end)(void*), void* context) { chosen->run(at_end, context); });
  EXPECT_TRUE(timeline.contradicted().empty()) << scenario;
  return timeline;
}

std::string headline(const Timeline& timeline, uint64_t step) {
  return words::narrate(greenlens::testing::english(), timeline.at(step)).headline;
}

// The first step of that kind after `from`.
template <typename Fact>
uint64_t step_of(const Timeline& timeline, uint64_t from = 0) {
  for (uint64_t n = from + 1; n <= timeline.size(); ++n) {
    if (std::holds_alternative<Fact>(timeline.event(n).fact)) return n;
  }
  ADD_FAILURE() << "no " << Fact::kName;
  return 1;
}

facts::GreenletId id_of(const state::State& state, const std::string& name) {
  for (const auto& [id, g] : state.greenlets) {
    if (g.name == name) return id;
  }
  return 0;
}

TEST(Threads, EachHasItsMainItsRunningOneAndItsStack) {
  const Timeline timeline = recording_of("two_threads");
  const uint64_t both = step_of<facts::LineReached>(timeline, timeline.size() / 2);
  const state::State state = timeline.state(both);
  ASSERT_EQ(state.threads.size(), 2u);
  EXPECT_EQ(state.threads.at(2).name, "worker");
  for (const char* name : {"gr1", "gr2"}) {
    EXPECT_EQ(state.greenlets.at(id_of(state, name)).thread, 1u) << name;
  }
  for (const char* name : {"gr3", "gr4"}) {
    EXPECT_EQ(state.greenlets.at(id_of(state, name)).thread, 2u) << name;
  }
  for (const auto& [id, thread] : state.threads) {
    const state::GreenletState& main = state.greenlets.at(thread.main);
    EXPECT_TRUE(main.is_main);
    EXPECT_EQ(main.thread, id);
    EXPECT_EQ(state.greenlets.at(thread.current).thread, id);
    EXPECT_FALSE(stack_ranges(state, thread.own_stack).empty());
    for (const state::StackRange& range : stack_ranges(state, thread.own_stack)) {
      if (range.owner != 0) {
        EXPECT_EQ(state.greenlets.at(range.owner).thread, id);
      }
    }
  }
  const state::State end = timeline.state(timeline.size());
  EXPECT_TRUE(end.threads.at(2).ended);
  EXPECT_FALSE(end.threads.at(1).ended);
}

TEST(Threads, AreToldOfInTheOrderInWhichThingsHappened) {
  const Timeline timeline = recording_of("two_threads");
  std::vector<std::string> printed;
  for (const store::PrintedLine& line : timeline.history().output()) printed.push_back(line.text);
  EXPECT_THAT(printed,
              ::testing::ElementsAre(
                  "gr1: thread 1 has a stack", "gr2 lies on the same stack as gr1",
                  "gr3: the worker has another stack", "gr4 lies on the same stack as gr3",
                  "gr1 goes on in thread 1", "gr3 goes on in the worker", "the worker has ended"));
}

TEST(Threads, ARefusalAcrossThemNamesBoth) {
  const Timeline timeline = recording_of("other_threads_greenlet");
  const uint64_t failed = step_of<facts::SwitchFailed>(timeline);
  EXPECT_EQ(headline(timeline, failed - 1),
            "thread 1: gr1 switches to theirs of thread 2 (worker).");
  EXPECT_THAT(headline(timeline, failed), HasSubstr("cannot switch to a different thread"));
  const uint64_t refused = step_of<facts::ParentRefused>(timeline);
  EXPECT_THAT(headline(timeline, refused), HasSubstr("theirs of thread 2 (worker)"));
  // Nothing has changed for the other thread.
  EXPECT_EQ(timeline.state(failed).threads.at(2).in_switch, std::nullopt);
  EXPECT_EQ(timeline.event(failed).thread, 1u);
}

TEST(Threads, ALastHandleDroppedElsewhereWaitsForItsOwnThread) {
  const Timeline timeline = recording_of("dropped_elsewhere");
  const uint64_t dropped = step_of<facts::DroppedElsewhere>(timeline);
  EXPECT_EQ(timeline.event(dropped).thread, 2u);
  const facts::GreenletId gr1 = id_of(timeline.state(dropped), "gr1");
  EXPECT_TRUE(timeline.state(dropped).greenlets.at(gr1).dropped);
  EXPECT_EQ(timeline.state(dropped).greenlets.at(gr1).dropped_in, 2u);
  EXPECT_EQ(headline(timeline, dropped),
            "thread 2 (worker): The last handle of gr1 of thread 1 is dropped here.");
  const uint64_t ended = step_of<facts::SwitchRequested>(timeline, dropped);
  EXPECT_EQ(timeline.event(ended).thread, 1u);
  EXPECT_TRUE(std::get<facts::SwitchRequested>(timeline.event(ended).fact).last_handle_gone);
  EXPECT_FALSE(timeline.state(ended).greenlets.at(gr1).dropped);
  EXPECT_EQ(subject(timeline.event(step_of<facts::GreenletFreed>(timeline, ended)).fact), gr1);
}

TEST(Threads, OneThatEndsEndsItsGreenletsAndWhatIsHeldGoesLater) {
  const Timeline timeline = recording_of("thread_ends");
  const uint64_t ended = step_of<facts::ThreadEnded>(timeline);
  EXPECT_EQ(std::get<facts::ThreadEnded>(timeline.event(ended).fact).greenlets, 1u);
  EXPECT_EQ(headline(timeline, ended),
            "thread 2 (worker) ends; one of its greenlets is still held by somebody.");
  const state::State state = timeline.state(ended);
  EXPECT_TRUE(state.threads.at(2).ended);
  EXPECT_EQ(life(state, state.greenlets.at(id_of(state, "held"))), state::Life::dead);
  EXPECT_FALSE(state.greenlets.at(id_of(state, "held")).freed);
  const uint64_t freed = step_of<facts::GreenletFreed>(timeline, ended);
  EXPECT_EQ(timeline.event(freed).thread, 1u);
  EXPECT_EQ(subject(timeline.event(freed).fact), id_of(state, "held"));
}

TEST(Threads, AHandleDroppedInAThreadWithoutGreenletsIsToldAsThat) {
  const Timeline timeline = recorded_in_all_threads(
      __FILE__, +[](void (*at_end)(void*), void* c) {
        auto waits = std::make_unique<Greenlet>("waits", [](const Arguments&) -> Value {
          engine::main_greenlet().switch_to();
          return {};
        });
        waits->switch_to();
        std::thread([&] { waits.reset(); }).join();
        engine::print("main uses the engine");
        at_end(c);
      });
  const uint64_t dropped = step_of<facts::DroppedElsewhere>(timeline);
  EXPECT_EQ(timeline.event(dropped).thread, 0u);
  EXPECT_EQ(timeline.state(dropped).threads.size(), 1u);
  EXPECT_EQ(headline(timeline, dropped),
            "a thread without greenlets: The last handle of waits of thread 1 is dropped here.");
  EXPECT_TRUE(timeline.contradicted().empty());
}

TEST(Threads, AreEachInTextAndJson) {
  const Timeline timeline = recording_of("two_threads");
  const uint64_t n = timeline.size() / 2;
  const std::string text =
      words::state_text(greenlens::testing::english(), timeline, n, n, timeline.size());
  EXPECT_THAT(text, HasSubstr("== thread 1: main runs =="));
  EXPECT_THAT(text, HasSubstr("== thread 2 (worker): "));
  const facts::Json json = exports::state_to_json(timeline, n, n, timeline.size());
  ASSERT_EQ(json["threads"].size(), 2u);
  EXPECT_EQ(json["threads"][1]["name"], "worker");
  EXPECT_EQ(json["threads"][1]["own_stack"]["kind"], "thread");
}

// --- stacks that are no thread's own

ucontext_t outside, inside;

void on_memory_of_its_own() {
  engine::print("on a stack of its own");
  swapcontext(&inside, &outside);
  engine::print("there once more");
  swapcontext(&inside, &outside);
}

TEST(OtherStacks, ACoroutinesStackIsDrawnAsOneAndBelongsToNoSlice) {
  const Timeline timeline = recorded(
      __FILE__, +[] {
        static char stack[65536];
        getcontext(&inside);
        inside.uc_stack.ss_sp = stack;
        inside.uc_stack.ss_size = sizeof stack;
        inside.uc_link = nullptr;
        makecontext(&inside, on_memory_of_its_own, 0);
        engine::print("before");
        swapcontext(&outside, &inside);
        engine::print("between");
        swapcontext(&outside, &inside);
        engine::print("after");
      });
  EXPECT_TRUE(timeline.contradicted().empty());
  const auto entered = all<facts::StackEntered>(timeline);
  ASSERT_EQ(entered.size(), 2u);
  EXPECT_EQ(entered[0].kind, facts::StackKind::separate);
  EXPECT_EQ(entered[0].stack, entered[1].stack) << "it is the same stack again";
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::State state = timeline.state(n);
    for (const auto& [id, g] : state.greenlets) {
      EXPECT_LT(bytes_on_stack(state, g), uint64_t{1} << 20) << "step " << n;
    }
  }
  const uint64_t there = step_of<facts::StackEntered>(timeline) + 1;
  const state::State state = timeline.state(there);
  const state::Stack& stack = state.stacks.at(entered[0].stack);
  EXPECT_EQ(thread_in(state, 1).stack, stack.id);
  EXPECT_LT(state::slice_size(stack.lowest, stack.high), 65536u);
  EXPECT_FALSE(stack_ranges(state, stack).empty());
  // And back on its own.
  EXPECT_EQ(timeline.state(timeline.size()).threads.at(1).stack, 0u);
  EXPECT_THAT(headline(timeline, there - 1), HasSubstr("stands on a stack of its own now"));
}

TEST(OtherStacks, ASignalHandlersIsToldApart) {
  const Timeline timeline = recorded(
      __FILE__, +[] {
        static char stack[65536];
        stack_t of_signals{}, before{};
        of_signals.ss_sp = stack;
        of_signals.ss_size = sizeof stack;
        sigaltstack(&of_signals, &before);
        struct sigaction action {};
        action.sa_handler = [](int) { engine::print("in the handler"); };
        action.sa_flags = SA_ONSTACK;
        struct sigaction old {};
        sigaction(SIGUSR1, &action, &old);
        raise(SIGUSR1);
        sigaction(SIGUSR1, &old, nullptr);
        sigaltstack(&before, nullptr);
        engine::print("after");
      });
  const auto entered = all<facts::StackEntered>(timeline);
  ASSERT_EQ(entered.size(), 1u);
  EXPECT_EQ(entered[0].kind, facts::StackKind::signal);
  EXPECT_EQ(state::slice_size(entered[0].low, entered[0].high), 65536u);
  EXPECT_EQ(timeline.state(timeline.size()).threads.at(1).stack, 0u);
}

}  // namespace
}  // namespace greenlens::record
