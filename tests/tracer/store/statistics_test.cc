// A trace in numbers: what they are for test1/test2, and that they hold for any trace.
#include "tracer/store/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/long_trace.h"
#include "tests/tracer/store/statistics_checks.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/state/queries.h"
#include "tracer/store/chunk.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

using testing::expect_statistics_add_up;
using testing::long_trace;
using testing::noted_trace;
using testing::numbers_of;
using testing::random_timeline;
using testing::sample_timeline;

std::unique_ptr<FileTrace> counted_file(std::string bytes) {
  OpenOptions options;
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "x", options);
  EXPECT_TRUE(trace);
  return trace ? std::move(*trace) : nullptr;
}

Numbers all_of(const Trace& trace) {
  auto counted = count_steps(trace, 0, trace.size());
  EXPECT_TRUE(counted);
  return *counted;
}

const GreenletNumbers& called(const Numbers& counted, const std::string& name) {
  const auto found = std::find_if(counted.greenlets.begin(), counted.greenlets.end(),
                                  [&](const auto& g) { return g.name == name; });
  EXPECT_NE(found, counted.greenlets.end()) << name;
  return *found;
}

// main starts gr1, gr1 starts gr2, gr2 switches to gr1, gr1 returns to main: by the manual.
TEST(Statistics, SayOfTheSampleWhatTheManualSays) {
  const Timeline sample = sample_timeline();
  const Numbers counted = all_of(sample);
  EXPECT_EQ(counted.sums.totals().switches, 4u);
  EXPECT_EQ(counted.sums.of_kind(SwitchKind::start), 2u);
  EXPECT_EQ(counted.sums.of_kind(SwitchKind::resume), 1u);
  EXPECT_EQ(counted.sums.of_kind(SwitchKind::finish), 1u);
  ASSERT_EQ(counted.greenlets.size(), 3u);
  EXPECT_EQ(called(counted, "main").switches_to, 1u);
  EXPECT_EQ(called(counted, "gr1").switches_to, 2u);
  EXPECT_EQ(called(counted, "gr1").switches_away, 2u);
  EXPECT_EQ(called(counted, "gr2").switches_to, 1u);
  EXPECT_EQ(called(counted, "gr1").life, state::Life::dead);
  EXPECT_EQ(called(counted, "gr2").life, state::Life::suspended);
  EXPECT_EQ(called(counted, "main").life, state::Life::running);
  // main's and gr1's parts went and came back; gr2's whole slice went, and stays for ever.
  EXPECT_EQ(called(counted, "main").bytes_out, called(counted, "main").bytes_in);
  EXPECT_EQ(called(counted, "gr1").bytes_out, called(counted, "gr1").bytes_in);
  EXPECT_GT(called(counted, "gr2").bytes_out, 0u);
  EXPECT_EQ(called(counted, "gr2").bytes_in, 0u);
  expect_statistics_add_up(sample);
}

TEST(Statistics, CountCopiesByTheirSize) {
  EXPECT_EQ(least_size(0), 0u);
  EXPECT_EQ(least_size(1), 1u);
  EXPECT_EQ(least_size(9), 256u);
  EXPECT_EQ(least_size(64), uint64_t{1} << 63);
  const Timeline sample = sample_timeline();
  Sizes out{}, in{};
  for (uint64_t n = 1; n <= sample.size(); ++n) {
    const facts::Event event = sample.event(n);
    const auto of = [](facts::Address from, facts::Address to) {
      size_t k = 0;
      while (k < 64 && least_size(k + 1) <= static_cast<uint64_t>(to - from)) ++k;
      return k;
    };
    if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
      ++out[of(saved->from, saved->to)];
    } else if (const auto* back = std::get_if<facts::SliceRestored>(&event.fact)) {
      ++in[of(back->from, back->to)];
    }
  }
  const Numbers counted = all_of(sample);
  EXPECT_EQ(counted.sums.sizes_out(), out);
  EXPECT_EQ(counted.sums.sizes_in(), in);
}

