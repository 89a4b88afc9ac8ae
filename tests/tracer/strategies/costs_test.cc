// What a recording's switches cost under each strategy: by hand for test1/test2, and for every
// scenario held to what was recorded.
#include "tracer/strategies/costs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/questions/traces.h"
#include "tracer/state/queries.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::strategies {
namespace {

using testing::english;
using ::testing::HasSubstr;

uint64_t bytes_in_copies(const state::State& state) {
  uint64_t bytes = 0;
  for (const auto& [id, greenlet] : state.greenlets) bytes += greenlet.stack_saved;
  return bytes;
}

// main lies down to -0x240 and gr1's mark is at -0x1a0: 160 bytes of it are in the way. gr1 lies
// down to -0x340 and gr2's mark is at -0x2c0: 128 bytes. gr2 lies down to -0x470: all 432 bytes.
TEST(Costs, OfTest1Test2AreThoseWorkedOutByHand) {
  const store::Timeline trace = testing::sample_timeline();
  const Costs costs = *costs_at(trace, trace.size());
  EXPECT_EQ(costs.switches, 4u);
  const Cost& slices = costs.of[Strategy::slices];
  EXPECT_EQ(slices.copied, 160u + 128 + 432 + 128 + 160);
  EXPECT_EQ(slices.held, 432u) << "gr2 never finished";
  EXPECT_EQ(slices.peak, 160u + 128 + 432) << "gr2 is saved before gr1 comes back";
  const Cost& stacks = costs.of[Strategy::stacks];
  EXPECT_EQ(stacks.copied, 0u);
  EXPECT_EQ(stacks.held, 4096u) << "gr2's one page";
  EXPECT_EQ(stacks.peak, 2 * 4096u) << "and gr1's";
  EXPECT_EQ(stacks.reserved, 64u * 1024);
  const Cost& frames = costs.of[Strategy::frames];
  EXPECT_EQ(frames.copied, 0u);
  const state::State end = trace.state(trace.size());
  const state::GreenletState* gr2 = state::find(end, state::find_named(end, "gr2"));
  ASSERT_NE(gr2, nullptr);
  ASSERT_NE(gr2->frames, nullptr);
  EXPECT_EQ(frames.held, 432 + 32 * gr2->frames->size());
  EXPECT_EQ(costs.greenlets, 1u);
  EXPECT_EQ(costs.slices, 432u);
  EXPECT_EQ(costs.largest, 432u);
  EXPECT_EQ(costs.too_large, 0u);
}

TEST(Costs, WhatIsAssumedIsWhatCounts) {
  const store::Timeline trace = testing::sample_timeline();
  Assumptions small;
  small.stack = 420;
  small.page = 100;
  small.frame = 0;
  const Costs costs = *costs_at(trace, trace.size(), small);
  EXPECT_EQ(costs.of[Strategy::stacks].held, 500u);
  EXPECT_EQ(costs.of[Strategy::stacks].reserved, 500u) << "what it would need at least";
  EXPECT_EQ(costs.of[Strategy::frames].held, 432u);
  EXPECT_EQ(costs.too_large, 1u);
  EXPECT_EQ(in_pages(0, small), 0u);
  EXPECT_EQ(in_pages(1, small), 100u);
  EXPECT_EQ(in_pages(100, small), 100u);
  EXPECT_EQ(in_pages(101, small), 200u);
}

TEST(Costs, BeforeAnythingThereIsNothing) {
  const store::Timeline trace = testing::sample_timeline();
  const Costs costs = *costs_at(trace, 0);
  for (const Strategy strategy : kStrategies) EXPECT_EQ(costs.of[strategy], Cost());
  EXPECT_FALSE(costs_at(trace, trace.size(), {}, [](uint64_t, uint64_t) { return false; }));
}

// Every step of every scenario, as one goes along.
class Held final : public store::Onlooker {
 public:
  void see(const facts::Event& event, const state::State& after) override {
    const Costs before = along_.costs();
    along_.see(event, after);
    check(before, after);
  }
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override {
    const Costs before = along_.costs();
    along_.see(noted, followed, origin, after);
    check(before, after);
  }
  uint64_t seen() const { return seen_; }

