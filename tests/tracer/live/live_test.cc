// The traced program as a process: stepping it, and every way in which it can end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "tests/support/said.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/grain.h"
#include "tracer/facts/json_fields.h"
#include "tracer/live/target_process.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::live {
namespace {

using facts::Grain;
using session::Session;
using session::SourceStatus;
using store::Timeline;
using ::testing::HasSubstr;

std::unique_ptr<TargetProcess> started(const std::string& wish) {
  auto target = TargetProcess::start({{GREENLENS_LIVE_TARGET, wish}, "target", Output::nowhere});
  EXPECT_TRUE(target) << said(target.fault());
  return std::move(*target);
}

bool over(SourceStatus status) {
  return status == SourceStatus::finished || status == SourceStatus::failed;
}

// Until it ended, or the time a test may take is over.
SourceStatus run_free(TargetProcess& target, Timeline* timeline) {
  target.allow({Grain::phase, 0, true});
  auto status = SourceStatus::running;
  for (int i = 0; i < 400 && !over(status); ++i) status = target.poll(timeline, 50);
  return status;
}

// What was printed last.
std::string last_line(const store::Trace& trace) {
  const store::Output output = output_at(trace, trace.size(), 1);
  return output.last.empty() ? "" : output.last.back().text;
}

// A step as it looks, without what differs between two processes: raw bytes, register values,
// times.
std::string picture(const store::Trace& trace, uint64_t step) {
  return facts::json_text(exports::state_to_json(trace, step, step, 0));
}

TEST(Live, SteppingReachesTheSameStatesAsRunningFreeAtEveryGrain) {
  Timeline free;
  auto target = started("plain");
  ASSERT_EQ(run_free(*target, &free), SourceStatus::finished) << said(target->fault());
  ASSERT_GT(free.size(), 40u);
  for (Grain grain : {Grain::phase, Grain::switch_, Grain::line}) {
    Session session(started("plain"));
    std::vector<uint64_t> stops;
    for (int i = 0; i < 3000 && !session.at_end(); ++i) {
      if (!session.waiting_for_target()) session.step(grain);
      session.poll(20);
      if (!session.waiting_for_target() && session.cursor() > 0 &&
          (stops.empty() || stops.back() != session.cursor())) {
        stops.push_back(session.cursor());
        // It stands still: nothing beyond the stop has been told.
        if (!over(session.status())) {
          EXPECT_EQ(session.trace().size(), session.cursor());
        }
      }
    }
    ASSERT_EQ(session.trace().size(), free.size()) << facts::grain_name(grain);
    for (uint64_t k = 1; k <= free.count(grain); ++k) {
      EXPECT_THAT(stops, ::testing::Contains(free.stop(grain, k)));
    }
    for (uint64_t n = 0; n <= free.size(); ++n) {
      ASSERT_EQ(picture(session.trace(), n), picture(free, n)) << "step " << n;
    }
  }
}

// The last line that a thread has reached, or printed: where it is.
std::string last_printed(const Session& session) { return last_line(session.trace()); }

void settle(Session& session) {
  for (int i = 0; i < 400 && session.waiting_for_target(); ++i) session.poll(20);
}

TEST(Live, OneThreadMayGoOnAloneWhileTheOthersStand) {
  Session session(started("threads"));
  while (last_printed(session) != "the worker" && !session.at_end()) {
    session.step(Grain::phase);
    settle(session);
  }
  // Only the worker: its facts alone come, up to its end.
  const uint64_t from = session.trace().size();
  std::vector<std::string> finished;
  while (last_printed(session) != "the worker ends") {
    session.step(Grain::phase, 2);
    settle(session);
    ASSERT_FALSE(session.at_end());
  }
  for (uint64_t n = from + 1; n <= session.trace().size(); ++n) {
    EXPECT_EQ(session.trace().event(n).thread, 2u) << "step " << n;
  }
  EXPECT_EQ(session.waits_for_another(), 0u);
  session.run_to_end();
  for (int i = 0; i < 400 && !session.at_end(); ++i) session.poll(20);
  EXPECT_EQ(last_printed(session), "after the other thread");
  EXPECT_TRUE(session.trace().contradicted().empty());
}

TEST(Live, AThreadThatWaitsForOneThatStandsIsSaidAndGoesOnWithAll) {
  Session session(started("threads"));
  while (last_printed(session) != "the worker" && !session.at_end()) {
    session.step(Grain::phase);
    settle(session);
  }
  // The first thread alone: it joins the worker, which stands.
  session.step(Grain::phase, 1);
  for (int i = 0; i < 400 && session.waits_for_another() == 0; ++i) session.poll(20);
  EXPECT_EQ(session.waits_for_another(), 1u);
  EXPECT_TRUE(session.waiting_for_target());
  // All of them: the worker goes on, and the first one after it.
  session.step(Grain::phase);
  EXPECT_EQ(session.waits_for_another(), 0u);
  for (int i = 0; i < 100 && !session.at_end(); ++i) {
    settle(session);
    session.step(Grain::phase);
  }
  settle(session);
  EXPECT_TRUE(session.at_end());
  EXPECT_EQ(last_printed(session), "after the other thread");
}

TEST(Live, BackThenForwardIsWhereItWas) {
  Session session(started("plain"));
  for (int i = 0; i < 200 && session.cursor() < 30; ++i) {
    if (!session.waiting_for_target()) session.step(Grain::phase);
    session.poll(20);
  }
  uint64_t there = session.cursor(), known = session.trace().size();
  std::string before = picture(session.trace(), there);
  for (int i = 0; i < 10; ++i) session.back(Grain::phase);
  EXPECT_EQ(session.cursor(), there - 10);
  for (int i = 0; i < 10; ++i) session.step(Grain::phase);
  EXPECT_EQ(session.cursor(), there);
  EXPECT_EQ(session.trace().size(), known);  // the target was not touched
  EXPECT_EQ(picture(session.trace(), there), before);
}

TEST(Live, ACrashKeepsWhatWasRecordedAndIsSaidInOneSentence) {
  Timeline timeline;
  auto target = started("crash");
  EXPECT_EQ(run_free(*target, &timeline), SourceStatus::failed);
  EXPECT_THAT(said(target->fault()), HasSubstr("SIGSEGV"));
  EXPECT_TRUE(target->crashed());
  EXPECT_EQ(last_line(timeline), "in gr2");
}

TEST(Live, AMainThreadThatEndsItselfEndsTheProgramAsItWouldUnwatched) {
  Timeline timeline;
  auto target = started("end the thread");
  ASSERT_EQ(run_free(*target, &timeline), SourceStatus::finished) << said(target->fault());
  const facts::Event event = timeline.event(timeline.size());
  const auto* end = std::get_if<facts::ProgramFinished>(&event.fact);
  ASSERT_NE(end, nullptr);
  EXPECT_EQ(end->how, facts::End::returned);
}

TEST(Live, AnUncaughtExceptionIsSaidWithItsText) {
  Timeline timeline;
  auto target = started("throw");
  EXPECT_EQ(run_free(*target, &timeline), SourceStatus::failed);
  EXPECT_THAT(said(target->fault()), HasSubstr("nobody catches this"));
}

TEST(Live, AHangIsAProgramThatRunsAndCanBeKilled) {
  Timeline timeline;
  auto target = started("hang");
  target->allow({Grain::phase, 0, true});
  auto status = SourceStatus::running;
  // However long a busy machine takes to come there; then nothing more comes.
  constexpr int kPatience = 3000;
  const auto hangs = [&] { return last_line(timeline) == "in gr2"; };
  for (int i = 0; i < kPatience && !hangs(); ++i) status = target->poll(&timeline, 20);
  for (int i = 0; i < 10; ++i) status = target->poll(&timeline, 20);
  EXPECT_EQ(status, SourceStatus::running);
  EXPECT_TRUE(hangs());
  target->kill();
  for (int i = 0; i < kPatience && !over(status); ++i) status = target->poll(&timeline, 20);
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_THAT(said(target->fault()), HasSubstr("killed"));
  EXPECT_GT(timeline.size(), 20u);
}

TEST(Live, AProgramThatNeverAttachesIsToldHowTo) {
  Timeline timeline;
  auto target = started("silent");
  EXPECT_EQ(run_free(*target, &timeline), SourceStatus::failed);
  EXPECT_THAT(said(target->fault()), HasSubstr("Attachment"));
}

TEST(Live, WhatCannotBeStartedIsSaid) {
  const auto target = TargetProcess::start({{"/nowhere/at/all"}, ""});
  EXPECT_FALSE(target);
  EXPECT_THAT(said(target.fault()), HasSubstr("/nowhere/at/all cannot be started"));
}

// It had run ahead when it was told to stop: only what stands still and has nothing on the way is
// paused.
TEST(Live, AProgramThatRanAheadIsCaughtUpWithBeforeItIsPaused) {
  Timeline timeline;
  auto target = started("many");
  target->allow({Grain::phase, 0, true});
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (timeline.size() < 200 && std::chrono::steady_clock::now() < until) {
    target->poll(&timeline, 1);
  }
  ASSERT_GE(timeline.size(), 200u);
  target->allow({Grain::phase, timeline.size(), false});
  auto status = SourceStatus::running;
  uint64_t caught_up = 0;
  while (!over(status) && std::chrono::steady_clock::now() < until) {
    status = target->poll(&timeline, 1);
    caught_up += status == SourceStatus::waiting && target->catching_up();
    if (status == SourceStatus::waiting && !target->catching_up()) break;
  }
  EXPECT_GT(caught_up, 0u) << "it was told to stop when it had gone on";
  // Or it had come to its end by then.
  const uint64_t steps = timeline.size();
  for (int i = 0; i < 50; ++i) target->poll(&timeline, 1);
  EXPECT_TRUE(status == SourceStatus::waiting || over(status));
  EXPECT_EQ(timeline.size(), steps) << "nothing comes from who is paused";
}

TEST(Live, LeavingKillsAProgramThatStandsStill) {
  Timeline timeline;
  {
    auto target = started("plain");
    target->allow({Grain::switch_, 0, false});
    for (int i = 0; i < 100 && timeline.size() == 0; ++i) target->poll(&timeline, 20);
  }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);  // no child is left, not even a dead one
}

