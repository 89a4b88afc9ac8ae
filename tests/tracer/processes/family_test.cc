// Recordings of several processes, put together: who is whose child, on which clock, how each
// ended, and what is said where they do not fit.
#include "tracer/processes/family.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/english.h"
#include "tests/support/family_trace.h"
#include "tests/support/noted_trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/processes/family_text.h"

namespace greenlens::processes {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::english;
using testing::FamilyFile;
using ::testing::HasSubstr;
using testing::kArbiter;
using testing::kFirstWorker;
using testing::kMs;
using testing::kSecondWorker;
using ::testing::Not;
using testing::ParkedProgram;
using testing::process_info;
using testing::recording;

// Recordings, and what becomes of them together.
class Together {
 public:
  explicit Together(const std::vector<FamilyFile>& files, const LaneOptions& options = {}) {
    for (const FamilyFile& file : files) {
      auto opened = store::FileTrace::open(store::bytes_in_memory(file.bytes), file.name);
      Given one{file.name, nullptr, {}};
      if (opened) {
        traces_.push_back(std::move(*opened));
        one.trace = traces_.back().get();
      } else {
        one.fault = opened.fault();
      }
      given.push_back(std::move(one));
    }
    family = family_of(given, options);
  }
  std::vector<uint64_t> numbers() const {
    std::vector<uint64_t> all;
    for (const Process& one : family.processes) all.push_back(one.number);
    return all;
  }
  std::vector<std::string> said(Happened kind) const {
    std::vector<std::string> all;
    for (const Happening& one : family.happenings) {
      if (one.is == kind) all.push_back(happening_text(english(), family, one, given));
    }
    return all;
  }
  std::vector<std::string> doubts() const {
    std::vector<std::string> all;
    for (const Doubted& one : family.doubts) all.push_back(doubt_text(english(), one, given));
    return all;
  }
  std::string text() const { return family_text(english(), family, given); }

  std::vector<Given> given;
  Family family;

