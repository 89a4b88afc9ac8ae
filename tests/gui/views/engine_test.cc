// The line of the engine that a step leads to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/engine/model.h"
#include "tests/gui/file_source.h"
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

std::string numbered(const std::string& what, int lines) {
  std::string text;
  for (int i = 1; i <= lines; ++i) text += what + " " + std::to_string(i) + ";\n";
  return text;
}

// Two long sources, in which it is told now here, now there.
store::TraceInfo long_info() {
  store::TraceInfo info = testing::sample_info();
  info.sources[1].text = numbered("first_of_engine", 400);
  info.sources.push_back(
      {"arch/x/switch.S", store::SourceKind::engine, numbered("then_of_switch", 90)});
  return info;
}

Timeline long_timeline() {
  Timeline timeline;
  timeline.set_info(long_info());
  uint32_t n = 0;
  for (facts::Event& event : testing::sample_events()) {
    const bool in_switch = ++n % 5 == 0;
    event.engine_source = in_switch ? 3 : 2;
    event.engine_line = n * 37 % (in_switch ? 90 : 400) + 1;
    timeline.append(std::move(event));
  }
  return timeline;
}

// Also when another tab was in front meanwhile.
TEST(EngineSource, HasItsLineInSightAtEveryStep) {
  const Timeline timeline = long_timeline();
  testing::Driver driver(
      std::make_unique<testing::FileSource>(testing::bytes_of(timeline, long_info())));
  driver.settle();
  for (uint64_t step = 1; step <= timeline.size(); ++step) {
    if (step % 3 == 0) driver.app().carry_out(ask::ChooseTab{"program"});
    driver.seek(step);
    driver.settle();
    driver.app().carry_out(ask::ChooseTab{"engine"});
    driver.settle();
    const facts::Event event = timeline.event(step);
    const std::string line = (event.engine_source == 3 ? "then_of_switch " : "first_of_engine ") +
                             std::to_string(event.engine_line) + ";";
    EXPECT_NE(driver.words().find(line), std::string::npos) << line << " at step " << step;
  }
}

}  // namespace
}  // namespace greenlens::gui::engine