// A viewer that vanishes without a word: the program must neither hang nor fail.
TEST(Live, AProgramWhoseViewerVanishesRunsOnToItsEnd) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t viewer = fork();
  if (viewer == 0) {
    auto target = started("many");
    Timeline timeline;
    target->allow({Grain::phase, 0, false});
    while (target->poll(&timeline, 20) != SourceStatus::waiting) {
    }
    kill(getpid(), SIGKILL);  // the program stands at its gate
  }
  int status = -1;
  ASSERT_EQ(waitpid(viewer, &status, 0), viewer);
  ASSERT_TRUE(WIFSIGNALED(status));
  pid_t ended = 0;
  for (int i = 0; i < 1000 && ended == 0; ++i) {
    ended = waitpid(-1, &status, WNOHANG);  // it is ours now
    usleep(10000);
  }
  prctl(PR_SET_CHILD_SUBREAPER, 0);
  EXPECT_GT(ended, 0) << "it hangs";
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

TEST(Live, WhatIsWrittenOverIsSaidAndTheProgramGoesOn) {
  Timeline timeline;
  auto target = started("stray");
  target->allow({Grain::switch_, 0, false});
  auto status = SourceStatus::running;
  for (int i = 0; i < 1000 && !over(status); ++i) {
    if (status == SourceStatus::waiting) target->allow({Grain::switch_, timeline.size(), false});
    status = target->poll(&timeline, 20);
  }
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_THAT(said(target->fault()), HasSubstr("target cannot be watched any more: after step"));
  EXPECT_GT(timeline.size(), 10u) << "what came before is kept";
  for (int i = 0; i < 1000 && target->live(); ++i) target->poll(&timeline, 20);
  EXPECT_EQ(target->exit_code(), 5) << "it did not come to its own end";
}

