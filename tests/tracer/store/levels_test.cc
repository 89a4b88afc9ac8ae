// Levels of detail say in sum what the steps say one by one.
#include "tracer/store/levels.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/tracer/store/filed.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/store/timeline.h"

namespace greenlens::store {
namespace {

using testing::filed;
using testing::long_trace;

struct Sums {
  uint64_t switches = 0, bytes = 0;
  std::map<facts::GreenletId, uint64_t> ran;
  bool operator==(const Sums&) const = default;
};
Sums sums(const std::vector<Column>& columns) {
  Sums sums;
  for (const Column& column : columns) {
    sums.switches += column.switches, sums.bytes += column.bytes;
    for (const Share& share : column.ran) sums.ran[share.who] += share.steps;
  }
  return sums;
}

void expect_to_fill(const std::vector<Column>& columns, uint64_t from, uint64_t to, size_t count) {
  ASSERT_LE(columns.size(), count);
  ASSERT_EQ(columns.size(), std::min<uint64_t>(count, to - from));
  uint64_t at = from;
  for (const Column& column : columns) {
    ASSERT_EQ(column.from, at);
    ASSERT_GT(column.to, at);
    at = column.to;
    uint64_t ran = 0;
    for (size_t i = 0; i < column.ran.size(); ++i) {
      ran += column.ran[i].steps;
      ASSERT_LE(column.ran[i].steps, column.ran[i > 0 ? i - 1 : 0].steps);
    }
    ASSERT_LE(ran, column.to - column.from + kMostShares) << "but for rounding";
  }
  ASSERT_EQ(at, to);
}

TEST(Levels, AddUpToTheTotalsWhateverTheirNumber) {
  const Timeline memory = long_trace({.greenlets = 3, .switches = 20'000});
  const auto file = filed(memory);
  const state::State end = memory.state(memory.size());
  for (const Trace* trace :
       {static_cast<const Trace*>(&memory), static_cast<const Trace*>(file.get())}) {
    for (const size_t count : {size_t{1}, size_t{7}, size_t{500}, size_t{3000}, size_t{20'000}}) {
      const auto columns = trace->columns(0, trace->size(), count);
      expect_to_fill(columns, 0, trace->size(), count);
      const Sums all = sums(columns);
      EXPECT_EQ(all.switches, end.switches);
      EXPECT_EQ(all.bytes, end.bytes_out + end.bytes_in);
      uint64_t ran = 0;
      for (const auto& [who, steps] : all.ran) ran += steps;
      EXPECT_EQ(ran, trace->size()) << "few greenlets: none is left out";
    }
  }
}

TEST(Levels, OfWholeChunksAreExact) {
  const Timeline memory = long_trace({.greenlets = 3, .switches = 9000});
  const auto file = filed(memory);
  const auto& rows = file->table().rows();
  ASSERT_GT(rows.size(), 20u);
  for (size_t first = 0; first + 8 < rows.size(); first += 5) {
    const uint64_t from = rows[first].first_step, to = rows[first + 8].first_step;
    const auto exact = columns_of(memory.history(), from, to, 1);
    const auto coarse = file->columns(from, to, 1);
    ASSERT_EQ(exact.size(), 1u);
    ASSERT_EQ(coarse.size(), 1u);
    EXPECT_EQ(sums(exact), sums(coarse)) << first;
  }
}

TEST(Levels, WithinAChunkAreNearToIt) {
  const Timeline memory = long_trace({.greenlets = 3, .switches = 9000});
  const auto file = filed(memory);
  const uint64_t from = 10'000, to = 30'000;
  const auto exact = columns_of(memory.history(), from, to, 100);
  const auto coarse = file->columns(from, to, 100);
  ASSERT_EQ(exact.size(), coarse.size());
  for (size_t i = 0; i < exact.size(); ++i) {
    EXPECT_EQ(exact[i].from, coarse[i].from);
    EXPECT_NEAR(static_cast<double>(exact[i].switches), static_cast<double>(coarse[i].switches), 3);
  }
}

TEST(Levels, AreTheSameWithAndWithoutBlocksOfChunks) {
  const Timeline memory = long_trace({.greenlets = 3, .switches = 30'000});
  const auto file = filed(memory);
  ASSERT_GT(file->table().rows().size(), 150u);
  for (const uint64_t from : {uint64_t{0}, uint64_t{1}, uint64_t{70'001}}) {
    for (const size_t count : {size_t{1}, size_t{3}, size_t{50}}) {
      const auto plain = columns_of(file->table(), from, file->size() - 5, count);
      const auto with = file->columns(from, file->size() - 5, count);
      ASSERT_EQ(plain.size(), with.size());
      for (size_t i = 0; i < plain.size(); ++i) {
        EXPECT_EQ(plain[i].ran, with[i].ran) << i;
        EXPECT_EQ(plain[i].switches, with[i].switches) << i;
      }
    }
  }
}

TEST(Levels, OfNothingAreNone) {
  const Timeline empty;
  EXPECT_TRUE(empty.columns(0, 0, 10).empty());
  EXPECT_TRUE(empty.columns(5, 100, 10).empty());
  const Timeline some = long_trace({});
  EXPECT_TRUE(some.columns(0, some.size(), 0).empty());
  EXPECT_TRUE(some.columns(some.size(), some.size() + 9, 4).empty());
  EXPECT_TRUE(columns_of(some.history(), 7, 7, 4).empty());
}

// --- histories of a part

using Told = std::vector<std::tuple<uint64_t, uint64_t, uint64_t, uint64_t>>;

Told runs_in(const History& history, uint64_t from, uint64_t to) {
  Told told;
  for (const Run& run : history.runs()) {
    if (run.from > from && run.to <= to) told.push_back({run.who, run.from, run.to, 0});
  }
  for (const SwitchSpan& span : history.switches()) {
    if (span.from > from && span.to <= to) told.push_back({span.number, span.from, span.to, 1});
  }
  for (const PrintedLine& line : history.output()) {
    if (line.step > from && line.step <= to) told.push_back({line.who, line.step, 0, 2});
  }
  for (const Ending& end : history.endings()) {
    if (end.step > from && end.step <= to) told.push_back({end.who, end.step, 0, 3});
  }
  return told;
}

TEST(HistoryOfAPart, SaysTheSameAsThatOfTheWhole) {
  const Timeline memory =
      long_trace({.greenlets = 40, .switches = 8000, .threads = 2, .prints = true});
  const auto file = filed(memory);
  ASSERT_GT(memory.size(), kExactSteps);
  const uint64_t size = memory.size();
  for (const Trace* trace :
       {static_cast<const Trace*>(&memory), static_cast<const Trace*>(file.get())}) {
    for (uint64_t from = 0; from < size; from += 3989) {
      for (const uint64_t length : {uint64_t{8}, uint64_t{700}, uint64_t{9000}}) {
        const uint64_t to = std::min(from + length, size);
        const auto part = trace->history(from, to);
        ASSERT_LE(part->begin(), from);
        ASSERT_GE(part->end(), to);
        ASSERT_TRUE(part->is_exact());
        EXPECT_EQ(runs_in(*part, from, to), runs_in(memory.history(), from, to)) << from;
      }
    }
  }
}

TEST(HistoryOfAPart, ReadsNoMoreThanThat) {
  const Timeline memory = long_trace({.greenlets = 3, .switches = 30'000});
  const auto file = filed(memory);
  const auto part = file->history(90'000, 90'100);
  EXPECT_GT(part->begin(), 80'000u);
  EXPECT_LT(part->end(), 100'000u);
  EXPECT_EQ(file->history(90'010, 90'050), part) << "and not twice";
}

}  // namespace
}  // namespace greenlens::store
