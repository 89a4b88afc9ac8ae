// Who is parked where, what looks wrong, and who took the time: of recordings that are written down
// here fact by fact.
#include "tracer/findings/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/english.h"
#include "tests/support/parked_trace.h"
#include "tracer/facts/json_fields.h"
#include "tracer/findings/beside.h"
#include "tracer/findings/findings_text.h"
#include "tracer/findings/own_place.h"
#include "tracer/findings/parked.h"
#include "tracer/findings/parked_text.h"
#include "tracer/findings/top.h"
#include "tracer/store/timeline.h"

namespace greenlens {

using namespace facts;
using namespace findings;

namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::english;
using Program = testing::ParkedProgram;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr GreenletId kMain = 1, kHub = 2;
constexpr uint64_t kMillisecond = 1'000'000;

std::vector<Finding> found(const store::Timeline& timeline) { return *find_all(timeline); }

const Finding* of_kind(const std::vector<Finding>& all, Kind kind) {
  for (const Finding& one : all) {
    if (one.kind == kind) return &one;
  }
  return nullptr;
}

std::vector<Group> parked_at_end(const store::Timeline& timeline) {
  const auto counted = store::count_steps(timeline, 0, timeline.size());
  return parked(timeline.state(timeline.size()), *counted);
}

TEST(OwnPlace, IsTheProgramsInnermostFrameAndNoLibrarys) {
  Program program;
  const GreenletId reader = program.spawn("reader-3", 10);
  program.go(kHub), program.go(reader);
  program.tell(FramesSeen{
      reader,
      0,
      {testing::seen_frame(1, "app.py", "reader", 20, "guard(f)"),
       testing::seen_frame(2, "app.py", "guard", 7, "sock.recv(100)"),
       testing::seen_frame(3, "gevent/_socketcommon.py", "recv", 663, "self._wait(e)", true)}});
  program.go(kHub);
  const state::State state = program.timeline().state(program.timeline().size());
  const Place place = own_place(state, state.greenlets.at(reader));
  EXPECT_EQ(place.at.line, 7u);
  EXPECT_EQ(place.call, "sock.recv(100)");
  EXPECT_EQ(place_text(place), "sock.recv(100)  app.py:7");
  EXPECT_EQ(own_place(state, state.greenlets.at(kMain)).at.line, 10u)
      << "whose frames nobody has seen is at the line that it told";
}

TEST(OwnPlace, OfOneThatIsInLibrariesOnlyIsTheInnermost) {
  Program program;
  program.go(kHub);
  program.tell(FramesSeen{kHub,
                          0,
                          {testing::seen_frame(1, "gevent/hub.py", "Hub.run", 647, "loop.run()",
                                               /*is_library=*/true)}});
  const state::State state = program.timeline().state(program.timeline().size());
  EXPECT_EQ(own_place(state, state.greenlets.at(kHub)).at.line, 647u);
  EXPECT_TRUE(is_hub(state, state.greenlets.at(kHub)));
  EXPECT_FALSE(is_hub(state, state.greenlets.at(kMain)));
}

TEST(Parked, ThoseAtTheSamePlaceAreAGroupTheLargestFirst) {
  Program program;
  std::vector<GreenletId> consumers;
  for (int i = 0; i < 3; ++i) consumers.push_back(program.spawn("consumer", 12));
  const GreenletId other = program.spawn("other", 13), unborn = program.spawn("unborn", 14);
  for (const GreenletId one : consumers) {
    program.go(kHub), program.go(one);
    program.tell(
        FramesSeen{one, 0, {testing::seen_frame(one, "app.py", "consumer", 22, "q.get()")}});
  }
  program.go(kHub), program.go(other);
  program.tell(
      FramesSeen{other, 0, {testing::seen_frame(9, "app.py", "other", 30, "done.wait()")}});
  program.go(kHub);
  for (const GreenletId one : consumers) {
    program.tell(WaitSeen{one, WaitFor::item, "Queue", 0, 1});
  }
  const std::vector<Group> groups = parked_at_end(program.timeline());
  ASSERT_EQ(groups.size(), 5u) << parked_text(
      english(), program.timeline().state(program.timeline().size()), groups, 0, 9);
  EXPECT_EQ(place_text(groups[0].place), "q.get()  app.py:22");
  EXPECT_EQ(groups[0].all.size(), 3u);
  EXPECT_EQ(groups[0].bytes, 3 * 512u);
  EXPECT_LT(groups[0].all[0].since, groups[0].all[2].since) << "who waits longest comes first";
  EXPECT_EQ(groups[0].all[0].spawned.line, 12u);
  const auto life_of = [&](size_t i) { return groups[i].life; };
  EXPECT_EQ(life_of(1), state::Life::suspended);
  EXPECT_EQ(life_of(3), state::Life::unstarted);
  EXPECT_EQ(groups[3].all[0].id, unborn);
  EXPECT_EQ(groups[3].place.at.line, 14u) << "who never ran is where he was made";
  EXPECT_EQ(life_of(4), state::Life::running);
  EXPECT_TRUE(groups[4].all[0].is_hub);

  const state::State state = program.timeline().state(program.timeline().size());
  const std::string text = parked_text(english(), state, groups, 0, 1);
  EXPECT_THAT(text, HasSubstr("q.get()  app.py:22  ×3"));
  EXPECT_THAT(text, HasSubstr("an item"));
  EXPECT_THAT(text, HasSubstr("2 more"));
  const Json json = parked_to_json(state, groups);
  EXPECT_EQ(json[0]["call"], "q.get()");
  EXPECT_EQ(json[0]["greenlets"].size(), 3u);
  EXPECT_EQ(json[0]["greenlets"][0]["waits_for"]["kind"], "item");
  EXPECT_EQ(json[0]["greenlets"][0]["spawned"]["line"], 12);
}

TEST(Parked, WhoGoesOnWaitsForNothingAnyMore) {
  Program program;
  const GreenletId one = program.spawn("one", 5);
  program.go(kHub), program.go(one), program.go(kHub);
  program.tell(WaitSeen{one, WaitFor::lock, "Semaphore", 0, 1});
  const auto wait_of = [&] {
    return program.timeline().state(program.timeline().size()).greenlets.at(one).wait;
  };
  ASSERT_NE(wait_of(), nullptr);
  EXPECT_EQ(wait_of()->what, "Semaphore");
  program.go(one);
  EXPECT_EQ(wait_of(), nullptr);
}

TEST(Findings, OfAProgramThatIsWellThereAreNone) {
  Program program;
  const GreenletId one = program.spawn("one", 5);
  program.go(kHub), program.go(one), program.finish(kHub), program.go(kMain);
  EXPECT_THAT(found(program.end()), IsEmpty());
}

TEST(Findings, AHubThatCannotGoOnLeavesEverybodyParked) {
  Program program;
  for (int i = 0; i < 6; ++i) {
    const GreenletId one = program.spawn("stuck", 5);
    program.go(kHub), program.go(one);
  }
  program.go(kHub);
  const uint64_t step = program.go(kMain, Payload::error, "LoopExit: 'would block'");
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::never_woken);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->step, step);
  EXPECT_EQ(finding->count, 6u) << "neither main nor the hub";
  EXPECT_EQ(of_kind(all, Kind::leak), nullptr) << "who cannot go on was not forgotten";
  EXPECT_THAT(finding_text(english(), *finding), HasSubstr("6 greenlets are parked"));
}