TEST(Statistics, AddUpInRandomPrograms) {
  for (uint32_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    expect_statistics_add_up(random_timeline(
        {.seed = seed, .greenlets = 2 + static_cast<int>(seed % 9), .switches = 60}));
  }
}

TEST(Statistics, AddUpWithSeveralThreads) {
  expect_statistics_add_up(
      long_trace({.greenlets = 7, .switches = 150, .threads = 3, .prints = true}));
}

TEST(Statistics, OfSwitchesThatWereOnlyNotedAreThoseOfTheirSteps) {
  for (const auto order : {testing::Order::random, testing::Order::back_and_forth}) {
    const testing::NotedTrace noted = noted_trace(6, 2800, order);
    const auto file = counted_file(noted.bytes);
    ASSERT_GT(file->table().rows().size(), 2u);
    const uint64_t size = file->size();
    for (const auto& [from, to] : {std::pair(uint64_t{0}, size),
                                   {size / 3, size - 5},
                                   {size / 2, size / 2 + 300},
                                   {size - 1, size}}) {
      const auto counted = count_steps(*file, from, to);
      ASSERT_TRUE(counted);
      ASSERT_EQ(counted->sums.to(), to);
      EXPECT_EQ(numbers_of(*counted), numbers_of(*count_steps(noted.expected, from, to)))
          << from << " to " << to;
    }
    EXPECT_GT(all_of(*file).sums.noted(), 2700u) << "they are not told for it";
  }
  const testing::NotedTrace mixed = testing::mixed_trace(5, 400);
  expect_statistics_add_up(mixed.expected);
  EXPECT_EQ(numbers_of(all_of(*counted_file(mixed.bytes))), numbers_of(all_of(mixed.expected)));
}

TEST(Statistics, MovesAreRightAtEachStep) {
  for (const uint32_t seed : {3u, 8u}) {
    const Timeline trace = random_timeline({.seed = seed, .greenlets = 5, .switches = 25});
    std::map<facts::GreenletId, Move> expected;
    Moves moves;
    state::State state;
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      const state::State before = trace.state(n - 1), after = trace.state(n);
      const facts::Event event = trace.event(n);
      if (const auto* delivered = std::get_if<facts::Delivered>(&event.fact)) {
        ++expected[delivered->target].switches_to;
      }
      for (const auto& [id, greenlet] : after.greenlets) {
        const state::GreenletState* was = state::find(before, id);
        const bool changed =
            was == nullptr || was->finished != greenlet.finished ||
            (!greenlet.finished && is_current(before, *was) != is_current(after, greenlet));
        if (changed) expected[id].since = n, expected[id].since_ns = event.time_ns;
      }
      trace.go_along(&state, n, &moves);
      ASSERT_EQ(moves.step(), n);
      for (const auto& [id, greenlet] : after.greenlets) {
        ASSERT_EQ(moves.of(id).switches_to, expected[id].switches_to) << n << ' ' << greenlet.name;
        ASSERT_EQ(moves.of(id).since, expected[id].since) << n << ' ' << greenlet.name;
        ASSERT_EQ(moves.of(id).since_ns, expected[id].since_ns) << n;
      }
    }
  }
}

TEST(Statistics, AreCutWhereTheTraceEnds) {
  const Timeline sample = sample_timeline();
  const auto beyond = count_steps(sample, 0, UINT64_MAX);
  ASSERT_TRUE(beyond);
  EXPECT_EQ(numbers_of(*beyond), numbers_of(all_of(sample)));
  const auto none = count_steps(sample, sample.size() + 9, sample.size() + 20);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->sums.totals(), Totals());
  EXPECT_EQ(none->greenlets.size(), 3u) << "who is there is there";
  EXPECT_EQ(numbers_of(all_of(Timeline())), numbers_of(Numbers()));
}

TEST(Statistics, CanBeCalledOff) {
  const Timeline trace = long_trace({.greenlets = 2, .switches = 2000});
  uint64_t asked = 0;
  const auto counted = count_steps(trace, 0, trace.size(), [&](uint64_t done, uint64_t all) {
    EXPECT_LE(done, all);
    return ++asked < 3;
  });
  EXPECT_FALSE(counted);
  EXPECT_EQ(asked, 3u);
}

