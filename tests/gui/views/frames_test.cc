// Every greenlet's interpreter frames.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/frames/model.h"
#include "tests/support/sample_trace.h"

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

}  // namespace
}  // namespace greenlens::gui::frames
