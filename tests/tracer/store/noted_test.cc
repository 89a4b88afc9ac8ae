// Switches that were only noted: in a file, and told again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/noted_trace.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/bytes.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::store {
namespace {

using facts::NotedSwitch;
using greenlens::testing::noted_trace;
using greenlens::testing::NotedTrace;
using greenlens::testing::Order;

std::unique_ptr<FileTrace> noted_file(std::string bytes, OpenOptions options = {}) {
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "noted", options);
  EXPECT_TRUE(static_cast<bool>(trace));
  return trace ? std::move(*trace) : nullptr;
}

TEST(Noted, ABatchGivesBackWhatWasPutIn) {
  facts::SwitchBatch batch;
  std::vector<NotedSwitch> in;
  for (uint32_t i = 0; i < 100; ++i) {
    NotedSwitch noted;
    noted.time_ns = i * 3 * facts::kNotedTimeUnit;
    noted.thread = 1 + i % 2;
    noted.origin = i % 7 == 0 ? 90 + i : 0;
    noted.requested = 1000 * i;
    noted.kind = i % 3 == 0 ? facts::Payload::error : facts::Payload::value;
    noted.last_handle_gone = i % 5 == 0;
    noted.sp = i % 11 == 0 ? facts::kNull : -16 * facts::Address{i};
    noted.recursion_depth = i;
    if (i % 4 != 0) noted.at = {"file", "function", 1 + i % 3}, noted.caller_sp = noted.sp + 64;
    noted.steps = 1 + i % 12;
    batch.add(noted);
    in.push_back(noted);
  }
  const std::string record = batch.take_record();
  EXPECT_TRUE(batch.empty());
  std::string_view body = record;
  uint64_t tag = 0, size = 0;
  ASSERT_TRUE(facts::read_varint(&body, &tag));
  EXPECT_EQ(tag, facts::kSwitchesTag);
  ASSERT_TRUE(facts::read_varint(&body, &size));
  ASSERT_EQ(size, body.size());
  const auto out = facts::read_batch(body);
  ASSERT_TRUE(out);
  ASSERT_EQ(out->size(), in.size());
  for (size_t i = 0; i < in.size(); ++i) {
    EXPECT_EQ((*out)[i].time_ns, in[i].time_ns);
    EXPECT_EQ((*out)[i].thread, in[i].thread);
    EXPECT_EQ((*out)[i].origin, in[i].origin);
    EXPECT_EQ((*out)[i].requested, in[i].requested);
    EXPECT_EQ((*out)[i].kind, in[i].kind);
    EXPECT_EQ((*out)[i].last_handle_gone, in[i].last_handle_gone);
    EXPECT_EQ((*out)[i].sp, in[i].sp);
    EXPECT_EQ((*out)[i].recursion_depth, in[i].recursion_depth);
    EXPECT_EQ((*out)[i].at.line, in[i].at.line);
    EXPECT_EQ((*out)[i].caller_sp, in[i].caller_sp);
    EXPECT_EQ((*out)[i].steps, in[i].steps);
  }
  // Cut or changed anywhere it is damaged, or another batch; nothing worse.
  for (size_t n = 0; n < body.size(); ++n) {
    facts::read_batch(body.substr(0, n));
    std::string changed(body);
    for (const char bit : {1, 64, -128}) {
      changed[n] = static_cast<char>(body[n] ^ bit);
      const auto other = facts::read_batch(changed);
      if (other) {
        EXPECT_LE(other->size(), facts::kMostNoted);
      }
    }
  }
}

TEST(Noted, AStreamIsToldStepByStep) {
  for (const Order order : {Order::random, Order::back_and_forth}) {
    const NotedTrace noted = noted_trace(5, 60, order);
    Timeline timeline;
    TraceReader reader;
    for (size_t at = 0; at < noted.bytes.size(); at += 1000) {
      ASSERT_TRUE(reader.feed(std::string_view(noted.bytes).substr(at, 1000), &timeline));
    }
    EXPECT_TRUE(reader.complete());
    greenlens::testing::expect_same_trace(timeline, noted.expected);
    EXPECT_THAT(timeline.contradicted(), ::testing::IsEmpty());
    EXPECT_GT(timeline.state(timeline.size()).switches, 60u);
  }
}

