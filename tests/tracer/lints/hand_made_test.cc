// The lints on recordings that are written down fact by fact: what fires and what does not, at the
// edges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/english.h"
#include "tests/support/noted_trace.h"
#include "tests/support/parked_trace.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/record/recording_of.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/passed_on.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lints_text.h"
#include "tracer/lints/seeker.h"
#include "tracer/lints/thresholds.h"

namespace greenlens::lints {
namespace {

using namespace facts;
using testing::english;
using Program = testing::ParkedProgram;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

constexpr GreenletId kMain = 1, kHub = 2;
constexpr uint64_t kMs = 1'000'000;

// Programs that are written down by hand leave out much of what the rules expect.
class Believed final : public testing::PassedOn {
 public:
  using PassedOn::PassedOn;
  const std::vector<uint64_t>& contradicted() const override { return none_; }
  bool check_more() const override { return false; }

 private:
  std::vector<uint64_t> none_;
};
std::vector<Fired> fired_in(Program& program, Ends ends = Ends::here) {
  return *find_all(Believed(program.timeline()), {}, ends);
}
std::vector<Fired> fired_at_its_end(Program& program) {
  program.end();
  return fired_in(program);
}

std::vector<std::string> ids(const std::vector<Fired>& all) {
  std::vector<std::string> ids;
  for (const Fired& one : all) ids.emplace_back(id_of(one.lint));
  return ids;
}
std::vector<std::string> ids_in(const store::Trace& trace) { return ids(*find_all(trace)); }

const Fired& only(const std::vector<Fired>& all) {
  EXPECT_EQ(all.size(), 1u);
  return all.at(0);
}

// --- the hub
// One that runs for so long; `ready`: somebody was made ready so long before it let go.
std::vector<Fired> long_run(uint64_t ran_ns, uint64_t ready_ns) {
  Program program;
  const GreenletId busy = program.spawn("busy", 5), other = program.spawn("other", 6);
  program.go(kHub), program.go(other), program.go(kHub);
  program.go(busy);
  program.wait(ran_ns);
  program.go(kHub);
  if (ready_ns > 0) program.tell(WakeSeen{other, busy, ready_ns, {"app.py", "busy", 5}, ""});
  program.go(other), program.finish(kHub);
  program.go(busy), program.finish(kHub), program.go(kMain);
  return fired_at_its_end(program);
}

TEST(HubBlocked, FiresWhenOneRanForLongWhileAnotherWasReady) {
  const Fired fired = only(long_run(120 * kMs, 110 * kMs));
  EXPECT_EQ(fired.lint, Lint::hub_blocked);
  EXPECT_EQ(fired.name, "busy");
  EXPECT_GE(fired.ns, 120 * kMs);
  EXPECT_THAT(lint_text(english(), fired),
              AllOf(HasSubstr("busy ran for 120"), HasSubstr("ready")));
}

TEST(HubBlocked, IsSilentOfAShortRunAndWhereNobodyIsKnownToHaveBeenReady) {
  EXPECT_THAT(long_run(90 * kMs, 80 * kMs), IsEmpty());
  EXPECT_THAT(long_run(300 * kMs, 0), IsEmpty());
}

// --- what ends
TEST(NeverFinished, IsSilentWhereTheProgramWasEndedByAnythingElse) {
  for (const End how : {End::crashed, End::killed, End::raised, End::vanished, End::detached}) {
    Program program;
    const GreenletId one = program.spawn("one", 5);
    program.spawn("unborn", 6);
    program.go(kHub), program.go(one), program.go(kHub), program.go(kMain);
    program.tell(ProgramFinished{how, "why"});
    EXPECT_THAT(ids(fired_in(program)), IsEmpty()) << enum_names(how)[static_cast<size_t>(how)];
  }
}

TEST(NeverFinished, OfThoseThatOneLineMadeIsToldOnce) {
  Program program;
  for (int i = 0; i < 3; ++i) {
    const GreenletId one = program.spawn("worker", 5);
    program.go(kHub), program.go(one);
  }
  program.go(kHub), program.go(kMain);
  const Fired fired = only(fired_at_its_end(program));
  EXPECT_EQ(fired.lint, Lint::never_finished);
  EXPECT_EQ(fired.count, 3u);
  EXPECT_EQ(fired.bytes, 3 * 512u);
}

// --- copies
TEST(BigCopy, FiresFromOneByteAboveSixteenKiB) {
  const auto fired = [](uint64_t bytes) {
    Program program;
    const GreenletId one = program.spawn("one", 5);
    program.go(kHub), program.go(one);
    program.saves(bytes);
    program.go(kHub);
    program.saves(512);
    program.go(one), program.finish(kHub), program.go(kMain);
    return fired_at_its_end(program);
  };
  EXPECT_THAT(fired(kBigCopy), IsEmpty());
  EXPECT_EQ(only(fired(kBigCopy + 1)).bytes, kBigCopy + 1);
}

std::vector<Fired> copied(int times, const std::string& last) {
  Program program;
  const GreenletId one = program.spawn("one", 5);
  program.go(kHub), program.go(one);
  for (int i = 1; i <= times; ++i) {
    const bool is_last = i == times;
    program.tell(SliceSaved{one, Extent::whole, -0x404, -0x400, 4, is_last ? last : "same", 0});
  }
  program.finish(kHub), program.go(kMain);
  return fired_at_its_end(program);
}

TEST(CopyChurn, FiresAtTheEighthCopyOfTheVerySameBytes) {
  EXPECT_THAT(ids(copied(7, "same")), Not(Contains("copy-churn")));
  EXPECT_THAT(ids(copied(8, "diff")), Not(Contains("copy-churn")));
  EXPECT_THAT(ids(copied(8, "same")), Contains("copy-churn"));
}

// --- storms
std::vector<Fired> handed_over(uint64_t times, bool prints, const std::string& what) {
  Program program;
  const GreenletId one = program.spawn("one", 5), two = program.spawn("two", 5);
  program.go(one, Payload::value, "7"), program.go(two, Payload::value, "7");
  for (uint64_t i = 0; i < times; ++i) {
    program.go(i % 2 == 0 ? one : two, Payload::value, what);
    if (prints && i == times / 2) program.tell(Printed{i % 2 == 0 ? one : two, "here"});
  }
  program.go(kMain, Payload::value, "7");
  return fired_in(program, Ends::later);
}

TEST(SwitchStorm, FiresWhenTwoHandOverAndNothingElseHappens) {
  const Fired fired = only(handed_over(kStorm, false, "()"));
  EXPECT_EQ(fired.lint, Lint::switch_storm);
  EXPECT_EQ(fired.count, kStorm);
  EXPECT_EQ(fired.name, "two");
  EXPECT_EQ(fired.other_name, "one");
  EXPECT_THAT(ids(handed_over(kStorm - 1, false, "()")), IsEmpty());
  EXPECT_THAT(ids(handed_over(kStorm, true, "()")), IsEmpty()) << "something was printed";
  EXPECT_THAT(ids(handed_over(kStorm, false, "7")), IsEmpty()) << "something was carried";
}

// --- what cannot be so, and what is missing
TEST(SliceInvariant, FiresAtTheStepThatCannotBeSo) {
  const std::vector<Fired> all = *find_all(testing::contradictory_timeline());
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0].lint, Lint::slice_invariant) << "errors come first";
  EXPECT_EQ(all[0].step, testing::kWrongAt);
  EXPECT_THAT(lint_text(english(), all[0]), HasSubstr("slice_saved stack_saved"));
}

