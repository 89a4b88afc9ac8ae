// The recorder in the test's own process: what the trace says against what the stack held.
#include "tracer/record/recorder.h"

#include <gmock/gmock.h>
#include <pthread.h>

#include <cstring>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/print.h"
#include "tests/tracer/record/recorded.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"

namespace greenlens::record {
namespace {

using engine::Greenlet;
using engine::Value;

[[gnu::noinline]] void test1_test2() {
  Greenlet gr1, gr2;
  gr1 = Greenlet("gr1", [&](const engine::Arguments&) {
    engine::print(12);
    gr2.switch_to();
    engine::print(34);
    return Value();
  });
  gr2 = Greenlet("gr2", [&](const engine::Arguments&) {
    engine::print(56);
    gr1.switch_to();
    engine::print(78);
    return Value();
  });
  gr1.switch_to();
}

store::Timeline record() { return recorded(__FILE__, test1_test2); }

TEST(Recorder, RecordsTheOutputInOrder) {
  const store::Timeline timeline = record();
  std::vector<std::string> output;
  for (const auto& line : timeline.printed(1, store::kAllLines)) output.push_back(line.text);
  EXPECT_THAT(output, ::testing::ElementsAre("12", "56", "34"));
}

TEST(Recorder, UnwoundFramesTileTheSlice) {
  const store::Timeline timeline = record();
  int unwound = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    auto* saved = std::get_if<facts::RegistersSaved>(&event.fact);
    if (saved == nullptr) continue;
    ASSERT_FALSE(saved->frames.empty()) << n;
    EXPECT_EQ(saved->frames.front().low, saved->sp);
    EXPECT_EQ(saved->frames.front().function, "arch_switch");
    for (size_t i = 1; i < saved->frames.size(); ++i) {
      EXPECT_EQ(saved->frames[i].low, saved->frames[i - 1].high) << n;
    }
    const state::State state = timeline.state(n);
    const auto* origin = state::find(state, saved->origin);
    const facts::Address stop = origin->is_main ? 0 : origin->stack_stop;
    EXPECT_EQ(saved->frames.back().high, stop) << n;
    ++unwound;
  }
  EXPECT_EQ(unwound, 6);  // four of the program, and gr2 ended with GreenletExit: there and back
}

TEST(Recorder, FramesNameTheFunctionsAndLinesOfTheProgram) {
  const store::Timeline timeline = record();
  bool found = false;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    auto* saved = std::get_if<facts::RegistersSaved>(&event.fact);
    if (saved == nullptr) continue;
    for (const facts::CFrame& frame : saved->frames) {
      // The program's own functions; std::function's wrappers are named after them too.
      if (!frame.file.ends_with("tests/tracer/record/recorder_test.cc")) continue;
      if (frame.function.find("test1_test2") == std::string::npos) continue;
      EXPECT_GT(frame.line, 15u);
      EXPECT_LT(frame.line, 40u);
      found = true;
    }
  }
  EXPECT_TRUE(found);
}

TEST(Recorder, CopiedBytesInTheTraceAreThoseOfTheCopies) {
  const store::Timeline timeline = record();
  int copies = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (saved == nullptr) continue;
    ++copies;
    EXPECT_EQ(saved->bytes.size(), static_cast<size_t>(saved->to - saved->from));
    // A saved stack holds its own return address: the registers' frame was unwound at the same
    // moment.
    const state::State state = timeline.state(n);
    const state::GreenletState* owner = state::find(state, saved->owner);
    ASSERT_NE(owner->copy, nullptr);
    EXPECT_EQ(owner->copy->size(), owner->stack_saved);
    for (const facts::SavedRegister& spilled : owner->registers) {
      const auto at = static_cast<size_t>(spilled.at - owner->stack_start);
      if (spilled.at < owner->stack_start || at + 8 > owner->copy->size()) continue;
      uint64_t in_copy = 0;
      std::memcpy(&in_copy, owner->copy->data() + at, 8);
      if (spilled.name == "rbx" || spilled.name == "return address") {
        EXPECT_EQ(in_copy, spilled.value) << spilled.name;
      }
    }
  }
  EXPECT_GE(copies, 3);
}