TEST(Findings, WhoRunsForLongIsSaidAndNoHub) {
  Program program;
  const GreenletId greedy = program.spawn("crawl-3", 5), other = program.spawn("other", 6);
  program.go(kHub), program.wait(900 * kMillisecond);  // it waits for input, as hubs do
  program.go(other), program.go(kHub);
  program.go(greedy);
  const uint64_t from = program.timeline().size();
  program.wait(412 * kMillisecond);
  program.tell(LineReached{greedy, {"app.py", "crawl", 21}, -0x300});
  program.go(kHub), program.go(kMain);
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::never_yields);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->greenlet, greedy);
  EXPECT_EQ(finding->step, from);
  EXPECT_EQ(finding->ns / kMillisecond, 412u);
  EXPECT_EQ(finding->at.line, 21u);
  EXPECT_THAT(finding_text(english(), *finding), AllOf(HasSubstr("crawl-3"), HasSubstr("412 ms")));
  EXPECT_EQ(std::count_if(all.begin(), all.end(),
                          [](const Finding& one) { return one.kind == Kind::never_yields; }),
            1);
}

TEST(Findings, ARunIsAsLongAsItIsAskedForAndKeepsOutOnlyItsOwnThread) {
  Program program;
  const GreenletId greedy = program.spawn("crawl-3", 5), other = program.spawn("other", 6);
  program.go(kHub), program.go(other), program.go(kHub), program.go(greedy);
  program.wait(412 * kMillisecond);
  program.go(kHub), program.go(kMain);
  const auto runs = [&](uint64_t from_ms) {
    return find_all(program.timeline(), {}, nullptr, from_ms * kMillisecond)->size();
  };
  program.end();
  const size_t without = runs(413);
  EXPECT_EQ(runs(412), without + 1);
}

