// When steps were told.
#include "tracer/store/times.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/tracer/store/filed.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/facts/event.h"
#include "tracer/store/chunk_table.h"
#include "tracer/store/timeline.h"

namespace greenlens::store {
namespace {

using testing::filed;
using testing::long_trace;

// The same trace, told in bursts, with clocks of threads that agree only nearly.
Timeline told_in_bursts(const Timeline& trace) {
  std::minstd_rand random(7);
  Timeline told;
  uint64_t now = 5'000'000;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    facts::Event event = trace.event(n);
    now += random() % 40 == 0 ? 1'000'000 : random() % 300;
    event.time_ns = now - random() % 200;
    told.append(std::move(event));
  }
  return told;
}

void expect_order(const Times& times, uint64_t from, uint64_t to) {
  ASSERT_FALSE(times.empty());
  EXPECT_EQ(times.front().step, from);
  EXPECT_EQ(times.back().step, to);
  for (size_t i = 1; i < times.size(); ++i) {
    ASSERT_GT(times[i].step, times[i - 1].step);
    ASSERT_GE(times[i].time_ns, times[i - 1].time_ns);
  }
}

TEST(Times, OfFewStepsAreThoseOfTheirEvents) {
  const Timeline memory = told_in_bursts(long_trace({.greenlets = 3, .switches = 9000}));
  const auto file = filed(memory);
  for (const Trace* trace :
       {static_cast<const Trace*>(&memory), static_cast<const Trace*>(file.get())}) {
    for (const uint64_t from : {uint64_t{0}, uint64_t{1}, uint64_t{30'000}}) {
      const uint64_t to = from + 20'000;
      const auto times = trace->times(from, to);
      expect_order(*times, from, to);
      ASSERT_EQ(times->size(), to - from + 1);
      uint64_t latest = 0;
      for (const StepTime& told : *times) {
        latest = std::max(latest, trace->event(std::max<uint64_t>(told.step, 1)).time_ns);
        ASSERT_EQ(told.time_ns, latest) << told.step;
        ASSERT_EQ(time_at(*times, told.step), static_cast<double>(latest));
      }
    }
  }
}

TEST(Times, OfManyStepsAreWithinAChunkOfThem) {
  const Timeline memory = told_in_bursts(long_trace({.greenlets = 3, .switches = 20'000}));
  const auto file = filed(memory);
  ASSERT_GT(file->size(), 2 * kExactSteps);
  const auto times = file->times(100, file->size() - 100);
  expect_order(*times, 100, file->size() - 100);
  EXPECT_LT(times->size(), 3 * file->table().rows().size()) << "no event was read";
  for (const ChunkRow& row : file->table().rows()) {
    const uint64_t end = row.first_step + row.steps;
    if (row.first_step <= 100 || end >= file->size() - 100) continue;
    for (const uint64_t n : {row.first_step + 1, row.first_step + row.steps / 2, end}) {
      EXPECT_GE(time_at(*times, n) + 200, static_cast<double>(row.first_ns));
      EXPECT_LE(time_at(*times, n), static_cast<double>(row.last_ns));
    }
  }
  const auto exact = memory.times(0, memory.size());
  expect_order(*exact, 0, memory.size());
}

TEST(Times, OfNothingAreNothing) {
  const Timeline none;
  EXPECT_TRUE(none.times(0, 0)->empty());
  EXPECT_TRUE(none.times(3, 90)->empty());
  EXPECT_EQ(time_at({}, 7), 0);
  EXPECT_TRUE(times_of(ChunkTable(), 0, 10).empty());
  Times times;
  add_time(&times, 5, 100);
  add_time(&times, 5, 200);
  add_time(&times, 3, 300);
  EXPECT_EQ(times, (Times{{5, 100}})) << "steps do not come again";
  add_time(&times, 6, 50);
  EXPECT_EQ(times.back(), (StepTime{6, 100}));
}

TEST(Times, GapsAreToldEvenly) {
  const Timeline memory = told_in_bursts(long_trace({.greenlets = 3, .switches = 20'000}));
  const auto file = filed(memory);
  ChunkTable table = file->table();
  const size_t lost = table.rows().size() / 2;
  const ChunkRow before = table.rows()[lost - 1], behind = table.rows()[lost + 1];
  table.lose(lost, 1);
  const Times times = times_of(table, 0, table.totals().events);
  expect_order(times, 0, table.totals().events);
  const double middle = time_at(times, before.first_step + before.steps + 20);
  EXPECT_GE(middle, static_cast<double>(before.last_ns) - 200);
  EXPECT_LE(middle, static_cast<double>(behind.first_ns) + 200);
}

}  // namespace
}  // namespace greenlens::store