 private:
  std::vector<std::unique_ptr<store::FileTrace>> traces_;
};

FamilyFile lonely(const std::string& name, store::ProcessInfo process) {
  ParkedProgram program;
  program.end();
  return {name, recording(program.timeline(), process)};
}

TEST(Family, ProcessesStandInTheOrderOfTheirForksOnOneClock) {
  auto files = testing::family_files();
  std::reverse(files.begin(), files.end());  // in whatever order they are given
  const Together all(files);
  ASSERT_THAT(all.numbers(), ElementsAre(kArbiter, kFirstWorker, kSecondWorker));
  const auto& processes = all.family.processes;
  EXPECT_EQ(processes[0].depth, 0u);
  EXPECT_EQ(processes[1].depth, 1u);
  EXPECT_EQ(processes[2].parent, std::optional<size_t>(0));
  EXPECT_EQ(processes[0].begin_ns, 0u);
  EXPECT_EQ(processes[1].begin_ns, 11 * kMs);
  EXPECT_EQ(processes[2].begin_ns, 21 * kMs);
  EXPECT_EQ(all.family.length_ns / kMs, 100u);
  EXPECT_EQ(processes[1].name, "gunicorn");
  EXPECT_TRUE(all.doubts().empty());
}

// A machine that is busy lets the second child run first.
TEST(Family, ItIsTheForkThatCountsAndNotWhoBeganFirst) {
  ParkedProgram program;
  for (const uint64_t child : {4720, 4721}) program.tell(facts::ProgramForked{child});
  program.end();
  const Together all({{"w.gltrace", recording(program.timeline(), process_info(kArbiter, 1, 0))},
                      lonely("w.4720.gltrace", process_info(4720, kArbiter, 9 * kMs)),
                      lonely("w.4721.gltrace", process_info(4721, kArbiter, 8 * kMs))});
  EXPECT_THAT(all.numbers(), ElementsAre(kArbiter, 4720, 4721));
}

// The parent tells of a fork when it runs again, which may be after the child has begun.
TEST(Family, NobodyBeginsBeforeItWasForked) {
  ParkedProgram program;
  program.wait(9 * kMs);
  program.tell(facts::ProgramForked{4720});
  program.end();
  const Together all({{"w.gltrace", recording(program.timeline(), process_info(kArbiter, 1, 0))},
                      lonely("w.4720.gltrace", process_info(4720, kArbiter, 8 * kMs))});
  ASSERT_EQ(all.family.happenings.size(), 5u);
  EXPECT_EQ(all.family.happenings[1].is, Happened::forked);
  EXPECT_EQ(all.family.happenings[1].time_ns, 8 * kMs);
  EXPECT_EQ(all.family.happenings[2].is, Happened::began);
}

TEST(Family, ForksAndSignalsLeadFromOneToAnother) {
  const Together all(testing::family_files());
  EXPECT_THAT(all.said(Happened::forked), ElementsAre("gunicorn 4711 forks gunicorn 4712",
                                                      "gunicorn 4711 forks gunicorn 4713"));
  EXPECT_THAT(all.said(Happened::signalled),
              ElementsAre("gunicorn 4711 sends SIGTERM to gunicorn 4712",
                          "gunicorn 4711 sends SIGKILL to gunicorn 4713",
                          "gunicorn 4711 sends SIGHUP to process 99"));
  uint64_t before = 0;
  for (const Happening& one : all.family.happenings) {
    EXPECT_GE(one.time_ns, before);
    before = one.time_ns;
  }
}

TEST(Family, EachSaysHowItEndedAsFarAsAnybodySays) {
  const Together all(testing::family_files());
  const auto& processes = all.family.processes;
  EXPECT_EQ(processes[0].ending, Ending::told);
  EXPECT_EQ(ending_text(english(), processes[1]), "reached its end");
  EXPECT_EQ(processes[2].ending, Ending::killed);
  EXPECT_EQ(ending_text(english(), processes[2]), "killed by SIGKILL");
  EXPECT_EQ(processes[2].end_ns / kMs, 70u) << "when the signal came";
  EXPECT_THAT(all.said(Happened::ended),
              ElementsAre("gunicorn 4712: reached its end", "gunicorn 4713: killed by SIGKILL",
                          "gunicorn 4711: reached its end"));
  auto files = testing::family_files();
  files.erase(files.begin());
  const Together alone(files);
  EXPECT_EQ(alone.family.processes[1].ending, Ending::not_told) << "the arbiter would say it";
}

TEST(Family, WhoWaitsForAChildKnowsHowItEnded) {
  ParkedProgram parent, silent;
  const auto wait = [&](uint64_t child, facts::ChildEnd how, const char* what) {
    parent.tell(facts::ChildEnded{ParkedProgram::kMain, child, how, what});
  };
  for (const uint64_t child : {8, 9, 10, 11}) parent.tell(facts::ProgramForked{child});
  parent.wait(50 * kMs);
  wait(8, facts::ChildEnd::exited, "3");
  wait(9, facts::ChildEnd::killed, "SIGSEGV");
  wait(10, facts::ChildEnd::exited, "1");
  wait(11, facts::ChildEnd::exited, "0");
  parent.end();
  const auto cut = [&](uint64_t number) {
    const std::string name = "w." + std::to_string(number) + ".gltrace";
    return testing::FamilyFile{
        name, recording(silent.timeline(), process_info(number, 7, kMs), testing::Whole::no)};
  };
  const Together all({{"w.gltrace", recording(parent.timeline(), process_info(7, 6, 0))},
                      cut(8),
                      cut(9),
                      lonely("w.10.gltrace", process_info(10, 7, kMs))});
  ASSERT_THAT(all.numbers(), ElementsAre(7, 8, 9, 10, 11));
  const auto& processes = all.family.processes;
  EXPECT_EQ(processes[1].ending, Ending::exited);
  EXPECT_EQ(ending_text(english(), processes[1]), "exited, 3");
  EXPECT_EQ(processes[2].ending, Ending::killed);
  EXPECT_EQ(ending_text(english(), processes[2]), "killed by SIGSEGV");
  EXPECT_EQ(processes[3].ending, Ending::told) << "what it tells itself counts";
  EXPECT_EQ(processes[4].ending, Ending::unrecorded);
  EXPECT_THAT(all.said(Happened::child_ended),
              ElementsAre("gunicorn 7 has waited for gunicorn 8: exited, 3",
                          "gunicorn 7 has waited for gunicorn 9: killed by SIGSEGV",
                          "gunicorn 7 has waited for gunicorn 10: exited, 1",
                          "gunicorn 7 has waited for process 11: exited, 0"));
}

TEST(Family, OneThatAskedForAnotherProgramAndToldNothingMoreBecameThat) {
  ParkedProgram program;
  program.tell(facts::ExecRequested{ParkedProgram::kMain, "/bin/sh"});
  const std::string before =
      recording(program.timeline(), process_info(7, 6, 0), testing::Whole::no);
  const Together one({{"w.7.gltrace", before}});
  EXPECT_EQ(one.family.processes[0].ending, Ending::replaced);
  EXPECT_EQ(ending_text(english(), one.family.processes[0]), "became /bin/sh");
  // The same process as another program, and behind it.
  const Together both(
      {lonely("w.7.2.gltrace", process_info(7, 6, 5 * kMs)), {"w.7.gltrace", before}});
  ASSERT_EQ(both.family.processes.size(), 2u);
  EXPECT_EQ(both.family.processes[1].before, std::optional<size_t>(0));
  EXPECT_EQ(both.family.processes[1].begin_ns, 5 * kMs);
  EXPECT_THAT(both.text(), HasSubstr("now this program"));
  // It failed, and the program went on.
  program.tell(facts::LineReached{ParkedProgram::kMain, {"app.py", "module", 4}, -0x100});
  const Together went_on(
      {{"w.7.gltrace", recording(program.timeline(), process_info(7, 6, 0), testing::Whole::no)}});
  EXPECT_EQ(went_on.family.processes[0].ending, Ending::not_told);
}

TEST(Family, AChildWithoutARecordingIsThereAndSaysSo) {
  auto files = testing::family_files();
  files.pop_back();
  const Together all(files);
  ASSERT_THAT(all.numbers(), ElementsAre(kArbiter, kFirstWorker, kSecondWorker));
  const Process& child = all.family.processes[2];
  EXPECT_FALSE(child.given);
  EXPECT_EQ(child.begin_ns / kMs, 20u);
  EXPECT_EQ(child.parent, std::optional<size_t>(0));
  EXPECT_THAT(all.said(Happened::forked)[1],
              "gunicorn 4711 forks process 4713, which has no recording here");
}

TEST(Family, LanesAreWhoRanOnTheSameClock) {
  const Together all(testing::family_files());
  const std::vector<Lane>& lanes = all.family.processes[1].lanes;
  ASSERT_EQ(lanes.size(), 4u);
  EXPECT_EQ(lanes[0].name, "main");
  EXPECT_EQ(lanes[2].name, "handle-3");
  for (const Lane& lane : lanes) {
    uint64_t before = 11 * kMs;
    for (const Stretch& one : lane.ran) {
      EXPECT_GE(one.from_ns, before);
      EXPECT_GE(one.to_ns, one.from_ns);
      before = one.to_ns;
    }
  }
  // It runs half a millisecond in each round, from 12 ms and 1 ms of the hub on.
  ASSERT_FALSE(lanes[2].ran.empty());
  EXPECT_EQ(lanes[2].ran[0].from_ns / kMs, 14u);
  EXPECT_NEAR(static_cast<double>(lanes[2].ran[0].to_ns - lanes[2].ran[0].from_ns), 0.5 * kMs,
              0.01 * kMs);
}

TEST(Family, OfManyGreenletsTheBusiestAreToldApartAndTheOthersCounted) {
  LaneOptions options;
  options.most = 2;
  const Together all(testing::family_files(), options);
  const std::vector<Lane>& lanes = all.family.processes[1].lanes;
  ASSERT_EQ(lanes.size(), 2u);
  EXPECT_EQ(lanes[0].name, "main") << "who has run longest";
  EXPECT_EQ(lanes[1].others, 3u);
  uint64_t sum = 0;
  const Together apart(testing::family_files());
  for (const Lane& lane : apart.family.processes[1].lanes) sum += lane.ran_ns;
  EXPECT_EQ(lanes[0].ran_ns + lanes[1].ran_ns, sum);
}

TEST(Family, WhatIsTooLongToBeReadIsToldByLevelsOfDetail) {
  std::string bytes = testing::noted_bytes(12, 100'000, testing::Order::random);
  const Together all({{"long.gltrace", bytes}});
  ASSERT_EQ(all.family.processes.size(), 1u);
  const Process& one = all.family.processes[0];
  EXPECT_EQ(one.lanes.size(), LaneOptions().most);
  EXPECT_EQ(one.lanes.back().others, 13u - LaneOptions().most + 1);
  for (const Lane& lane : one.lanes) {
    EXPECT_LE(lane.ran.size(), kMostStretches);
    for (const Stretch& stretch : lane.ran) {
      EXPECT_GT(stretch.share, 0);
      EXPECT_LE(stretch.share, 1);
    }
  }
}

TEST(Family, OneFileTwiceCountsOnce) {
  auto files = testing::family_files();
  files.push_back({"copy.gltrace", files[1].bytes});
  const Together all(files);
  EXPECT_EQ(all.numbers().size(), 3u);
  EXPECT_THAT(
      all.doubts(),
      ElementsAre("copy.gltrace is the same recording as w.4712.gltrace, and counts once."));
}

TEST(Family, AnotherRunsRecordingIsPlacedByTheClockAndSaidToBeApart) {
  auto files = testing::family_files();
  files.push_back(lonely("other.gltrace", process_info(77, 76, 40 * kMs)));
  const Together all(files);
  EXPECT_EQ(all.family.processes.back().number, 77u);
  EXPECT_EQ(all.family.processes.back().begin_ns, 40 * kMs);
  ASSERT_EQ(all.doubts().size(), 1u);
  EXPECT_THAT(all.doubts()[0], AllOf(HasSubstr("other.gltrace"), HasSubstr("another run")));
}

TEST(Family, ClocksThatDoNotFitAreSaidAndTheTimeOfDayIsTaken) {
  auto files = testing::family_files();
  store::ProcessInfo elsewhere = process_info(77, 76, 0);
  elsewhere.boot = "another machine";
  elsewhere.began_ns = 12;
  elsewhere.began_wall_ns += 30 * kMs;
  files.push_back(lonely("other.gltrace", elsewhere));
  const Together all(files);
  EXPECT_EQ(all.family.processes.back().begin_ns, 30 * kMs);
  ASSERT_EQ(all.doubts().size(), 2u);
  EXPECT_THAT(all.doubts()[0], HasSubstr("the time of day"));
}

TEST(Family, AFileThatCannotBeReadIsLeftOutWithItsReason) {
  auto files = testing::family_files();
  files[1].bytes = "no trace at all";
  const Together all(files);
  ASSERT_THAT(all.numbers(), ElementsAre(kArbiter, kFirstWorker, kSecondWorker));
  EXPECT_FALSE(all.family.processes[1].given);
  ASSERT_EQ(all.doubts().size(), 1u);
  EXPECT_THAT(all.doubts()[0], HasSubstr("w.4712.gltrace is left out: "));
}

TEST(Family, ARecordingOfBeforeSaysThatItHasNoProcess) {
  const Together all({{"old.gltrace", testing::noted_trace(2, 10).bytes}});
  ASSERT_EQ(all.family.processes.size(), 1u);
  EXPECT_EQ(all.family.processes[0].number, 0u);
  ASSERT_EQ(all.doubts().size(), 1u);
  EXPECT_THAT(all.doubts()[0], HasSubstr("older greenlens"));
}

TEST(Family, ParentsInACircleAreAllShown) {
  const Together all({lonely("a", process_info(1, 2, 0)), lonely("b", process_info(2, 1, kMs))});
  EXPECT_EQ(all.numbers().size(), 2u);
}

TEST(Family, NobodyAtAllIsEmpty) {
  const Family none = family_of({});
  EXPECT_TRUE(none.processes.empty());
  EXPECT_EQ(family_to_json(english(), none, {})["processes"].size(), 0u);
}

TEST(OneRun, IsTheProcessesThatLeadToEachOther) {
  auto files = testing::family_files();
  files.push_back(lonely("w.77.gltrace", process_info(77, 76, 40 * kMs)));  // of an older run
  files.push_back({"w.4714.gltrace", "damaged"});                           // nobody has forked it
  const Together all(files);
  EXPECT_THAT(of_one_run(all.given), ElementsAre(0, 1, 2));
  files[2].bytes = "damaged";
  EXPECT_THAT(of_one_run(Together(files).given), ElementsAre(0, 1, 2))
      << "one that was forked belongs to it, though it cannot be read";
}

TEST(OneRun, BrothersWithoutAParentAreOneWhereTheyRanTogether) {
  auto files = testing::family_files();
  files.erase(files.begin());
  files.push_back(lonely("w.99.gltrace", process_info(99, kArbiter, 5000 * kMs)));
  EXPECT_THAT(of_one_run(Together(files).given), ElementsAre(0, 1));
}

TEST(FamilyText, IsATableAndWhatHappenedInTheOrderOfTime) {
  const std::string text = Together(testing::family_files()).text();
  EXPECT_THAT(text, HasSubstr("gunicorn 4711"));
  EXPECT_THAT(text, HasSubstr("\n  gunicorn 4712"));
  EXPECT_THAT(text, HasSubstr("0.060 s  gunicorn 4711 sends SIGTERM to gunicorn 4712\n"));
  EXPECT_THAT(text, HasSubstr("w.4713.gltrace"));
  EXPECT_LT(text.find("SIGTERM"), text.find("SIGHUP"));
}

TEST(FamilyJson, HasAllOfIt) {
  const Together all(testing::family_files());
  const facts::Json json = family_to_json(english(), all.family, all.given);
  EXPECT_EQ(json["processes"].size(), 3u);
  EXPECT_EQ(json["processes"][2]["ending"], "killed");
  EXPECT_EQ(json["processes"][1]["parent_index"], 0);
  EXPECT_EQ(json["processes"][1]["lanes"].size(), 4u);
  EXPECT_EQ(json["processes"][0]["findings"], nullptr) << "nobody has looked";
  size_t signals = 0;
  for (const auto& one : json["happenings"]) {
    if (one["kind"] != "signalled") continue;
    ++signals;
    EXPECT_EQ(one["to"], "process");
    EXPECT_GT(one["step"], 0);
  }
  EXPECT_EQ(signals, 3u);
}

}  // namespace
}  // namespace greenlens::processes
