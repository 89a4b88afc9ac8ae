// A switch that was noted: told, and followed.
#include "tracer/rules/noted.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/noted_trace.h"
#include "tracer/rules/follow.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {
namespace {

using facts::NotedSwitch;

void apply_all(state::State* state, const std::vector<facts::Event>& events) {
  for (const facts::Event& event : events) apply(state, event);
}

// Any note, sensible or not, in any state of a program.
TEST(NotedSwitches, FollowingLeadsWhereTellingLeads) {
  const auto made = greenlens::testing::noted_trace(6, 200, greenlens::testing::Order::random);
  std::mt19937 random(5);
  const auto dice = [&](unsigned sides) { return static_cast<unsigned>(random() % sides); };
  int followed_count = 0, refused = 0;
  for (uint64_t n = 0; n <= made.expected.size(); ++n) {
    const state::State before = made.expected.state(n);
    NotedSwitch noted;
    noted.requested = dice(9);
    noted.origin = dice(4) == 0 ? dice(9) : 0;
    noted.kind = dice(2) == 0 ? facts::Payload::error : facts::Payload::value;
    noted.last_handle_gone = dice(5) == 0;
    noted.sp = dice(10) == 0 ? facts::kNull : -16 * facts::Address{dice(90)};
    noted.recursion_depth = dice(5);
    if (dice(2) == 0) noted.at = {"f", "g", 4}, noted.caller_sp = noted.sp;
    state::State there = before, along = before;
    const std::vector<facts::Event> events = told(before, noted);
    ASSERT_FALSE(events.empty());
    apply_all(&there, events);
    Followed numbers;
    if (!follow(&along, noted, 1000, &numbers)) {
      ASSERT_TRUE(same_state(along, before)) << "a refusal does nothing";
      ++refused;
      continue;
    }
    ++followed_count;
    ASSERT_TRUE(same_state(along, there)) << n;
    ASSERT_EQ(numbers.steps, events.size());
    ASSERT_EQ(numbers.bytes_out, there.bytes_out - before.bytes_out);
    ASSERT_EQ(numbers.bytes_in, there.bytes_in - before.bytes_in);
    uint64_t by_origin = 0, stops = 0;
    state::State at = before;
    for (const facts::Event& event : events) {
      apply(&at, event);
      by_origin += told_by(at).current == told_by(before).current &&
                           noted.requested != told_by(before).current
                       ? 1
                       : 0;
      stops += is_stop(event.fact, facts::Grain::switch_) ? 1 : 0;
      ASSERT_TRUE((numbers.tags[fact_tag(event.fact) / 64] >> (fact_tag(event.fact) % 64)) & 1);
      ASSERT_TRUE((numbers.subjects >> (subject(event.fact) % 64)) & 1);
    }
    if (noted.requested != told_by(before).current) {
      ASSERT_EQ(numbers.by_origin, by_origin);
    }
    ASSERT_EQ(numbers.switch_stops, stops);
    // What is expected to be of another length is left alone; and is told in that length.
    for (const uint32_t steps : {1u, 2u, 5u, 40u}) {
      if (steps == numbers.steps) continue;
      noted.steps = steps;
      ASSERT_FALSE(follow(&along, noted, 1000, &numbers));
      const auto fitted = told(before, noted);
      ASSERT_EQ(fitted.size(), steps);
      ASSERT_TRUE(std::holds_alternative<facts::Delivered>(fitted.back().fact));
    }
    noted.steps = 0;
    ASSERT_FALSE(follow(&along, noted, 3, &numbers)) << "more than was allowed";
  }
  EXPECT_GT(followed_count, 300);
  EXPECT_GT(refused, 300);
}

// The recording began in the middle: who asks is not known, or not what it was.
TEST(NotedSwitches, WhereLittleIsKnownTheNoteItselfIsTold) {
  NotedSwitch noted;
  noted.thread = 3;
  noted.origin = 7;
  noted.requested = 9;
  noted.sp = -640;
  noted.at = {"f", "g", 4};
  const auto events = told(state::State(), noted);
  ASSERT_GT(events.size(), 4u);
  EXPECT_TRUE(std::holds_alternative<facts::LineReached>(events.front().fact));
  const auto* asked = std::get_if<facts::SwitchRequested>(&events[1].fact);
  ASSERT_NE(asked, nullptr);
  EXPECT_EQ(asked->origin, 7u);
  EXPECT_EQ(asked->requested, 9u);
  EXPECT_TRUE(std::holds_alternative<facts::Delivered>(events.back().fact));
  for (const facts::Event& event : events) EXPECT_EQ(event.thread, 3u);
}

}  // namespace
}  // namespace greenlens::rules