TEST(Noted, AFileIsToldWhereverSomebodyLooks) {
  const NotedTrace noted = noted_trace(6, 2800);
  const auto trace = noted_file(noted.bytes);
  ASSERT_NE(trace, nullptr);
  EXPECT_GT(trace->table().rows().size(), 2u);
  const uint64_t size = noted.expected.size();
  ASSERT_EQ(trace->size(), size);
  for (uint64_t n = 0; n <= size; n += 17) {
    const state::Moment moment = trace->at(n), wanted = noted.expected.at(n);
    ASSERT_TRUE(state::same_state(moment.before, wanted.before)) << n;
    ASSERT_TRUE(state::same_state(moment.after, wanted.after)) << n;
    ASSERT_TRUE(n == 0 || facts::same_fact(moment.event->fact, wanted.event->fact)) << n;
    for (const facts::Grain grain : facts::kGrains) {
      ASSERT_EQ(trace->count_until(grain, n), noted.expected.count_until(grain, n)) << n;
    }
    ASSERT_EQ(trace->printed_until(n), noted.expected.printed_until(n)) << n;
  }
  EXPECT_FALSE(trace->fault()) << "its summaries are right";
  while (trace->check_more()) continue;
  EXPECT_THAT(trace->contradicted(), ::testing::IsEmpty());
}

// A chunk has ten thousands of steps; who checks them in a window can do something else between.
TEST(Noted, AChunkIsCheckedInParts) {
  const NotedTrace noted = noted_trace(6, 2800);
  OpenOptions options;
  options.believe_writer = false;
  const auto trace = FileTrace::open(bytes_in_memory(noted.bytes), "t", options);
  ASSERT_TRUE(trace);
  uint64_t parts = 0, checked = 0;
  while ((*trace)->check_more()) {
    ++parts;
    ASSERT_GE((*trace)->checked(), checked);
    checked = (*trace)->checked();
  }
  EXPECT_EQ((*trace)->checked(), noted.expected.size());
  EXPECT_THAT((*trace)->contradicted(), ::testing::IsEmpty());
  EXPECT_GT(parts, noted.expected.size() / 1024);
  EXPECT_GT(parts, 10 * (*trace)->table().rows().size());
}

// Many greenlets and few bytes a switch: most chunks have no keyframe of their own.
TEST(Noted, AChunkWithoutKeyframeIsToldFromTheOneBeforeIt) {
  const NotedTrace noted = noted_trace(150, 4000, Order::random, 3, /*prints=*/false);
  const uint64_t size = noted.expected.size();
  size_t without = 0;
  for (uint64_t n = size; n > 0; n -= std::min<uint64_t>(n, 5977)) {
    // Each time anew: nothing has been worked out before.
    const auto trace = noted_file(noted.bytes);
    ASSERT_NE(trace, nullptr);
    ASSERT_EQ(trace->size(), size);
    without = 0;
    for (const ChunkRow& row : trace->table().rows()) without += row.has_keyframe ? 0 : 1;
    ASSERT_TRUE(state::same_state(trace->state(n), noted.expected.state(n))) << n;
    ASSERT_TRUE(facts::same_fact(trace->event(n).fact, noted.expected.event(n).fact)) << n;
  }
  EXPECT_GT(without, 0u);
}

TEST(Noted, WhatIsDamagedIsAGapAndTheRestIsTold) {
  const NotedTrace noted = noted_trace(10, 6000);
  const auto whole = noted_file(noted.bytes);
  ASSERT_NE(whole, nullptr);
  const std::vector<ChunkRow> rows = whole->table().rows();
  ASSERT_GT(rows.size(), 4u);
  const ChunkRow& hit = rows[rows.size() / 2];
  std::string bytes = noted.bytes;
  bytes[hit.offset + hit.bytes - 1] ^= 1;
  const auto trace = noted_file(bytes);
  ASSERT_NE(trace, nullptr);
  EXPECT_EQ(trace->size(), whole->size());
  for (uint64_t n = 0; n <= trace->size(); n += 1001) trace->at(n);
  for (uint64_t n = trace->size(); n > 1001; n -= 1001) trace->at(n);
  const uint64_t last = trace->size();
  EXPECT_EQ(trace->state(last).events_lost, hit.steps);
  EXPECT_TRUE(state::same_state(trace->state(hit.first_step), whole->state(hit.first_step)));
  // Cut anywhere, what stands before the cut is told.
  for (size_t cut = 300; cut < noted.bytes.size(); cut += 2997) {
    auto part = FileTrace::open(bytes_in_memory(noted.bytes.substr(0, cut)), "cut", {});
    if (!part) continue;
    const uint64_t size = (*part)->size();
    if (size == 0) continue;
    ASSERT_LE(size, whole->size());
    ASSERT_TRUE(state::same_state((*part)->state(size), whole->state(size))) << cut;
  }
}

TEST(Noted, ASwitchTakesFewBytes) {
  const uint64_t switches = 60000;
  const auto bytes_each = [&](uint32_t workers, Order order) {
    const auto size = [&](uint64_t count) {
      return static_cast<double>(greenlens::testing::noted_bytes(workers, count, order).size());
    };
    return (size(2 * switches) - size(switches)) / static_cast<double>(switches);
  };
  EXPECT_LE(bytes_each(2, Order::back_and_forth), 0.51);
  EXPECT_LE(bytes_each(2000, Order::random), 3.3);
}

}  // namespace
}  // namespace greenlens::store