// Three consumers were woken by the producer, one of them by another one last; it ends.
TEST(Findings, WhoCouldHaveWokenThemIsNamedAndWhetherItHasEnded) {
  for (const bool ends : {true, false}) {
    Program program;
    const GreenletId producer = program.spawn("producer", 5), other = program.spawn("other", 6);
    std::vector<GreenletId> consumers;
    for (int i = 0; i < 3; ++i) consumers.push_back(program.spawn("consumer", 7));
    program.go(kHub);
    const auto wake = [&](GreenletId one, GreenletId by) {
      program.tell(facts::WakeSeen{one, by, 1000, {"app.py", "produce", 13}, "q.put(x)"});
      program.go(one), program.go(kHub);
    };
    for (const GreenletId one : consumers) wake(one, producer);
    wake(consumers[0], consumers[0]);
    wake(consumers[1], other);
    program.go(other), program.go(kHub);
    program.go(producer);
    uint64_t last = program.timeline().size();
    ends ? program.finish(kHub) : static_cast<void>(program.go(kHub));
    program.go(kMain, facts::Payload::error, "LoopExit: would block forever");
    const std::vector<Finding> all = found(program.end());
    const Finding* finding = of_kind(all, Kind::never_woken);
    ASSERT_NE(finding, nullptr);
    ASSERT_TRUE(finding->cause);
    EXPECT_EQ(finding->cause->greenlet, producer);
    EXPECT_EQ(finding->cause->count, 2u);
    EXPECT_EQ(finding->cause->has_ended, ends);
    EXPECT_GT(finding->cause->step, last);
    EXPECT_LT(finding->cause->step, finding->step);
    EXPECT_THAT(finding_text(english(), *finding),
                AllOf(HasSubstr("producer had made 2 of them ready last"),
                      HasSubstr(ends ? "has ended" : "is parked itself")));
  }
}

TEST(Findings, WhoWasReadyMeanwhileIsCounted) {
  Program program;
  const GreenletId greedy = program.spawn("greedy", 5), early = program.spawn("early", 6),
                   late = program.spawn("late", 7);
  program.go(kHub), program.go(early), program.go(kHub), program.go(late), program.go(kHub);
  program.go(greedy), program.wait(400 * kMillisecond), program.go(kHub);
  // Made ready in the middle of the long run; and after it.
  program.tell(facts::WakeSeen{early, greedy, 200 * kMillisecond, {}, ""});
  program.go(early), program.go(kHub);
  program.wait(30 * kMillisecond);
  program.tell(facts::WakeSeen{late, early, 20 * kMillisecond, {}, ""});
  program.go(late), program.go(kHub), program.go(kMain);
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::never_yields);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->greenlet, greedy);
  EXPECT_EQ(finding->ready, 1u);
  EXPECT_THAT(finding_text(english(), *finding), HasSubstr("1 of whom were ready"));
}

