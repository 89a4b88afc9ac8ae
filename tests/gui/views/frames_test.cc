// Every greenlet's interpreter frames.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/frames/model.h"
#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
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

TEST(CFrames, AreNotThoseOfOneThatHasRunOnSince) {
  const Timeline trace = testing::sample_timeline();
  for (uint64_t step = 0; step <= trace.size(); ++step) {
    const state::State state = trace.state(step);
    for (const auto& [id, greenlet] : state.greenlets) {
      if (life(state, greenlet) != state::Life::running) continue;
      if (std::string_view(standing(state, greenlet)) == "suspending") continue;
      if (state.program_finished) continue;
      EXPECT_THAT(c_frames(testing::english(), state, id), IsEmpty()) << step;
    }
  }
}

}  // namespace
}  // namespace greenlens::gui::frames