TEST(Recorder, AFullRingLosesAndCountsOnlyWhenToldTo) {
  for (WhenFull when : {WhenFull::wait, WhenFull::drop}) {
    RecorderOptions options;
    options.ring_bytes = 64 << 10;
    options.when_full = when;
    const store::Timeline timeline = recorded(std::move(options), [] {
      for (int i = 0; i < 3000; ++i) engine::print("a line that fills the ring", i);
    });
    const state::State& end = timeline.state(timeline.size());
    // Every print is two facts: the line that was reached, and what was printed.
    uint64_t told = timeline.count(facts::Grain::line) + end.lines_printed;
    if (when == WhenFull::wait) {
      EXPECT_EQ(end.events_lost, 0u);
      EXPECT_EQ(end.lines_printed, 3000u);
    } else {
      EXPECT_GE(told + end.events_lost, 6000u);
    }
  }
}

TEST(Recorder, TellsALastHandleThatWentApartFromAThrow) {
  const auto requests = all<facts::SwitchRequested>(recorded(__FILE__, [] {
    const auto wait = [](const engine::Arguments&) { return engine::main_greenlet().switch_to(); };
    Greenlet thrown_into("thrown into", wait);
    thrown_into.switch_to();
    thrown_into.throw_in();
    Greenlet dropped("dropped", wait);
    dropped.switch_to();
  }));
  std::vector<bool> gone;
  for (const facts::SwitchRequested& request : requests) {
    if (request.kind == facts::Payload::error) gone.push_back(request.last_handle_gone);
  }
  EXPECT_THAT(gone, ::testing::ElementsAre(false, true));
}

TEST(Recorder, DescribesTheSwitchInstructionByInstruction) {
  const store::Timeline timeline = record();
  const auto& code = timeline.info().arch.code;
  ASSERT_FALSE(code.empty());
  int marks = 0;
  for (const auto& instruction : code) marks += !instruction.mark.empty();
  EXPECT_EQ(marks, 5);
}

// On a stack that has room for it.
void* print_and_copy_much(void*) {
  engine::set_output(-1);
  engine::print(std::string((size_t{3} << 20) - 1, 'x') + "\u00e9");
  engine::set_output(1);
  const auto deep = [](const engine::Arguments&) -> Value {
    volatile char bytes[size_t{20} << 20];
    bytes[0] = 1;
    asm volatile("" : : "r"(bytes) : "memory");  // the compiler keeps all of it
    engine::main_greenlet().switch_to();
    return static_cast<int>(bytes[0]);
  };
  Greenlet one("one", deep), other("other", deep);
  one.switch_to(), other.switch_to(), one.switch_to(), other.switch_to();
  return nullptr;
}
void on_a_large_stack(void (*at_end)(void*), void* context) {
  pthread_attr_t large;
  pthread_attr_init(&large);
  pthread_attr_setstacksize(&large, size_t{64} << 20);
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, &large, print_and_copy_much, nullptr), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&large);
  at_end(context);
}

TEST(Recorder, WhatIsTooMuchForARecordIsTakenWithItsSize) {
  const store::Timeline timeline = recorded_in_all_threads(__FILE__, on_a_large_stack);
  const auto printed = timeline.printed(1, 1);
  ASSERT_EQ(printed.size(), 1u);
  // The letter of two bytes is not cut: the first mebibyte, and how many there were.
  EXPECT_EQ(printed[0].text, std::string(size_t{1} << 20, 'x') + "\u2026 (3145729 bytes)");
  uint64_t most = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    auto* saved = std::get_if<facts::SliceSaved>(&event.fact);
    if (saved == nullptr || saved->stack_saved < size_t{20} << 20) continue;
    most = std::max(most, saved->stack_saved);
    EXPECT_TRUE(saved->bytes.empty());
    EXPECT_NE(saved->hash, 0u);
    EXPECT_EQ(timeline.state(n).greenlets.at(saved->owner).stack_saved, saved->stack_saved);
  }
  EXPECT_GT(most, size_t{20} << 20);
  const state::State end = timeline.state(timeline.size());
  EXPECT_EQ(end.events_lost, 0u);
  EXPECT_TRUE(timeline.contradicted().empty());
}

}  // namespace
}  // namespace greenlens::record