// What may be a consequence of it is not told.
TEST(SliceInvariant, IsAllThatIsSaidOfWhatComesBehindIt) {
  EXPECT_THAT(ids(*find_all(testing::contradictory_timeline())), ElementsAre("slice-invariant"));
  EXPECT_THAT(ids(*find_all(testing::sample_timeline())), ElementsAre("never-finished"));
}

TEST(ClobberedRegister, FiresWhereRegistersAreNotWhatTheyWere) {
  const std::vector<Fired> all = *find_all(testing::much_contradicted_timeline());
  ASSERT_THAT(ids(all), Contains("clobbered-register"));
  EXPECT_EQ(all[0].step, testing::kMuchWrongAt);
  EXPECT_EQ(all[0].times, 1u) << "a step is told once, whatever else is wrong there";
}

TEST(TraceLoss, IsAllThatIsSaidBehindIt) {
  const Fired fired = only(*find_all(testing::lossy_timeline()));
  EXPECT_EQ(fired.lint, Lint::trace_loss);
  EXPECT_EQ(fired.step, testing::kLostAt);
  EXPECT_EQ(fired.count, testing::kLost);
  EXPECT_THAT(lint_text(english(), fired), HasSubstr("7 events are missing"));
}

// --- others
TEST(SelfSwitch, CountsThemAndKeepsSomeSteps) {
  Program program;
  for (int i = 0; i < 20; ++i) {
    program.tell(SwitchRequested{kMain, kMain, Payload::value, "()"});
    program.tell(TargetFound{kMain, kMain, false});
    program.tell(Delivered{kMain, kMain, Payload::value, "()"});
  }
  std::vector<Fired> all = fired_in(program, Ends::later);
  ASSERT_THAT(ids(all), Contains("self-switch"));
  const Fired& fired = all.front();
  EXPECT_EQ(fired.times, 20u);
  EXPECT_EQ(fired.steps.size(), kSteps);
  EXPECT_EQ(fired.steps.front(), fired.step);
  EXPECT_THAT(more_steps_text(english(), fired), HasSubstr("and 12 more"));
}

