// How far a reader has to go from a keyframe.
#include <gtest/gtest.h>

#include "tests/support/noted_trace.h"
#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/store/bytes.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

// A program that was recorded in full at first has large states then, and small ones later.
TEST(Keyframes, AreAsFrequentAsBeforeOnceStatesAreSmallAgain) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes += more, true; });
  const Timeline begun = testing::noted_trace(1, 0).expected;
  writer.begin(begun.info());
  for (uint64_t n = 1; n < begun.size(); ++n) writer.add(begun.event(n));  // but for its end
  facts::Event event = begun.event(1);
  constexpr facts::GreenletId kFirstGuest = 100, kGuests = 1000;
  for (facts::GreenletId guest = kFirstGuest; guest < kFirstGuest + kGuests; ++guest) {
    event.fact =
        facts::GreenletCreated{guest, std::string(1000, 'n'), 1, facts::kNull, facts::kNull};
    writer.add(event);
  }
  for (facts::GreenletId guest = kFirstGuest; guest < kFirstGuest + kGuests; ++guest) {
    event.fact = facts::GreenletFreed{guest};
    writer.add(event);
  }
  facts::NotedSwitch noted;
  noted.recursion_depth = 1;
  for (int i = 0; i < 100000; ++i) {
    noted.time_ns = event.time_ns + 1000 * static_cast<uint64_t>(i);
    noted.origin = i % 2 == 0 ? 1 : 2, noted.requested = i % 2 == 0 ? 2 : 1;
    noted.sp = i % 2 == 0 ? -0x240 : -0x400;
    writer.add(noted);
  }
  writer.finish();
  const auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "keyframes");
  ASSERT_TRUE(trace);
  const auto& rows = (*trace)->table().rows();
  size_t late = 0;
  for (const ChunkRow& row : rows) {
    late += row.has_keyframe && row.first_step > (*trace)->size() / 2 ? 1 : 0;
  }
  EXPECT_GE(late, 1u) << "of " << rows.size() << " chunks";
}

}  // namespace
}  // namespace greenlens::store
