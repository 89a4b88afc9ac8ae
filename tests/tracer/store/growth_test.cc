// Small files whose noted switches claim to be more than anybody has room or time for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/fuzz/parts.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"
#include "tracer/rules/follow.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/effort.h"
#include "tracer/store/expand.h"
#include "tracer/store/file_trace.h"
#include "tracer/words/transcript.h"

namespace greenlens::store {
namespace {

using facts::FaultKind;
using facts::NotedSwitch;

constexpr uint64_t kGrown = 9;

// A file of a description and so many chunks of the same records, which claim to be so many events.
std::string file_of(const std::vector<std::string>& records, uint32_t events, uint64_t chunks) {
  fuzz::Parts parts;
  parts.all.push_back({ChunkType::info, to_json(testing::sample_info()), 0, 0, kGrown, ""});
  const std::string payload = fuzz::payload_of({"", records});
  for (uint64_t i = 0; i < chunks; ++i) {
    parts.all.push_back({ChunkType::events, payload, i * events, events, kGrown, ""});
  }
  return fuzz::put_together(parts);
}

std::unique_ptr<FileTrace> grown(std::string bytes) {
  OpenOptions options;
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "x", options);
  EXPECT_TRUE(trace) << said(trace.fault());
  return trace ? std::move(*trace) : nullptr;
}

NotedSwitch noted_to(facts::GreenletId requested, uint32_t steps) {
  NotedSwitch made;
  made.requested = requested;
  made.steps = steps;
  made.sp = -0x100;
  return made;
}

// A batch whose columns are empty.
std::string claims(uint32_t count) {
  std::string body, record;
  facts::write_value(&body, count);
  body.append(11, '\0');  // no lines, and ten columns of no bytes
  facts::write_varint(&record, facts::kSwitchesTag);
  facts::write_varint(&record, body.size());
  return record + body;
}

TEST(Growth, SwitchesWithoutBytesAreNotBelieved) {
  for (const uint32_t count : {1u, facts::kMostNoted, facts::kMostNoted + 1, 0xffffffffu}) {
    const auto trace = grown(file_of({claims(count)}, 100, 1));
    EXPECT_EQ(trace->size(), 100u) << "the header says so many";
    trace->state(100);
    EXPECT_EQ(trace->fault().kind, FaultKind::gap);
    EXPECT_EQ(trace->fault().details, "100");
  }
}

TEST(Growth, ABatchHasNoMoreEventsThanAChunk) {
  const std::vector<NotedSwitch> many(2, noted_to(2, kMaxChunkEvents / 2 + 1));
  const auto trace = grown(file_of({fuzz::as_record(many)}, kMaxChunkEvents, 1));
  EXPECT_EQ(trace->state(kMaxChunkEvents).events_lost, kMaxChunkEvents);
  const std::vector<NotedSwitch> two(2, noted_to(2, kMaxChunkEvents / 2));
  EXPECT_EQ(grown(file_of({fuzz::as_record(two)}, kMaxChunkEvents, 1))->state(9).step, 9u);
}

TEST(Growth, MillionsOfStepsInAFewKilobytesAreCutAtWhatAFileOfItsSizeCanHold) {
  const std::string payload =
      fuzz::payload_of({"", {fuzz::as_record({noted_to(2, kMaxChunkEvents)})}});
  EXPECT_LT(payload.size(), 60u);
  // What is weighed is what they will be when they are told.
  Allowance allowed;
  uint64_t chunks = 0;
  for (EventsPayload read; decode_events(payload, &read, &allowed); read = {}) {
    EXPECT_EQ(read.records, kMaxChunkEvents);
    ASSERT_LT(++chunks, 400u);
  }
  EXPECT_EQ(chunks, kAllowedAnyway / (kMaxChunkEvents * sizeof(facts::Event)));
}

// Greenlets, origins and threads that nobody has told of.
TEST(Growth, StrangersAreToldAsTheyWereNoted) {
  NotedSwitch stranger = noted_to(0xffffffff, 12);
  stranger.thread = 777;
  stranger.origin = 99'999;
  stranger.sp = facts::kNull;
  const auto trace =
      grown(file_of({fuzz::as_record(std::vector<NotedSwitch>(50, stranger))}, 600, 3));
  ASSERT_EQ(trace->size(), 1800u);
  const state::State end = trace->state(1800);
  EXPECT_EQ(end.switches, 150u);
  EXPECT_EQ(end.threads.size(), 1u);
  EXPECT_TRUE(end.greenlets.empty());
  for (uint64_t n = 1; n <= 12; ++n) {
    EXPECT_EQ(trace->event(n).thread, 777u);
    EXPECT_GT(words::state_text(words::Messages::of("en"), *trace, n, n, 1800).size(), 20u);
  }
  EXPECT_TRUE(facts::same_fact(trace->event(12).fact,
                               facts::Delivered{99'999, 0xffffffff, facts::Payload::value, ""}));
}

TEST(Growth, NotedSwitchesBehindAGapAreToldAndAreRightFromTheNextKeyframeOn) {
  const testing::NotedTrace whole = testing::noted_trace(10, 10'000);
  fuzz::Parts parts = fuzz::take_apart(whole.bytes);
  std::vector<fuzz::Part*> chunks;
  for (fuzz::Part& part : parts.all) {
    if (part.type == ChunkType::events) chunks.push_back(&part);
  }
  const auto has_keyframe = [](const fuzz::Part* part) {
    return !fuzz::records_of(part->payload).keyframe.empty();
  };
  // What follows has no keyframe of its own, but something behind that has one.
  const size_t middle = chunks.size() / 2;
  fuzz::Part& hit = *chunks[middle];
  fuzz::Part& behind = *chunks[middle + 1];
  ASSERT_TRUE(std::any_of(chunks.begin() + static_cast<std::ptrdiff_t>(middle) + 2, chunks.end(),
                          has_keyframe));
  hit.payload = "\1";
  fuzz::Records inside = fuzz::records_of(behind.payload);
  inside.keyframe.clear();
  behind.payload = payload_of(inside);
  const uint64_t first = hit.first_event, count = hit.event_count, last = behind.first_event + 5;
  const auto trace = grown(fuzz::put_together(parts));
  ASSERT_EQ(trace->size(), whole.expected.size());
  EXPECT_EQ(trace->state(last).events_lost, count);
  EXPECT_TRUE(state::same_state(trace->state(first), whole.expected.state(first)));
  state::State end = whole.expected.state(trace->size());
  end.events_lost = count;
  EXPECT_TRUE(state::same_state(trace->state(trace->size()), end));
}

// Whoever goes back to a keyframe that is none goes on to the one before it.
TEST(Growth, NotedSwitchesAreNotToldFromAKeyframeThatIsNone) {
  const testing::NotedTrace whole = testing::noted_trace(10, 6000);
  for (const std::string& instead : {std::string(), std::string("nonsense"), std::string("\1\2")}) {
    fuzz::Parts parts = fuzz::take_apart(whole.bytes);
    size_t number = 0;
    for (fuzz::Part& part : parts.all) {
      if (part.type != ChunkType::events || ++number < 3) continue;
      fuzz::Records inside = fuzz::records_of(part.payload);
      // The summaries still say that each has one.
      inside.keyframe = number == 3 ? instead : "";
      part.payload = payload_of(inside);
    }
    ASSERT_GT(number, 4u);
    set_index(&parts, entries_of(parts));
    const auto trace = grown(fuzz::put_together(parts));
    const uint64_t size = whole.expected.size();
    ASSERT_EQ(trace->size(), size);
    EXPECT_TRUE(facts::same_fact(trace->event(size).fact, whole.expected.event(size).fact));
    EXPECT_TRUE(state::same_state(trace->state(size), whole.expected.state(size)));
    EXPECT_EQ(trace->fault().kind, FaultKind::keyframe_damaged);
    EXPECT_THAT(said(trace->fault()), ::testing::HasSubstr("a keyframe at byte"));
  }
}

// Version 1 had none of them; whoever puts them there is told of the same switches all the same.
TEST(Growth, NotedSwitchesInAFileOfVersionOneAreToldFromTheStatesThatAreWorkedOut) {
  const testing::NotedTrace whole = testing::noted_trace(10, 6000);
  fuzz::Parts parts = fuzz::take_apart(whole.bytes);
  parts.version = 1;
  const std::string bytes = fuzz::put_together(parts);
  for (uint64_t n = whole.expected.size(); n > 0; n -= std::min<uint64_t>(n, 9973)) {
    const auto trace = grown(bytes);
    ASSERT_EQ(trace->size(), whole.expected.size());
    ASSERT_TRUE(facts::same_fact(trace->event(n).fact, whole.expected.event(n).fact)) << n;
    ASSERT_TRUE(state::same_state(trace->state(n), whole.expected.state(n))) << n;
  }
}

// --- where the rules look in vain
class InVain : public ::testing::Test {
 protected:
  InVain() {
    const testing::NotedTrace trace = testing::noted_trace(2, 0);
    state_ = trace.expected.last();
    for (facts::GreenletId id = 100; id < 20'100; ++id) {
      apply(&state_, {0, 1, 0, 0, facts::GreenletCreated{id, "", 1, facts::kNull, facts::kNull}});
    }
    good_ = noted_to(2, 0);
    good_.sp = -0x240;
    state::State after = state_;
    rules::Followed followed;
    EXPECT_TRUE(rules::follow(&after, good_, kMaxChunkEvents, &followed));
    good_.steps = followed.steps;
  }
  std::vector<facts::Event> told(size_t in_vain) {
    std::vector<NotedSwitch> switches(in_vain, noted_to(999'999, 1));
    switches.push_back(good_);
    EventsPayload payload;
    EXPECT_TRUE(decode_events(fuzz::payload_of({"", {fuzz::as_record(switches)}}), &payload));
    state::State along = state_, with_events = state_;
    go_along(payload, &along);
    std::vector<facts::Event> events = expand(std::move(payload), &with_events);
    EXPECT_TRUE(state::same_state(along, with_events));
    events.erase(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(in_vain));
    return events;
  }
  state::State state_;
  NotedSwitch good_;
};

TEST_F(InVain, TheyAreAskedSomeTimesAndThenNoMoreInThisChunk) {
  const std::vector<facts::Event> by_the_rules = told(0), late = told(100);
  ASSERT_EQ(by_the_rules.size(), good_.steps);
  ASSERT_EQ(late.size(), good_.steps) << "as many as was said";
  const auto lost = [](const std::vector<facts::Event>& events) {
    return std::count_if(events.begin(), events.end(), [](const facts::Event& event) {
      return std::holds_alternative<facts::EventsLost>(event.fact);
    });
  };
  EXPECT_EQ(lost(by_the_rules), 0);
  EXPECT_GT(lost(late), 0);
  EXPECT_EQ(lost(told(3)), 0);
}

// Also where a chunk is told in parts: what was asked in vain before a part is known there.
TEST_F(InVain, TheSameIsToldWhicheverWayOneCame) {
  constexpr uint32_t kMany = 16'000, kNoted = 1200;
  std::vector<std::string> created;
  for (facts::GreenletId id = 2; id < kMany + 2; ++id) {
    created.push_back(fuzz::as_record(
        facts::Event{0, 1, 0, 0, facts::GreenletCreated{id, "", 1, facts::kNull, facts::kNull}}));
  }
  const std::vector<NotedSwitch> vain(kNoted, noted_to(999'999, 3));
  fuzz::Parts parts;
  parts.all.push_back({ChunkType::info, to_json(testing::sample_info()), 0, 0, kGrown, ""});
  parts.all.push_back({ChunkType::events, fuzz::payload_of({"", created}), 0, kMany, kGrown, ""});
  parts.all.push_back({ChunkType::events, fuzz::payload_of({"", {fuzz::as_record(vain)}}), kMany,
                       3 * kNoted, kGrown, ""});
  const std::string bytes = fuzz::put_together(parts);
  const auto forwards = grown(bytes), backwards = grown(bytes);
  const uint64_t size = kMany + 3 * kNoted;
  ASSERT_EQ(forwards->size(), size);
  std::vector<std::string> there, back;
  for (uint64_t n = kMany + 1; n <= size; n += 11) {
    there.push_back(facts::json_text(event_to_json(forwards->event(n))));
  }
  for (uint64_t n = kMany + 1 + (size - kMany - 1) / 11 * 11; n > kMany; n -= 11) {
    back.push_back(facts::json_text(event_to_json(backwards->event(n))));
  }
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(there, back);
  EXPECT_TRUE(state::same_state(forwards->state(size), backwards->state(size)));
}

TEST_F(InVain, EffortIsWhatAFactGoesThrough) {
  const auto effort = [&](facts::Fact fact) {
    return effort_of({0, 1, 0, 0, std::move(fact)}, state_);
  };
  const size_t footprints = state_.threads.at(1).own_stack.footprints.size();
  EXPECT_EQ(effort(facts::FramePopped{1, 1}), state_.greenlets.size() + footprints);
  EXPECT_GT(state_.greenlets.size(), 20'000u);
  EXPECT_EQ(effort(facts::SliceRestored{1, -0x20, -0x10}), footprints);
  EXPECT_EQ(effort(facts::FramePushed{1, 2, 0, {}}), footprints);
  EXPECT_EQ(effort(facts::SwitchRequested{1, 2, facts::Payload::value, ""}), 1u);
  EXPECT_EQ(effort(facts::Printed{1, "x"}), 0u);
}

}  // namespace
}  // namespace greenlens::store
