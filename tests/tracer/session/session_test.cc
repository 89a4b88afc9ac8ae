// Timeline and session: walking through steps, replayed and live.
#include "tracer/session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tracer/facts/grain.h"
#include "tracer/session/permission.h"
#include "tracer/state/keyframe.h"

namespace greenlens {

using namespace facts;
using namespace state;
using namespace store;
using namespace session;
namespace {

// The sample, many times over, so that there are several keyframes.
std::vector<Event> long_events() {
  std::vector<Event> events = testing::sample_events();
  const std::vector<Event> once = events;
  for (int i = 0; i < 9; ++i) events.insert(events.end(), once.begin(), once.end());
  return events;
}
Timeline long_timeline() {
  Timeline timeline;
  for (Event& event : long_events()) timeline.append(std::move(event));
  return timeline;
}
State state_from_start(const Timeline& timeline, uint64_t n) {
  State state;
  while (state.step < n) apply(&state, timeline.event(state.step + 1));
  return state;
}

TEST(Timeline, AnyStepIsWhatTheEventsBeforeItMakeOfIt) {
  const Timeline timeline = long_timeline();
  ASSERT_GT(timeline.size(), 500u);
  // Forwards, backwards, and jumping about.
  for (uint64_t n = 0; n <= timeline.size(); n += 7) {
    EXPECT_TRUE(same_state(timeline.state(n), state_from_start(timeline, n))) << n;
  }
  for (uint64_t n = timeline.size(); n > 5; n -= 5) {
    EXPECT_TRUE(same_state(timeline.state(n), state_from_start(timeline, n))) << n;
  }
  for (uint64_t i = 0; i < 100; ++i) {
    const uint64_t n = i * 7919 % timeline.size();
    EXPECT_TRUE(same_state(timeline.state(n), state_from_start(timeline, n))) << n;
  }
}

TEST(Timeline, AMomentIsTheEventBetweenItsTwoStatesWhateverIsAskedLater) {
  const Timeline timeline = long_timeline();
  std::vector<Moment> moments;
  for (uint64_t n = 0; n <= timeline.size() + 20; n += 13) moments.push_back(timeline.at(n));
  for (size_t i = 0; i < moments.size(); ++i) {
    const uint64_t n = std::min<uint64_t>(13 * i, timeline.size());
    EXPECT_EQ(moments[i].number, n);
    EXPECT_EQ(moments[i].before.step, n ? n - 1 : 0);
    EXPECT_EQ(moments[i].after.step, n);
    ASSERT_EQ(moments[i].event != nullptr, n > 0);
    if (n == 0) continue;
    EXPECT_TRUE(same_fact(moments[i].event->fact, timeline.event(n).fact));
    State after = moments[i].before;
    apply(&after, *moments[i].event);
    EXPECT_TRUE(same_state(after, moments[i].after)) << n;
  }
}

TEST(Timeline, StopsFollowTheirGrain) {
  const Timeline timeline = testing::sample_timeline();
  EXPECT_EQ(testing::stops(timeline, Grain::phase).size(), timeline.size());
  EXPECT_EQ(testing::stops(timeline, Grain::switch_).size(), 5u);  // four switches and the end
  for (const Grain grain : kGrains) {
    uint64_t n = 0;
    for (const uint64_t stop : testing::stops(timeline, grain)) {
      EXPECT_TRUE(is_stop(timeline.event(stop).fact, grain));
      EXPECT_EQ(timeline.next(grain, n), stop);
      EXPECT_EQ(timeline.previous(grain, stop), n);
      n = stop;
    }
    EXPECT_EQ(timeline.next(grain, timeline.size()), std::nullopt);
    EXPECT_EQ(timeline.previous(grain, 0), 0u);
    EXPECT_EQ(grain_from_name(grain_name(grain)), grain);
  }
  EXPECT_FALSE(grain_from_name("register"));
}

// A program that is alive: it has told the events up to where it was allowed to run.
class LiveSource : public EventSource {
 public:
  explicit LiveSource(std::vector<Event> events) : events_(std::move(events)) {}
  SourceStatus poll(Timeline* timeline, int) override {
    // One event at a time, as a slow pipe would deliver them.
    if (told_ < until_) timeline->append(events_[told_++]);
    if (told_ == events_.size()) return SourceStatus::finished;
    return told_ < until_ ? SourceStatus::running : SourceStatus::waiting;
  }
  void allow(const Permission& permission) override {
    ++permissions;
    if (permission.to_the_end) until_ = events_.size();
    if (until_ > permission.after) return;
    const auto stands = [&] {
      return until_ > permission.after && is_stop(events_[until_ - 1].fact, permission.grain);
    };
    do {
      ++until_;
    } while (until_ < events_.size() && !stands());
  }
  bool live() const override { return told_ < events_.size(); }
  facts::Fault fault() const override { return {}; }

  int permissions = 0;

