// A line for each event, and the search in them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/views/events/model.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui::events {
namespace {

using store::Timeline;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const words::Messages& english() { return words::Messages::of("en"); }

TEST(EventLines, EveryEventHasOne) {
  const Timeline trace = testing::sample_timeline();
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const std::string line = event_line(english(), trace, step);
    EXPECT_FALSE(line.empty()) << step;
    EXPECT_EQ(line.find("«"), std::string::npos) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos) << line;
  }
}

TEST(EventSearch, FindsTheSameInPartsAsAtOnce) {
  const Timeline trace = testing::sample_timeline();
  Search at_once, in_parts;
  search_on(english(), trace, "heap gr1", 1000, &at_once);
  EXPECT_EQ(at_once.read, trace.size());
  EXPECT_FALSE(at_once.found.empty());
  for (uint64_t read = 0; read < trace.size(); read += 7) {
    EXPECT_EQ(in_parts.read, read) << "no more than it was asked for";
    search_on(english(), trace, "heap gr1", 7, &in_parts);
  }
  EXPECT_EQ(in_parts.found, at_once.found);
  for (const uint64_t step : at_once.found) {
    EXPECT_NE(event_line(english(), trace, step).find("gr1"), std::string::npos) << step;
  }
}

TEST(EventSearch, BeginsAgainWithOtherWords) {
  const Timeline trace = testing::sample_timeline();
  Search search;
  search_on(english(), trace, "gr2", 1000, &search);
  ASSERT_FALSE(search.found.empty());
  search_on(english(), trace, "no event says this", 1000, &search);
  EXPECT_THAT(search.found, IsEmpty());
  EXPECT_EQ(search.read, trace.size());
}

TEST(EventSearch, GoesOnWhenTheTraceHasGrown) {
  const std::vector<facts::Event> events = testing::sample_events();
  Timeline trace;
  trace.set_info(testing::sample_info());
  Search search;
  for (const facts::Event& event : events) {
    trace.append(event);
    search_on(english(), trace, "dead", 1000, &search);
  }
  Search at_once;
  search_on(english(), trace, "dead", 1000, &at_once);
  EXPECT_EQ(search.found, at_once.found);
  EXPECT_FALSE(search.found.empty());
}

}  // namespace
}  // namespace greenlens::gui::events
