// Every greenlet's interpreter frames.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/frames/model.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::frames {
namespace {

using store::Timeline;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Chains, AreOfMainAndOfThoseThatHaveFrames) {
  const Timeline trace = testing::sample_timeline();
  EXPECT_THAT(chains(trace.state(0)), IsEmpty());
  size_t most = 0;
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const state::State state = trace.state(step);
    const std::vector<Chain> all = chains(state);
    most = std::max(most, all.size());
    for (const Chain& chain : all) {
      const state::GreenletState& greenlet = state.greenlets.at(chain.greenlet);
      EXPECT_EQ(chain.name, greenlet.name);
      EXPECT_TRUE(greenlet.is_main || !chain.frames.empty()) << step;
      EXPECT_FALSE(greenlet.freed) << step;
      for (const std::string& frame : chain.frames) {
        EXPECT_NE(frame.find(" : "), std::string::npos) << frame;
      }
    }
  }
  EXPECT_EQ(most, 3u);
}

TEST(CFrames, AreFoldedAndSayWhereTheirBytesAre) {
  state::State state;
  state::GreenletState& g = state.greenlets[2];
  g.id = 2, g.name = "deep", g.body_entered = true;
  g.stack_start = -0x400, g.stack_stop = -0x100, g.stack_saved = 0x150;
  std::vector<facts::CFrame> frames;
  const auto add = [&](const char* function, facts::Address low, facts::Address high) {
    facts::CFrame frame;
    frame.function = function, frame.low = low, frame.high = high;
    frames.push_back(frame);
  };
  add("arch_switch", -0x400, -0x3c0);
  for (facts::Address low = -0x3c0; low < -0x200; low += 0x40) add("descend", low, low + 0x40);
  add("body", -0x200, -0x100);
  g.frames = std::make_shared<const std::vector<facts::CFrame>>(frames);
  const std::vector<CRun> rows = c_frames(testing::english(), state, 2);
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].where, "64 B, in the heap");
  EXPECT_EQ(rows[1].words, "7 × descend");
  EXPECT_EQ(rows[1].where, "64 B each, partly in the heap");
  EXPECT_EQ(rows[2].where, "256 B, on the stack");
  EXPECT_NE(rows[2].tip.find("-0x200"), std::string::npos);
}

// Far away from its thread's own stack, whose base all addresses of a recording count from.
TEST(CFrames, OfAStackOfItsOwnCountFromItsEnd) {
  constexpr facts::Address kHigh = -0x2aaaaaa9e000;
  state::State state;
  state.stacks[3].id = 3, state.stacks[3].high = kHigh, state.stacks[3].low = kHigh - 0x4000;
  state::GreenletState& g = state.greenlets[2];
  g.id = 2, g.name = "thread_a", g.body_entered = true, g.stack = 3;
  g.stack_start = kHigh - 0x40, g.stack_stop = kHigh;
  facts::CFrame frame;
  frame.function = "yield", frame.low = kHigh - 0x40, frame.high = kHigh;
  frame.return_address_at = kHigh - 8;
  g.frames = std::make_shared<const std::vector<facts::CFrame>>(1, frame);
  const std::vector<CRun> rows = c_frames(testing::english(), state, 2);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_NE(rows[0].tip.find("-0x40"), std::string::npos) << rows[0].tip;
  EXPECT_EQ(rows[0].tip.find("0x2aaa"), std::string::npos) << rows[0].tip;
  ASSERT_EQ(rows[0].listed.size(), 1u);
  EXPECT_EQ(rows[0].listed[0].at, "-0x8");
}

TEST(CFrames, AreNotThoseOfOneThatHasRunOnSince) {
  const Timeline trace = testing::sample_timeline();
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const state::State state = trace.state(step);
    for (const auto& [id, greenlet] : state.greenlets) {
      if (life(state, greenlet) != state::Life::running) continue;
      if (std::string_view(standing(state, greenlet)) == "suspending") continue;
      if (state.program_finished) continue;
      // They hold as long as it stands in the innermost of them.
      const auto rows = c_frames(testing::english(), state, id);
      if (rows.empty()) continue;
      const facts::Address sp = known_sp(state, thread_of(state, greenlet).own_stack);
      EXPECT_LE(greenlet.frames->front().low, sp) << step;
      EXPECT_GT(greenlet.frames->front().high, sp) << step;
    }
  }
}

// A machine of 8 bytes a word: what the copy has is read from it, in either order of bytes.
TEST(CFrames, ShowTheWordsThatMeanSomething) {
  state::State state;
  state::GreenletState& g = state.greenlets[2];
  g.id = 2, g.name = "deep", g.body_entered = true;
  g.stack_start = -0x100, g.stack_stop = -0x40, g.stack_saved = 0x80;
  facts::Bytes bytes(0x80, '\0');
  bytes[0x38] = 0x12, bytes[0x3f] = 0x34;
  g.copy = std::make_shared<const facts::Bytes>(bytes);
  facts::CFrame in, out;
  in.function = "a::f", in.line = 3, in.low = -0x100, in.high = -0xc0, in.return_address_at = -0xc8;
  in.saved = {{"rbp", -0xd0, 0x6f80}};
  out.function = "a::g", out.line = 7, out.low = -0xc0, out.high = -0x40;
  out.return_address_at = -0x48;
  g.frames = std::make_shared<const std::vector<facts::CFrame>>(std::vector{in, out});
  words::Machine machine{8, false, 0x7000};
  state.threads[1].own_stack.lowest = -0x200;
  auto rows = c_frames(testing::english(), state, 2, machine);
  ASSERT_EQ(rows.size(), 2u);
  ASSERT_EQ(rows[0].listed.size(), 2u);
  EXPECT_EQ(rows[0].listed[0].at, "-0xd0");
  EXPECT_EQ(rows[0].listed[0].value, "0000000000000000") << "the copy is what counts";
  EXPECT_EQ(rows[0].listed[0].meaning, "rbp → -0x80");
  EXPECT_EQ(rows[0].listed[1].value, "3400000000000012");
  EXPECT_EQ(rows[0].listed[1].meaning, "returns into g:7");
  EXPECT_EQ(rows[1].listed.at(0).value, "?") << "it lies on the stack, and nobody read it";
  machine.big_endian = true;
  rows = c_frames(testing::english(), state, 2, machine);
  EXPECT_EQ(rows[0].listed[1].value, "1200000000000034");
}

}  // namespace
}  // namespace greenlens::gui::frames