TEST(Findings, ALongRunSaysWhereItWasSeenToStand) {
  Program program;
  const GreenletId greedy = program.spawn("greedy", 5), other = program.spawn("other", 6);
  program.go(kHub), program.go(other);
  const facts::SourceLine parse{"app.py", "parse", 21}, fetch{"app.py", "fetch", 30};
  // Of another run, and of another one's.
  program.tell(facts::RunSampled{other, fetch, "get(page)"});
  program.go(kHub), program.go(greedy);
  for (int i = 0; i < 3; ++i) {
    program.wait(20 * kMillisecond);
    program.tell(facts::RunSampled{greedy, parse, "parse(page)"});
  }
  program.wait(20 * kMillisecond);
  program.tell(facts::RunSampled{greedy, fetch, ""});
  program.go(kHub), program.go(kMain);
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::never_yields);
  ASSERT_NE(finding, nullptr);
  ASSERT_EQ(finding->samples.size(), 2u);
  EXPECT_EQ(finding->samples[0].place, (Place{parse, "parse(page)"}));
  EXPECT_EQ(finding->samples[0].count, 3u);
  EXPECT_EQ(finding->samples[1].place, (Place{fetch, ""}));
  EXPECT_THAT(
      finding_text(english(), *finding),
      HasSubstr("Looked at 4 times meanwhile, it stood at parse(page)  app.py:21 (3 times), "
                "fetch  app.py:30."));
  const facts::Json json = finding_to_json(english(), *finding);
  EXPECT_EQ(json["samples"][0]["line"], 21);
  EXPECT_EQ(json["samples"][0]["count"], 3);
}

// Where switches were only noted it is told at the standstill who had woken whom before.
TEST(Findings, WhoHadWokenThemIsKnownFromWhatIsToldLate) {
  Program program;
  const GreenletId producer = program.spawn("producer", 5), one = program.spawn("consumer", 6);
  program.go(kHub), program.go(one), program.go(kHub), program.go(producer), program.finish(kHub);
  program.tell(facts::WakeSeen{one, producer, 900 * kMillisecond, {}, "q.put(1)", true});
  EXPECT_EQ(program.timeline().state(program.timeline().size()).greenlets.at(one).wake, nullptr);
  program.go(kMain, facts::Payload::error, "LoopExit: would block forever");
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::never_woken);
  ASSERT_NE(finding, nullptr);
  ASSERT_TRUE(finding->cause);
  EXPECT_EQ(finding->cause->greenlet, producer);
  const auto counted = store::count_steps(program.timeline(), 0, program.timeline().size());
  for (const Row& row : by_greenlet(*counted)) EXPECT_EQ(row.wakes, 0u) << row.name;
}

// It had begun them, and it is the one that is told.
TEST(Findings, MainIsNoCauseOfWhatItIsTold) {
  Program program;
  const GreenletId one = program.spawn("consumer", 6);
  program.tell(facts::WakeSeen{one, kMain, 0, {}, "gevent.spawn(consumer)"});
  program.go(kHub), program.go(one), program.go(kHub);
  program.go(kMain, facts::Payload::error, "LoopExit: would block forever");
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::never_woken);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->count, 1u);
  EXPECT_FALSE(finding->cause) << finding->cause->name;
}

// In a lean recording it is not said what a switch throws.
TEST(Findings, WhoIsNeverWokenIsKnownFromHowTheProgramEnds) {
  for (const bool is_told : {true, false}) {
    Program program;
    const GreenletId one = program.spawn("consumer", 6);
    program.go(kHub), program.go(one), program.go(kHub);
    program.go(kMain, facts::Payload::error, is_told ? "LoopExit: would block forever" : "");
    facts::ProgramFinished end;
    end.how = facts::End::raised;
    end.what = "LoopExit: This operation would block forever";
    const uint64_t last = program.tell(end);
    const std::vector<Finding> all = found(program.timeline());
    ASSERT_EQ(std::count_if(all.begin(), all.end(),
                            [](const Finding& f) { return f.kind == Kind::never_woken; }),
              1);
    EXPECT_EQ(of_kind(all, Kind::never_woken)->count, 1u);
    EXPECT_EQ(of_kind(all, Kind::never_woken)->step == last, !is_told);
  }
}