TEST(Severities, OrderWhatIsTold) {
  Program program;
  const GreenletId one = program.spawn("one", 5);
  program.go(kHub), program.go(one);
  for (uint64_t i = 0; i < kDeepCalls; ++i) {
    program.tell(FramePushed{one, i + 10, i == 0 ? 0 : i + 9, {"app.py", "walk", 7}, -0x300});
  }
  program.go(kHub), program.go(kMain);
  program.tell(EventsLost{3});
  EXPECT_THAT(ids(fired_at_its_end(program)), ElementsAre("trace-loss", "deep-stack"));
}

TEST(DeepStack, FiresFromTheTwentyFifthCallOfOneFunction) {
  const auto fired = [](uint64_t calls, const char* other) {
    Program program;
    const GreenletId one = program.spawn("one", 5);
    program.go(kHub), program.go(one);
    for (uint64_t i = 0; i < calls; ++i) {
      const char* function = i % 2 == 0 ? "walk" : other;
      program.tell(FramePushed{one, i + 10, i == 0 ? 0 : i + 9, {"app.py", function, 7}, -0x300});
    }
    program.go(kHub), program.go(kMain);
    return fired_in(program, Ends::later);
  };
  EXPECT_THAT(fired(kDeepCalls - 1, "walk"), IsEmpty());
  EXPECT_THAT(fired(2 * kDeepCalls - 2, "another"), IsEmpty());
  const Fired deep = only(fired(kDeepCalls, "walk"));
  EXPECT_EQ(deep.count, kDeepCalls);
  EXPECT_EQ(deep.text, "walk");
}

TEST(FindAll, EndsWhenSomebodyDoesNotWantToWait) {
  EXPECT_FALSE(find_all(testing::sample_timeline(), [](uint64_t, uint64_t) { return false; }));
}

// What is random asks for nothing strange: nobody's parent, thread, pointer or register is wrong
// in it, and it is whole.
TEST(RandomPrograms, FireNoLintOfWhatTheyCannotDo) {
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    testing::RandomProgram program;
    program.seed = seed;
    program.switches = 120;
    const store::Timeline random = testing::random_timeline(program);
    const std::vector<std::string> fired = ids(*find_all(Believed(random)));
    for (const char* impossible :
         {"self-switch", "hub-blocked", "switch-to-dead", "parent-cycle", "cross-thread",
          "dangling-into-slice", "misaligned-sp", "lost-wakeup", "trace-loss", "big-copy",
          "deep-stack", "switch-storm"}) {
      EXPECT_THAT(fired, Not(Contains(impossible))) << seed;
    }
  }
}

// Whoever goes along without telling finds the same.
TEST(NotedSwitches, FireWhatTheSameToldOneByOneFires) {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const testing::NotedTrace noted = testing::noted_trace(5, 400, testing::Order::random, seed);
    EXPECT_EQ(ids_in(testing::loaded(noted.bytes)), ids_in(noted.expected)) << seed;
  }
}

}  // namespace
}  // namespace greenlens::lints