TEST(Live, AKillFromOutsideKeepsWhatWasSent) {
  Timeline timeline;
  auto target = started("hang");
  target->allow({Grain::phase, 0, true});
  auto status = SourceStatus::running;
  const auto spoken = [&] { return timeline.printed_until(timeline.size()) > 0; };
  for (int i = 0; i < 1000 && !spoken(); ++i) status = target->poll(&timeline, 20);
  ASSERT_EQ(status, SourceStatus::running);
  // Every child of this process is the target.
  const std::string kill_children = "pkill -KILL -P " + std::to_string(getpid()) + " live_target";
  ASSERT_EQ(std::system(kill_children.c_str()), 0);
  for (int i = 0; i < 1000 && !over(status); ++i) status = target->poll(&timeline, 20);
  EXPECT_EQ(status, SourceStatus::failed);
  EXPECT_EQ(target->exit_code(), 128 + SIGKILL);
  EXPECT_EQ(last_line(timeline), "in gr2");
}

TEST(Live, AProgramThatOnlyExitsGivesItsExitCode) {
  Timeline timeline;
  auto target = started("exit");
  EXPECT_EQ(run_free(*target, &timeline), SourceStatus::failed);
  EXPECT_EQ(target->exit_code(), 7);
}

TEST(Live, PollingAProgramThatStandsStillDoesNotHoldAnyoneUp) {
  Timeline timeline;
  auto target = started("plain");
  target->allow({Grain::phase, 0, false});
  auto status = SourceStatus::running;
  for (int i = 0; i < 1000 && status == SourceStatus::running; ++i) {
    status = target->poll(&timeline, 20);
  }
  // If a poll waited as long as it may, these would outlast the time that a test is given.
  constexpr int kMinute = 60'000;
  for (int i = 0; i < 50; ++i) EXPECT_EQ(target->poll(&timeline, kMinute), SourceStatus::waiting);
}

TEST(Live, TheTapIsATraceFile) {
  std::string bytes;
  Timeline timeline, read;
  auto target = started("many");
  target->set_tap([&](std::string_view more) { bytes.append(more); });
  ASSERT_EQ(run_free(*target, &timeline), SourceStatus::finished) << said(target->fault());
  EXPECT_EQ(target->exit_code(), 0);
  store::TraceReader reader;
  EXPECT_TRUE(reader.feed(bytes, &read)) << said(reader.fault());
  EXPECT_TRUE(reader.complete());
  EXPECT_GT(read.size(), 20000u);
  EXPECT_EQ(picture(read, read.size()), picture(timeline, timeline.size()));
}

TEST(Live, TwoRunsTellTheSame) {
  Timeline first, second;
  run_free(*started("plain"), &first);
  run_free(*started("plain"), &second);
  ASSERT_EQ(first.size(), second.size());
  for (uint64_t n = 0; n <= first.size(); ++n)
    ASSERT_EQ(picture(first, n), picture(second, n)) << n;
}

}  // namespace
}  // namespace greenlens::live