TEST(Beside, SaysWhoIsParkedAtALineAndWhatIsWrongWithIt) {
  const store::Timeline timeline = testing::parked_timeline(3);
  const state::State end = timeline.state(timeline.size());
  const std::vector<Group> groups = parked_at_end(timeline);
  const Group& consumers = groups.front();
  ASSERT_EQ(consumers.all.size(), 3u);
  const uint32_t line = consumers.place.at.line;
  const uint64_t since = consumers.all.front().since_ns, now = since + 5'800'000'000;
  const auto beside = [&](const std::vector<Finding>& findings) {
    return beside_lines(english(), consumers.place.at.file, groups, now, findings);
  };
  EXPECT_EQ(beside({}).at(line), (Beside{"parked 5.80 s", false}));
  Finding slow, leak;
  slow.kind = Kind::never_yields, slow.ns = 412 * kMillisecond;
  slow.at = {consumers.place.at.file, "crawl", 21};
  leak.kind = Kind::leak, leak.count = 198, leak.at = {consumers.place.at.file, "m", line};
  EXPECT_EQ(beside({slow}).at(21), (Beside{"ran 412 ms", true}));
  EXPECT_EQ(beside({leak}).at(line), (Beside{"parked 5.80 s, leak ×198", true}));
  slow.samples = {{{{consumers.place.at.file, "parse", 25}, ""}, 4}};
  EXPECT_EQ(beside({slow}).count(21), 0u) << "it stood elsewhere";
  EXPECT_EQ(beside({slow}).at(25), (Beside{"ran 412 ms", true}));
  EXPECT_THAT(beside_lines(english(), "other.py", groups, now, {slow, leak}), IsEmpty());
}

TEST(Top, SaysHowLongTheyWereReady) {
  Program program;
  const GreenletId one = program.spawn("one", 5);
  program.go(kHub);
  for (const uint64_t ms : {3, 5}) {
    program.tell(facts::WakeSeen{one, kHub, ms * kMillisecond, {}, ""});
    program.go(one), program.go(kHub);
  }
  const auto counted = store::count_steps(program.end(), 0, program.timeline().size());
  for (const Row& row : by_greenlet(*counted)) {
    EXPECT_EQ(row.ready_ns, row.greenlet == one ? 8 * kMillisecond : 0) << row.name;
    EXPECT_EQ(row.wakes, row.greenlet == one ? 2u : 0u) << row.name;
  }
}

TEST(Findings, WhoIsLeftIsToldByWhoMadeThem) {
  Program program;
  for (uint64_t i = 0; i < kManyOfALine; ++i) {
    const GreenletId one = program.spawn("leak", 31);
    program.go(kHub), program.go(one);
  }
  const GreenletId few = program.spawn("few", 40);
  program.go(kHub), program.go(few), program.go(kHub), program.go(kMain);
  program.spawn("flusher-9", 28);
  const std::vector<Finding> all = found(program.end());
  const Finding* leak = of_kind(all, Kind::leak);
  ASSERT_NE(leak, nullptr);
  EXPECT_EQ(leak->count, kManyOfALine);
  EXPECT_EQ(leak->at.line, 31u);
  EXPECT_EQ(leak->bytes, kManyOfALine * 512);
  const Finding* never = of_kind(all, Kind::never_started);
  ASSERT_NE(never, nullptr);
  EXPECT_EQ(never->count, 1u);
  EXPECT_EQ(finding_text(english(), *never), "flusher-9, made at app.py:28, was never started.");
}

TEST(Findings, WhatGeventsPoolHasMadeForAThreadThatDidNotBeginIsNobodysFault) {
  Program program;
  program.spawn("_WorkerGreenlet-8", 20), program.spawn("_WorkerGreenlet-9", 20);
  EXPECT_EQ(of_kind(found(program.end()), Kind::never_started), nullptr);
}

TEST(Findings, WhatIsStillRunningIsNoLeak) {
  Program program;
  for (uint64_t i = 0; i < 2 * kManyOfALine; ++i) {
    const GreenletId one = program.spawn("busy", 31);
    program.go(kHub), program.go(one);
  }
  EXPECT_THAT(found(program.timeline()), IsEmpty()) << "the recording has not come to its end";
}

