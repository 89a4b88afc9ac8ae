// Switches that were only noted, told in any order: what was looked at before changes no answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/store/growing.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/facts/fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/bytes.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/summary.h"

namespace greenlens::store {
namespace {

using greenlens::testing::noted_trace;
using greenlens::testing::NotedTrace;
using greenlens::testing::Order;

std::unique_ptr<FileTrace> file_of(const std::string& bytes) {
  OpenOptions options;
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(bytes), "noted", options);
  EXPECT_TRUE(static_cast<bool>(trace));
  return trace ? std::move(*trace) : nullptr;
}

// One question about step n, or another.
void expect_same_answer(const Trace& trace, const Trace& expected, uint64_t n, uint32_t question) {
  const auto grain = facts::kGrains[n % facts::kGrains.size()];
  const facts::GreenletId about = 1 + static_cast<facts::GreenletId>(n % 9);
  const auto wanted = [&](const facts::Event& event) {
    return facts::subject(event.fact) == about;
  };
  switch (question % 8) {
    case 0:
      ASSERT_TRUE(state::same_state(trace.at(n).before, expected.at(n).before)) << n;
      break;
    case 1:
      ASSERT_TRUE(state::same_state(trace.state(n), expected.state(n))) << n;
      break;
    case 2:
      if (n == 0) break;
      ASSERT_TRUE(facts::same_fact(trace.event(n).fact, expected.event(n).fact)) << n;
      ASSERT_EQ(trace.event(n).time_ns, expected.event(n).time_ns);
      break;
    case 3:
      ASSERT_EQ(trace.count_until(grain, n), expected.count_until(grain, n)) << n;
      break;
    case 4:
      ASSERT_EQ(trace.next(grain, n), expected.next(grain, n)) << n;
      break;
    case 5:
      ASSERT_EQ(trace.previous(grain, n), expected.previous(grain, n)) << n;
      break;
    case 6:
      for (const auto way : {Trace::Direction::forward, Trace::Direction::backward}) {
        ASSERT_EQ(trace.find(n, way, wanted, about), expected.find(n, way, wanted, about)) << n;
      }
      break;
    default:
      ASSERT_EQ(trace.printed_until(n), expected.printed_until(n)) << n;
  }
}

void expect_same_in_any_order(const Trace& trace, const Trace& expected, int questions) {
  ASSERT_EQ(trace.size(), expected.size());
  std::mt19937 random(7);
  for (int i = 0; i < questions && !::testing::Test::HasFatalFailure(); ++i) {
    // Mostly anywhere; now and then a few steps on, or back.
    uint64_t n = random() % (expected.size() + 1);
    const uint32_t question = random();
    for (int more = random() % 4 == 0 ? 12 : 1; more > 0; --more) {
      expect_same_answer(trace, expected, n, question);
      n = question % 2 == 0 ? std::min(n + 1, expected.size()) : n - std::min<uint64_t>(n, 1);
    }
  }
}

TEST(NotedAnywhere, EveryStepIsTheSameForwardsBackwardsAndByLeaps) {
  // A chunk of many parts, asked everything; and more than a chunk.
  const NotedTrace one = noted_trace(5, 250);
  greenlens::testing::expect_same_trace(*file_of(one.bytes), one.expected);
  const NotedTrace more = noted_trace(5, 1200);
  const auto trace = file_of(more.bytes);
  ASSERT_GT(trace->table().rows().size(), 1u);
  greenlens::testing::expect_same_steps(*trace, more.expected);
}

TEST(NotedAnywhere, WhatWasAskedBeforeDoesNotMatter) {
  // Many greenlets and few keyframes; and few greenlets, and lines printed in between.
  for (const bool many : {true, false}) {
    const NotedTrace noted =
        many ? noted_trace(150, 4000, Order::random, 3, /*prints=*/false) : noted_trace(4, 4000);
    expect_same_in_any_order(*file_of(noted.bytes), noted.expected, 600);
    if (HasFatalFailure()) return;
  }
}

// What was counted wrongly behind damage is put right when a chunk was gone through to its end.
void go_through(const Trace& trace) {
  const auto never = [](const facts::Event&) { return false; };
  constexpr facts::GreenletId kMain = 1;  // is in every chunk
  EXPECT_FALSE(trace.find(0, Trace::Direction::forward, never, kMain));
}

TEST(NotedAnywhere, DamageIsTheSameWheneverItIsFound) {
  const NotedTrace noted = noted_trace(10, 6000);
  const std::vector<ChunkRow> rows = file_of(noted.bytes)->table().rows();
  ASSERT_GT(rows.size(), 5u);
  for (const size_t hit : {rows.size() / 3, rows.size() / 2, rows.size() - 2}) {
    std::string bytes = noted.bytes;
    bytes[rows[hit].offset + rows[hit].bytes - 1] ^= 1;
    // Whoever goes from the beginning meets it before anything that it has to do with.
    const auto in_order = file_of(bytes);
    for (uint64_t n = 0; n <= in_order->size(); n += 997) in_order->at(n);
    ASSERT_EQ(in_order->fault().kind, facts::FaultKind::gap);
    go_through(*in_order);
    // Others have looked behind it by then.
    const auto backwards = file_of(bytes);
    for (uint64_t n = backwards->size(); n > 997; n -= 997) backwards->at(n);
    go_through(*backwards);
    expect_same_in_any_order(*backwards, *in_order, 200);
    const auto last_first = file_of(bytes);
    last_first->at(last_first->size());
    for (size_t row = hit + 1; row > 0; --row) last_first->at(rows[row].first_step + 700);
    go_through(*last_first);
    expect_same_in_any_order(*last_first, *in_order, 200);
    if (HasFatalFailure()) return;
  }
}

// Looking for a good one is no deeper for there being many.
TEST(NotedAnywhere, KeyframesThatAreAllDamagedAreDoneWithout) {
  std::string bytes = encode_preamble();
  uint64_t step = 0;
  const auto put = [&](ChunkType type, const std::string& payload, uint32_t count,
                       Summary summary) {
    bytes += encode_chunk(type, payload, step, count, {1, encode_summary(summary)});
    step += count;
  };
  put(ChunkType::info, to_json(greenlens::testing::sample_info()), 0, {});
  facts::SwitchBatch batch;
  constexpr int kMany = 20'000;
  for (int i = 0; i < kMany; ++i) {
    facts::NotedSwitch note;
    note.requested = 2;
    note.steps = 8;
    batch.add(note);
    Summary summary;
    summary.has_keyframe = true;
    summary.before.events = step;
    summary.here.events = 8;
    put(ChunkType::events, encode_events("none", batch.take_record()), 8, summary);
  }
  const auto trace = file_of(bytes);
  ASSERT_EQ(trace->size(), 8u * kMany);
  EXPECT_EQ(trace->state(trace->size()).step, trace->size());
  EXPECT_EQ(trace->fault().kind, facts::FaultKind::trace_cut) << "it has no end, besides";
}

TEST(NotedAnywhere, AFileThatGrowsIsToldTheSame) {
  const NotedTrace noted = noted_trace(20, 5000, Order::random, 2);
  size_t there = 700;
  auto trace =
      FileTrace::open(std::make_unique<greenlens::testing::Growing>(noted.bytes, there), "growing");
  ASSERT_TRUE(static_cast<bool>(trace));
  std::mt19937 random(3);
  while (there < noted.bytes.size()) {
    there = std::min(noted.bytes.size(), there + 900);
    (*trace)->follow();
    const uint64_t size = (*trace)->size();
    for (int i = 0; i < 20 && size > 0; ++i) {
      // The end, mostly, which is what is looked at while it grows.
      const uint64_t n = i % 3 == 0 ? random() % size : size;
      ASSERT_TRUE(state::same_state((*trace)->state(n), noted.expected.state(n))) << n;
    }
  }
  EXPECT_FALSE((*trace)->fault());
  expect_same_in_any_order(**trace, noted.expected, 500);
}

}  // namespace
}  // namespace greenlens::store