// Nobody knows who ran while events are missing: no run goes across that.
TEST(Statistics, CountNoRunAcrossWhatIsMissing) {
  const Timeline lossy = testing::lossy_timeline();
  const Numbers counted = all_of(lossy);
  EXPECT_EQ(counted.events_lost, testing::kLost);
  EXPECT_EQ(counted.sums.totals().lost, testing::kLost);
  for (const GreenletNumbers& g : counted.greenlets) {
    EXPECT_FALSE(g.longest_from < testing::kLostAt && g.longest_to > testing::kLostAt) << g.name;
  }
}

TEST(Statistics, OfADamagedFileAreThoseOfWhatIsThere) {
  const testing::NotedTrace noted = noted_trace(6, 2800);
  const auto whole = counted_file(noted.bytes);
  const size_t rows = whole->table().rows().size();
  ASSERT_GT(rows, 2u);
  for (size_t row = 0; row < rows; ++row) {
    const ChunkRow& chunk = whole->table().rows()[row];
    std::string bytes = noted.bytes;
    bytes[chunk.offset + chunk.bytes - 3] ^= 0x55;
    const auto damaged = counted_file(bytes);
    const Numbers counted = all_of(*damaged);
    EXPECT_EQ(counted.sums.to(), damaged->size());
    EXPECT_GE(counted.sums.totals().lost, chunk.steps);
    EXPECT_LT(counted.sums.totals().switches, all_of(*whole).sums.totals().switches);
    EXPECT_GT(counted.sums.totals().switches, 0u);
    EXPECT_EQ(counted.sums.totals().switches, damaged->table().totals().switches) << row;
    uint64_t to = 0;
    for (const GreenletNumbers& g : counted.greenlets) to += g.switches_to;
    EXPECT_EQ(to, counted.sums.totals().switches);
  }
}

// Facts of a later version are no steps, and change no number.
TEST(Statistics, FactsThatAreNotKnownAreNotCounted) {
  std::string records;
  uint32_t count = 0;
  for (const facts::Event& event : testing::sample_events()) {
    facts::append_event(&records, event);
    if (++count % 5 != 0) continue;
    facts::write_varint(&records, 999);
    facts::write_value(&records, std::string("\0\1\0\0 something new", 18));
    ++count;
  }
  std::string bytes = encode_preamble();
  bytes += encode_chunk(ChunkType::info, to_json(testing::sample_info()), 0, 0);
  bytes += encode_chunk(ChunkType::events, encode_events("", records), 0, count);
  const auto file = counted_file(bytes);
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(file->size(), testing::sample_events().size());
  EXPECT_EQ(numbers_of(all_of(*file)), numbers_of(all_of(sample_timeline())));
}

TEST(Statistics, TimesWithoutSenseAreNoTimes) {
  Timeline trace;
  uint64_t n = 0;
  for (facts::Event event : testing::sample_events()) {
    event.time_ns = ++n % 3 == 0 ? UINT64_MAX : n % 3 == 1 ? 0 : UINT64_MAX / 2;
    trace.append(event);
  }
  const Numbers counted = all_of(trace);
  EXPECT_EQ(counted.sums.totals().switches, 4u);
  for (const GreenletNumbers& g : counted.greenlets) EXPECT_GE(g.ran_ns, g.longest_ns);
}

TEST(Statistics, GreenletsWithoutEndAreCountedTogether) {
  Statistics sums;
  Moves moves;
  state::State nothing;
  const uint64_t many = kMostGreenletsCounted + 1000;
  for (facts::GreenletId i = 1; i <= many; ++i) {
    facts::Event event;
    event.fact = facts::Delivered{i, i + 1, facts::Payload::value, ""};
    nothing.step = i;
    sums.see(event, nothing);
  }
  const std::vector<GreenletNumbers> all = sums.greenlets(nothing);
  EXPECT_LE(all.size(), kMostGreenletsCounted + 1);
  uint64_t to = 0;
  for (const GreenletNumbers& g : all) to += g.switches_to;
  EXPECT_EQ(to, many);
}

}  // namespace
}  // namespace greenlens::store
