// A line for each event, and the search in them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/events/model.h"
#include "tests/support/sample_trace.h"
#include "tracer/words/find_text.h"

namespace greenlens::gui::events {
namespace {

using store::Timeline;

const words::Messages& english() { return words::Messages::of("en"); }

TEST(EventLines, AreWorkedOutOnceAndForWhatIsShown) {
  const Timeline trace = testing::sample_timeline();
  Lines lines;
  lines.prepare(english(), trace, 3, trace.size() + 9);
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const std::string line = lines.line_of(english(), trace, step);
    EXPECT_FALSE(line.empty()) << step;
    EXPECT_EQ(line, words::event_lines(english(), trace, step - 1, step).front());
  }
}

TEST(EventList, HasAllStepsOrThoseAroundTheOneThatIsShown) {
  EXPECT_EQ(listed(0, 0).count, 0u);
  EXPECT_EQ(listed(5000, 4000).count, 5000u);
  EXPECT_EQ(listed(5000, 4000).first, 1u);
  for (const uint64_t shown : {0u, 1u, 77u, 5'000'000u, 119'999'999u, 120'000'000u}) {
    const Listed some = listed(120'000'000, shown);
    EXPECT_GE(some.first, 1u);
    EXPECT_LE(some.first + some.count - 1, 120'000'000u);
    EXPECT_TRUE(shown == 0 || (shown >= some.first && shown < some.first + some.count)) << shown;
    EXPECT_LE(some.count, 1'000'000u);
  }
}

}  // namespace
}  // namespace greenlens::gui::events