TEST(Findings, ABigCopyIsSaidOnceWithItsStep) {
  Program program;
  const GreenletId big = program.spawn("big", 5);
  program.go(kHub), program.go(big);
  program.saves(kBigCopy + 8);
  program.go(kHub);
  program.saves(512);
  program.go(big), program.finish(kHub), program.go(kMain);
  const std::vector<Finding> all = found(program.end());
  const Finding* finding = of_kind(all, Kind::big_copy);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->bytes, kBigCopy + 8);
  EXPECT_EQ(finding->greenlet, big);
}

TEST(Findings, RefusedSwitchesAndLostErrorsAreCounted) {
  Program program;
  for (int i = 0; i < 3; ++i) {
    program.tell(SwitchRequested{kMain, 77, Payload::value, ""});
    program.tell(SwitchFailed{kMain, "Cannot switch to a different thread"});
    program.tell(SwitchFailed{kMain, "something else"});
  }
  program.tell(ErrorIgnored{kHub, "KeyError: 'x'"});
  program.tell(Printed{kMain, "2026 <Greenlet at 0x7f: work> failed with ValueError"});
  program.tell(Printed{kMain, "it failed with dignity, and went on"});
  const std::vector<Finding> all = found(program.end());
  ASSERT_NE(of_kind(all, Kind::wrong_thread), nullptr);
  EXPECT_EQ(of_kind(all, Kind::error_ignored)->text, "KeyError: 'x'");
  ASSERT_NE(of_kind(all, Kind::error_printed), nullptr);
  EXPECT_EQ(of_kind(all, Kind::error_printed)->count, 1u);
}

TEST(Findings, EachKindHasItsWords) {
  for (size_t i = 0; i < enum_names(Kind{}).size(); ++i) {
    for (const uint64_t count : {1, 7}) {
      Finding finding;
      finding.kind = static_cast<Kind>(i);
      finding.count = count;
      finding.name = "name";
      const std::string text = finding_text(english(), finding);
      EXPECT_THAT(text, AllOf(Not(HasSubstr("«")), Not(HasSubstr("{")))) << enum_names(Kind{})[i];
      EXPECT_THAT(kind_text(english(), finding.kind), Not(HasSubstr("«")));
      const Json json = finding_to_json(english(), finding);
      EXPECT_EQ(json["sentence"], text);
      EXPECT_EQ(json["kind"], enum_names(Kind{})[i]);
    }
  }
}

TEST(Top, TimesAddUpByLineAndByGreenlet) {
  Program program;
  const GreenletId a = program.spawn("a", 10), b = program.spawn("b", 10);
  program.go(kHub);
  for (const GreenletId one : {a, b, a}) {
    program.go(one);
    program.wait(10 * kMillisecond);
    program.go(kHub);
  }
  const auto counted = store::count_steps(program.timeline(), 0, program.timeline().size());
  const std::vector<Row> greenlets = by_greenlet(*counted);
  const auto of = [&](const std::string& name) {
    for (const Row& row : greenlets) {
      if (row.name == name) return row;
    }
    return Row{};
  };
  EXPECT_EQ(of("a").ran_ns / kMillisecond, 20u);
  EXPECT_EQ(of("b").ran_ns / kMillisecond, 10u);
  EXPECT_EQ(of("a").runs, 2u);
  EXPECT_EQ(of("b").waited_ns / kMillisecond, 20u) << "while a ran";
  const std::vector<Row> lines = by_line(*counted);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0].spawned.line, 10u);
  EXPECT_EQ(lines[0].count, 2u);
  EXPECT_EQ(lines[0].alive, 2u);
  EXPECT_EQ(lines[0].ran_ns, of("a").ran_ns + of("b").ran_ns);
  EXPECT_THAT(top_text(english(), greenlets, 1), HasSubstr("3 more"));
  EXPECT_EQ(top_to_json(lines)[0]["greenlets"], 2);
}

}  // namespace
}  // namespace greenlens