 private:
  void check(const Costs& before, const state::State& after) {
    ++seen_;
    const Costs& costs = along_.costs();
    ASSERT_EQ(costs.of[Strategy::slices].copied, after.bytes_out + after.bytes_in);
    ASSERT_EQ(costs.of[Strategy::slices].held, bytes_in_copies(after)) << after.step;
    uint64_t alive = 0, least = 0;
    for (const auto& [id, greenlet] : after.greenlets) {
      const state::Life life = state::life(after, greenlet);
      if (greenlet.is_main || life == state::Life::dead || life == state::Life::unstarted) continue;
      ++alive;
      least += greenlet.stack_saved;
    }
    ASSERT_EQ(costs.greenlets, alive) << after.step;
    ASSERT_GE(costs.of[Strategy::stacks].held, least);
    ASSERT_GE(costs.of[Strategy::stacks].held, costs.slices);
    ASSERT_GE(costs.of[Strategy::stacks].reserved, costs.of[Strategy::stacks].held);
    ASSERT_GE(costs.of[Strategy::frames].held, costs.slices + alive * Assumptions().frame);
    ASSERT_LT(costs.of[Strategy::frames].held, uint64_t{1} << 40) << "nothing has gone below 0";
    for (const Strategy strategy : kStrategies) {
      ASSERT_GE(costs.of[strategy].peak, costs.of[strategy].held);
      ASSERT_GE(costs.of[strategy].copied, before.of[strategy].copied);
      ASSERT_GE(costs.of[strategy].peak, before.of[strategy].peak);
      ASSERT_GE(costs.of[strategy].walked, before.of[strategy].walked);
    }
  }
  CostsAlong along_{Assumptions()};
  uint64_t seen_ = 0;
};

void hold(const store::Trace& trace) {
  Held held;
  state::State state = trace.state(0);
  for (uint64_t before = 0; state.step < trace.size(); before = state.step) {
    trace.go_along(&state, trace.size(), &held);
    if (::testing::Test::HasFatalFailure() || state.step == before) return;
  }
  EXPECT_GT(held.seen(), 0u);
}

TEST(Costs, HoldAtEveryStepOfEveryScenario) {
  for (const auto* traces : {&testing::scenario_traces(), &testing::random_traces()}) {
    for (const auto& [name, trace] : *traces) {
      SCOPED_TRACE(name);
      hold(trace);
      if (HasFatalFailure()) return;
    }
  }
}

// --- words

TEST(CostsText, SaysOfEachColumnWhetherItWasMeasured) {
  const store::Timeline trace = testing::sample_timeline();
  const Costs costs = *costs_at(trace, trace.size());
  const auto table = costs_table(english(), costs);
  ASSERT_EQ(table[0].size(), 1 + kStrategies.size());
  EXPECT_EQ(table[1][1], "measured");
  EXPECT_EQ(table[1][2], "modelled");
  EXPECT_EQ(table[1][3], "modelled");
  for (const auto& row : table) EXPECT_EQ(row.size(), table[0].size());
  const std::string text = costs_text(english(), costs, {});
  EXPECT_THAT(text, HasSubstr("1008 B"));
  EXPECT_THAT(text, HasSubstr("64 KiB"));
}

TEST(CostsText, SizesAreShort) {
  EXPECT_EQ(size_text(0), "0 B");
  EXPECT_EQ(size_text(1023), "1023 B");
  EXPECT_EQ(size_text(4096), "4 KiB");
  EXPECT_EQ(size_text(1536), "1.5 KiB");
  EXPECT_EQ(size_text(uint64_t{5} << 30), "5 GiB");
  EXPECT_EQ(size_text(UINT64_MAX), "17179869184 GiB");
  EXPECT_EQ(time_text(25.71), "25.7 ns");
  EXPECT_EQ(time_text(5405.6), "5.4 µs");
  EXPECT_EQ(time_text(100), "100 ns");
  EXPECT_EQ(time_text(2.5e9), "2500 ms");
}

}  // namespace
}  // namespace greenlens::strategies
