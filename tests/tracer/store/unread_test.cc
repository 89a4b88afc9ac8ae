// Who wants only the end of a recording is told the same as who has read all of it.
#include "tracer/store/unread.h"

#include <gtest/gtest.h>

#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/trace_reader.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

std::string stream_of(const Timeline& timeline) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes += more, true; });
  writer.begin(timeline.info());
  for (uint64_t n = 1; n <= timeline.size(); ++n) writer.add(timeline.event(n));
  writer.finish();
  return bytes;
}

// Asks now and then, and at the end.
void expect_the_same_end(const std::string& bytes) {
  Timeline read, unread(Timeline::Keeps::the_end);
  TraceReader reads("", TraceReader::Memory::all), passes_over("", TraceReader::Memory::all);
  const size_t piece = bytes.size() / 7 + 1;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    const auto next = std::string_view(bytes).substr(at, piece);
    ASSERT_TRUE(reads.feed(next, &read));
    ASSERT_TRUE(passes_over.feed(next, &unread));
    ASSERT_EQ(unread.size(), read.size());
    EXPECT_EQ(unread.switches(), read.switches());
    EXPECT_EQ(unread.contradictions(), read.contradictions());
    EXPECT_EQ(unread.finished(), read.finished());
    if (at / piece % 3 == 1) continue;
    EXPECT_TRUE(state::same_state(unread.last(), read.last())) << read.size();
    const state::Moment end = unread.at(unread.size()), expected = read.at(read.size());
    ASSERT_EQ(end.event != nullptr, expected.event != nullptr);
    if (end.event) {
      EXPECT_EQ(facts::json_text(event_to_json(*end.event)),
                facts::json_text(event_to_json(*expected.event)));
    }
  }
  EXPECT_TRUE(passes_over.complete());
}

TEST(Unread, HasTheEndOfWhatWasRecordedInFull) {
  expect_the_same_end(stream_of(testing::sample_timeline()));
  expect_the_same_end(stream_of(
      testing::long_trace({.greenlets = 20, .switches = 3000, .threads = 3, .prints = true})));
}

TEST(Unread, HasTheEndOfWhatWasOnlyNoted) {
  expect_the_same_end(testing::noted_trace(2, 5000).bytes);
  expect_the_same_end(testing::noted_trace(300, 4000).bytes);
}

TEST(Unread, CountsWhatIsLostAndWhatContradicts) {
  expect_the_same_end(stream_of(testing::lossy_timeline()));
  expect_the_same_end(stream_of(testing::contradictory_timeline()));
}

TEST(Unread, HasNothingOfNothing) {
  Timeline nothing(Timeline::Keeps::the_end);
  EXPECT_EQ(nothing.size(), 0u);
  EXPECT_EQ(nothing.at(0).event, nullptr);
  EXPECT_EQ(nothing.last().step, 0u);
}

}  // namespace
}  // namespace greenlens::store