 private:
  std::vector<Event> events_;
  size_t told_ = 0, until_ = 0;
};

void settle(Session* session) {
  for (int i = 0; i < 10000 && session->waiting_for_target(); ++i) session->poll(0);
  ASSERT_FALSE(session->waiting_for_target());
}

// A replay of the same events.
class ReplaySource : public EventSource {
 public:
  SourceStatus poll(Timeline* timeline, int) override {
    if (timeline->size() == 0) *timeline = testing::sample_timeline();
    return SourceStatus::finished;
  }
  void allow(const Permission&) override { ADD_FAILURE() << "nobody is there to run on"; }
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }
};

TEST(Session, SteppingLiveReachesTheSameStatesAsReplaying) {
  for (const Grain grain : kGrains) {
    Session live(std::make_unique<LiveSource>(testing::sample_events()));
    Session replay(std::make_unique<ReplaySource>());
    live.poll(0);
    replay.poll(0);
    for (int i = 0; i < 100 && !replay.at_end(); ++i) {
      live.step(grain);
      settle(&live);
      replay.step(grain);
      ASSERT_EQ(live.cursor(), replay.cursor()) << grain_name(grain);
      ASSERT_TRUE(same_state(live.moment().after, replay.moment().after)) << live.cursor();
    }
    EXPECT_TRUE(live.at_end());
    EXPECT_TRUE(replay.at_end());
  }
}

TEST(Session, BackThenForwardIsIdentity) {
  Session session(std::make_unique<ReplaySource>());
  session.poll(0);
  for (const Grain grain : kGrains) {
    for (const uint64_t stop : testing::stops(session.trace(), grain)) {
      session.seek(stop);
      const State before = session.moment().after;
      session.back(grain);
      EXPECT_LT(session.cursor(), stop);
      session.step(grain);
      EXPECT_EQ(session.cursor(), stop);
      EXPECT_TRUE(same_state(session.moment().after, before)) << stop;
    }
  }
}

TEST(Session, SteppingBackNeverTouchesTheTarget) {
  auto source = std::make_unique<LiveSource>(testing::sample_events());
  LiveSource* target = source.get();
  Session session(std::move(source));
  for (int i = 0; i < 5; ++i) session.step(Grain::phase), settle(&session);
  const int permissions = target->permissions;
  session.back(Grain::phase);
  session.back(Grain::phase);
  session.step(Grain::phase);
  session.poll(0);
  EXPECT_EQ(session.cursor(), 4u);
  EXPECT_EQ(target->permissions, permissions);
  EXPECT_FALSE(session.at_end());
}

TEST(Session, RunningToTheEndFollowsALiveProgram) {
  Session session(std::make_unique<LiveSource>(testing::sample_events()));
  session.run_to_end();
  settle(&session);
  EXPECT_EQ(session.cursor(), testing::sample_events().size());
  EXPECT_TRUE(session.at_end());
  EXPECT_TRUE(session.moment().after.program_finished);
}

TEST(Session, AStepBeyondWhatWasLookedAtIsTheFirstStopBehindThat) {
  auto source = std::make_unique<LiveSource>(testing::sample_events());
  Session session(std::move(source));
  session.run_to_end();
  settle(&session);
  const std::vector<uint64_t> stops = testing::stops(session.trace(), Grain::line);
  session.seek(0);
  session.step_beyond(stops[3], Grain::line);
  EXPECT_EQ(session.cursor(), stops[4]);
  session.seek(0);
  session.step_beyond(session.trace().size(), Grain::line);
  EXPECT_EQ(session.cursor(), session.trace().size());
  EXPECT_FALSE(session.waiting_for_target());
}

TEST(Session, RunsOnToAStepThatALiveProgramHasNotReached) {
  const uint64_t size = testing::sample_events().size();
  for (const uint64_t step : {uint64_t{1}, uint64_t{17}, size, size + 5}) {
    Session live(std::make_unique<LiveSource>(testing::sample_events()));
    live.run_to_step(step);
    settle(&live);
    EXPECT_EQ(live.cursor(), std::min(step, size));
    EXPECT_EQ(live.trace().size(), std::min(step, size)) << "and no farther";
    live.run_to_step(1);
    EXPECT_EQ(live.cursor(), 1u) << "what is there is gone to at once";
  }
}

TEST(Session, WhatElseIsAskedForWithdrawsTheWayToAStep) {
  Session live(std::make_unique<LiveSource>(testing::sample_events()));
  live.run_to_step(30);
  for (int i = 0; i < 5; ++i) live.poll(0);
  live.back(Grain::phase);
  const uint64_t cursor = live.cursor();
  for (int i = 0; i < 100; ++i) live.poll(0);
  EXPECT_EQ(live.cursor(), cursor);
  EXPECT_EQ(live.trace().size(), 30u) << "the program had its permission";
}

TEST(Session, APendingStepEndsWithTheProgram) {
  auto events = testing::sample_events();
  events.resize(10);  // it dies within its first switch
  Session session(std::make_unique<LiveSource>(events));
  session.step(Grain::switch_);
  settle(&session);
  EXPECT_EQ(session.cursor(), 10u);
  EXPECT_TRUE(session.at_end());
}

TEST(Session, RunToFindsTheNextEventOfAKindInBothDirections) {
  Session session(std::make_unique<ReplaySource>());
  session.poll(0);
  using Direction = Trace::Direction;
  const auto saved = [](const Event& e) { return std::holds_alternative<SliceSaved>(e.fact); };
  ASSERT_TRUE(session.run_to(saved, Direction::forward));
  const uint64_t first = session.cursor();
  ASSERT_TRUE(session.run_to(saved, Direction::forward));
  EXPECT_GT(session.cursor(), first);
  ASSERT_TRUE(session.run_to(saved, Direction::backward));
  EXPECT_EQ(session.cursor(), first);
  EXPECT_FALSE(session.run_to(saved, Direction::backward));
  EXPECT_EQ(session.cursor(), first);
  session.seek(1u << 30);
  EXPECT_EQ(session.cursor(), session.trace().size());
}

}  // namespace
}  // namespace greenlens
