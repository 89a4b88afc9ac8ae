// The line of the engine that a step leads to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/engine/model.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event.h"

namespace greenlens::gui::engine {
namespace {

using store::Timeline;

TEST(EngineSource, ShowsTheLineThatToldTheEvent) {
  Timeline timeline = testing::sample_timeline();
  int shown = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    const auto* source = engine_source(timeline.info(), &event);
    ASSERT_EQ(source != nullptr, event.engine_source != 0) << n;
    if (!source) continue;
    ++shown;
    EXPECT_EQ(source->file, "engine/core/slice.cc");
    auto rows = engine_rows(*source, event.engine_line);
    for (size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].now, i + 1 == event.engine_line);
  }
  EXPECT_GT(shown, 8);
  EXPECT_EQ(engine_source(timeline.info(), nullptr), nullptr);
  facts::Event foreign;
  foreign.engine_source = 99;
  EXPECT_EQ(engine_source(timeline.info(), &foreign), nullptr);
}

}  // namespace
}  // namespace greenlens::gui::engine
