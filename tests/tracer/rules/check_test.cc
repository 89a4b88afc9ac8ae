// What check() notices, and what it must not take for wrong.
#include "tracer/rules/check.h"

#include <gmock/gmock.h>

#include <chrono>

#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/rules/hand_made.h"
#include "tests/tracer/rules/lean.h"
#include "tracer/rules/plan.h"

namespace greenlens::rules {
namespace {

using namespace facts;
using namespace testing::hand_made;
using state::State;
using ::testing::HasSubstr;

std::vector<Facts> whole_program() {
  return {created(),   main_starts_gr1(),      gr1_works(), gr1_starts_gr2(),
          gr2_works(), gr2_goes_back_to_gr1(), gr1_ends(),  main_ends()};
}

// The findings of `told`, after what was told before.
std::string found(const State& state, const Fact& told) { return text(check(state, told)); }

// The state before the n-th fact (from 0) of a part that follows on `state`.
State until(State state, const Facts& part, size_t n) {
  for (size_t i = 0; i < n; ++i) tell(&state, {part[i]});
  return state;
}

TEST(Check, FindsNothingInTheArticlesProgram) {
  State state;
  for (const Facts& part : whole_program()) {
    for (const Fact& fact : part) {
      EXPECT_EQ(found(state, fact), "") << text(fact);
      tell(&state, {fact});
    }
  }
}

TEST(Check, FindsNothingInTheSampleOfTheOtherTests) {
  State state;
  for (const Event& event : testing::sample_events()) {
    EXPECT_EQ(found(state, event.fact), "") << text(event.fact);
    apply(&state, event);
  }
}

TEST(Check, SaysWhichFieldAndBothValues) {
  const Facts part = gr2_goes_back_to_gr1();
  const State state = until(gr2_runs(), part, 4);
  const std::vector<Contradiction> all =
      check(state, SliceSaved{kGr2, Extent::partial, -0x470, -0x2c0, 431, {}});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_STREQ(all[0].field, "extent");
  EXPECT_EQ(all[0].told, Value(Extent::partial));
  EXPECT_EQ(all[0].expected, Value(Extent::whole));
  EXPECT_STREQ(all[1].field, "stack_saved");
  EXPECT_EQ(all[1].told, Value(uint64_t{431}));
  EXPECT_EQ(all[1].expected, Value(uint64_t{432}));
}

TEST(Check, EveryFactOfASwitchHasItsTime) {
  State state = after({created()});
  const std::vector<Facts> parts = {main_starts_gr1(),      gr1_works(),
                                    gr1_starts_gr2(),       gr2_works(),
                                    gr2_goes_back_to_gr1(), gr1_ends()};
  for (const Facts& part : parts) {
    for (size_t i = 0; i < part.size(); ++i) {
      const State here = until(state, part, i);
      for (size_t other = 0; other < part.size(); ++other) {
        // A fact that leaves no trace may be told once more, or be left out.
        const bool dying = &part == &parts.back();
        const auto leaves_no_trace = [dying](const Fact& f) {
          return (dying && std::holds_alternative<StackPointerMoved>(f)) ||
                 std::holds_alternative<RegistersSaved>(f) ||
                 std::holds_alternative<OriginNotSaved>(f) ||
                 std::holds_alternative<StackPrevRelinked>(f);
        };
        bool may_come = other == i || leaves_no_trace(part[other]);
        for (size_t k = i; k < other; ++k) {
          if (k + 1 == other && leaves_no_trace(part[k])) may_come = true;
          if (k + 2 == other && leaves_no_trace(part[k]) && leaves_no_trace(part[k + 1])) {
            may_come = true;
          }
        }
        const bool program = std::holds_alternative<LineReached>(part[other]) ||
                             std::holds_alternative<Printed>(part[other]) ||
                             std::holds_alternative<FramePushed>(part[other]) ||
                             std::holds_alternative<FramePopped>(part[other]);
        const bool asks = std::holds_alternative<SwitchRequested>(part[other]) ||
                          std::holds_alternative<GreenletFinished>(part[other]) ||
                          std::holds_alternative<TargetFound>(part[other]) ||
                          std::holds_alternative<Delivered>(part[other]);
        if (may_come || program || asks) continue;
        EXPECT_NE(found(here, part[other]), "") << text(part[other]) << "\n instead of \n"
                                                << text(part[i]);
      }
    }
    tell(&state, part);
  }
}

TEST(Check, NamesTheFactThatIsMissing) {
  const Facts part = gr2_goes_back_to_gr1();
  EXPECT_THAT(found(until(gr2_runs(), part, 4), part[5]),
              HasSubstr("order: told stack_pointer_moved, expected slice_saved"));
  EXPECT_THAT(found(until(gr2_runs(), part, 6), part[7]),
              HasSubstr("order: told stack_prev_relinked, expected slice_restored"));
  EXPECT_THAT(found(gr2_runs(), part[4]),
              HasSubstr("order: told slice_saved, expected switch_requested"));
  EXPECT_THAT(found(until(gr2_runs(), part, 6), Printed{kGr1, "too early"}),
              HasSubstr("order: told printed, expected slice_restored"));
  EXPECT_THAT(found(after(whole_program()), Printed{kMain, "too late"}),
              HasSubstr("order: told printed, expected nothing"));
  EXPECT_THAT(found(until(gr1_runs_again(), gr1_ends(), 5), StackStartSet{kGr1, -0x260}),
              HasSubstr("order: told stack_start_set, expected origin_not_saved"));
}

TEST(Check, NoticesWhatCannotBeInATree) {
  const State state = gr1_runs();
  EXPECT_NE(found(state, GreenletCreated{9, "second main", 0, kStarted, kEverything}), "");
  EXPECT_NE(found(state, GreenletCreated{kGr2, "again", kMain}), "");
  EXPECT_NE(found(state, GreenletCreated{9, "its own parent", 9}), "");
  EXPECT_NE(found(state, GreenletCreated{9, "an orphan", 77}), "");
  EXPECT_NE(found(state, GreenletCreated{9, "old", kMain, -64, -32}), "");
  EXPECT_NE(found(state, ParentChanged{kGr2, kMain, kGr2}), "");
  EXPECT_NE(found(state, ParentChanged{kMain, 0, kGr2}), "");
  EXPECT_NE(found(state, ParentChanged{99, kMain, kGr2}), "");
  EXPECT_EQ(found(state, ParentChanged{kGr2, kMain, kGr1}), "");
  State family = state;
  tell(&family, {ParentChanged{kGr2, kMain, kGr1}});
  EXPECT_THAT(found(family, ParentChanged{kGr1, kMain, kGr2}), HasSubstr("new_parent"))
      << "a circle";
}

TEST(Check, NoticesSlicesThatEndWhereTheyBegin) {
  State state;
  tell(&state, {GreenletCreated{kMain, "main", 0, kStarted, kEverything}});
  EXPECT_EQ(found(state, GreenletCreated{kGr1, "gr1", kMain, -64, -32}), "");
  EXPECT_NE(found(state, GreenletCreated{kGr1, "gr1", kMain, -32, -64}), "");
  EXPECT_NE(found(state, GreenletCreated{kGr1, "gr1", kMain, -32, kNull}), "");
}

TEST(Check, NoticesGreenletsThatDoNotRun) {
  const State state = gr1_runs();
  EXPECT_THAT(found(state, Printed{kMain, "x"}), HasSubstr("greenlet: told 1, expected 2"));
  EXPECT_NE(found(state, LineReached{kGr2, {}, -64}), "");
  EXPECT_NE(found(state, FramePushed{kGr1, 2, 2, {}}), "") << "the frame exists";
  EXPECT_NE(found(state, FramePushed{kGr1, 9, 1, {}}), "") << "that one is main's";
  EXPECT_NE(found(state, FramePopped{kGr1, 1}), "");
  EXPECT_NE(found(state, GreenletFinished{kMain, Finish::returned, ""}), "");
  EXPECT_NE(found(state, GreenletFreed{kGr1}), "");
  EXPECT_NE(found(state, GreenletFreed{99}), "");
  EXPECT_NE(found(state, GreenletRenamed{99, "x"}), "");
}

TEST(Check, AfterALossOnlyWhatContradictsItselfIsNoticed) {
  State state = gr2_runs();
  tell(&state, {EventsLost{3}});
  EXPECT_EQ(found(state, Printed{77, "from a greenlet that nobody knows"}), "");
  EXPECT_EQ(found(state, SliceSaved{kGr1, Extent::whole, -64, -32, 99, {}}), "");
  EXPECT_EQ(found(state, RegistersRestored{kMain, -12, {}}), "");
  EXPECT_NE(found(state, SliceSaved{kGr1, Extent::whole, -32, -64, 99, {}}), "") << "reversed";
  EXPECT_NE(found(state, SliceSaved{kGr1, Extent::whole, -64, -32, 31, {}}), "") << "too few";
  EXPECT_NE(found(state, SliceSaved{kGr1, Extent::whole, -64, -32, 32, "abc"}), "");
  EXPECT_NE(found(state, SliceRestored{kGr1, -32, -64}), "");
  EXPECT_NE(found(state, GreenletCreated{9, "", 9}), "");
  EXPECT_NE(found(state, ParentChanged{kGr1, kMain, kGr1}), "");
}

TEST(Check, BelievesWhatIsToldOfThoseWhoHadBegunBeforeTheRecording) {
  // gr1 runs and main is suspended when the recording begins.
  State state;
  tell(&state, {GreenletCreated{kMain, "main", 0, -0x240, kEverything},
                GreenletCreated{kGr1, "gr1", kMain, kStarted, -0x1a0}});
  for (const Facts& part : {gr1_ends(), main_ends()}) {
    for (const Fact& fact : part) {
      EXPECT_EQ(found(state, fact), "") << text(fact);
      tell(&state, {fact});
    }
  }
}

TEST(Check, ASwitchThatAnotherOneHasInterruptedGoesOn) {
  // While gr2's body is looked up main switches to gr1, which comes back: only then gr2 starts.
  State state = before_gr1_starts();
  tell(&state, {SwitchRequested{kMain, kGr2, Payload::value, "()"}});
  for (const Facts& part : {main_starts_gr1(), gr1_works()}) {
    for (const Fact& fact : part) {
      EXPECT_EQ(found(state, fact), "") << text(fact);
      tell(&state, {fact});
    }
  }
  for (const Fact& fact :
       Facts{SwitchRequested{kGr1, kMain, Payload::value, "()"}, TargetFound{kGr1, kMain, false},
             RegistersSaved{kGr1, kMain, -0x300, {}, {}}, StackStartSet{kGr1, -0x300},
             SliceSaved{kGr1, Extent::whole, -0x300, -0x1a0, 0x160, {}},
             StackPointerMoved{kMain, -0x300, -0x240}, SliceRestored{kMain, -0x240, -0x1a0},
             StackPrevRelinked{kMain, 0}, RegistersRestored{kMain, -0x240, {}},
             HostStateSwapped{kGr1, kMain, 2, 1, 1}, Delivered{kGr1, kMain, Payload::value, "()"},
             // Here the first one goes on.
             TargetFound{kMain, kGr2, true}, StartPrepared{kGr2, -0x180, kMain, 1},
             RegistersSaved{kMain, kGr2, -0x200, {}, {}}, StackStartSet{kMain, -0x200},
             SliceSaved{kMain, Extent::partial, -0x200, -0x180, 0x80, {}}, ReturnedTwice{kGr2},
             HostStateSwapped{kMain, kGr2, 1, 0, 1}, BodyEntered{kGr2},
             Delivered{kMain, kGr2, Payload::value, "()"}}) {
    EXPECT_EQ(found(state, fact), "") << text(fact);
    tell(&state, {fact});
  }
}

// Two threads, each with a greenlet that is suspended in it.
State two_threads() {
  State state;
  tell(&state, created());
  tell(&state, main_starts_gr1());
  apply(&state, {0, 2, 0, 0, ThreadBegan{"worker", -0x10000, 0, 0x7000}});
  apply(&state, {0, 2, 0, 0, GreenletCreated{10, "main", 0, kStarted, kEverything}});
  apply(&state, {0, 2, 0, 0, GreenletCreated{11, "theirs", 10}});
  return state;
}

std::string found_in(const State& state, ThreadId teller, const Fact& told) {
  return text(check(state, told, teller));
}

TEST(CheckThreads, EachIsHeldAgainstItsOwnSwitchAndItsOwnGreenlets) {
  const State state = two_threads();
  // Thread 1 runs gr1, thread 2 its main.
  EXPECT_EQ(found_in(state, 1, LineReached{kGr1, {}, -0x200}), "");
  EXPECT_EQ(found_in(state, 2, LineReached{10, {}, -0x200}), "");
  EXPECT_THAT(found_in(state, 2, LineReached{kGr1, {}, -0x200}), HasSubstr("told 2, expected 10"));
  EXPECT_EQ(found_in(state, 2, SwitchRequested{10, 11, Payload::value, "()"}), "");
  State switching = state;
  apply(&switching, {0, 2, 0, 0, SwitchRequested{10, 11, Payload::value, "()"}});
  // The other thread is in the middle of nothing.
  EXPECT_EQ(found_in(switching, 1, Printed{kGr1, "x"}), "");
  EXPECT_EQ(found_in(switching, 2, TargetFound{10, 11, true}), "");
  EXPECT_NE(found_in(switching, 1, TargetFound{kGr1, 11, true}), "");
}

TEST(CheckThreads, NoGreenletLeavesItsThread) {
  State state = two_threads();
  apply(&state, {0, 1, 0, 0, SwitchRequested{kGr1, 11, Payload::value, "()"}});
  EXPECT_EQ(found_in(state, 1, SwitchFailed{kGr1, "cannot switch to a different thread"}), "");
  EXPECT_NE(found_in(state, 1, TargetFound{kGr1, 11, true}), "");
  // One that has not begun follows its parent, where the language lets it have another one.
  apply(&state, {0, 1, 0, 0, ParentChanged{11, 10, kGr1}});
  EXPECT_EQ(found_in(state, 1, TargetFound{kGr1, 11, true}), "");
  EXPECT_EQ(plan(two_threads(), {11, -0x300, -0x240, false, 1}).refusal, Refusal::another_thread);
  EXPECT_EQ(plan(two_threads(), {11, -0x300, -0x240, false, 2}).refusal, Refusal::none);
}

facts::SeenFrame seen(facts::FrameId id, uint32_t line) {
  facts::SeenFrame frame;
  frame.id = id;
  frame.at = {"app.py", "work", line};
  frame.is_entry = true;
  return frame;
}

TEST(CheckInterpreters, FramesThatWereSeenFollowThoseOfBefore) {
  State state = two_threads();
  const auto see = [&](GreenletId who, facts::FrameId kept, std::vector<facts::SeenFrame> frames) {
    const facts::FramesSeen told{who, kept, std::move(frames)};
    const std::string found = found_in(state, 1, told);
    apply(&state, {0, 1, 0, 0, told});
    return found;
  };
  EXPECT_EQ(see(kGr1, 0, {seen(101, 10), seen(102, 20)}), "");
  EXPECT_EQ(see(kGr1, 101, {seen(102, 21), seen(103, 30)}), "") << "the same call at another line";
  EXPECT_EQ(see(kGr1, 102, {}), "") << "it has returned";
  EXPECT_EQ(see(11, 0, {seen(101, 5)}), "") << "another thread numbers its own";
  EXPECT_THAT(see(kGr1, 109, {}), HasSubstr("kept")) << "there was none like it";
  see(kGr1, 0, {seen(104, 40)});
  EXPECT_THAT(see(kGr1, 104, {seen(104, 41)}), HasSubstr("frames")) << "it cannot be inside itself";
  EXPECT_THAT(see(77, 0, {}), HasSubstr("greenlet"));
}

TEST(CheckInterpreters, WhoRunsWaitsForNothing) {
  const State state = two_threads();
  facts::WaitSeen wait{11, facts::WaitFor::greenlet, "", kGr1, 1};
  EXPECT_EQ(found_in(state, 1, wait), "");
  wait.on = 77;
  EXPECT_THAT(found_in(state, 1, wait), HasSubstr("on"));
  wait = {kGr1, facts::WaitFor::timer, "", 0, 1};
  EXPECT_THAT(found_in(state, 1, wait), HasSubstr("greenlet"));
  EXPECT_EQ(found_in(state, 2, wait), "") << "another thread's switches may come in later";
}

TEST(CheckInterpreters, WhoRunsOrHasEndedIsNotMadeReady) {
  const State state = two_threads();
  facts::WakeSeen wake{11, kGr1, 1000, {"a.py", "f", 3}, "q.put(1)"};
  EXPECT_EQ(found_in(state, 1, wake), "");
  wake.by = 77;
  EXPECT_EQ(found_in(state, 1, wake), "") << "who has done it may be gone";
  wake.greenlet = kGr1;
  EXPECT_THAT(found_in(state, 1, wake), HasSubstr("greenlet"));
  wake.greenlet = 77;
  EXPECT_THAT(found_in(state, 1, wake), HasSubstr("greenlet"));
}

TEST(CheckInterpreters, WhoRunsForLongRuns) {
  const State state = two_threads();
  facts::RunSampled sampled{state.threads.at(1).current, {"a.py", "f", 3}, "parse(page)"};
  EXPECT_EQ(found_in(state, 1, sampled), "");
  sampled.greenlet = 11;
  EXPECT_THAT(found_in(state, 1, sampled), HasSubstr("greenlet")) << "another thread's";
}

TEST(CheckInterpreters, WhoSendsASignalAsksForAnotherProgramOrHasWaitedRuns) {
  const State state = two_threads();
  const facts::GreenletId runs = state.threads.at(1).current;
  facts::SignalSent sent{runs, facts::SignalTo::process, 4711, 15, "SIGTERM"};
  EXPECT_EQ(found_in(state, 1, sent), "");
  sent.greenlet = 0;
  EXPECT_EQ(found_in(state, 1, sent), "") << "a thread without greenlets";
  sent.greenlet = 11;
  EXPECT_THAT(found_in(state, 1, sent), HasSubstr("greenlet")) << "another thread's";
  EXPECT_EQ(found_in(state, 1, facts::ExecRequested{runs, "/bin/sh"}), "");
  EXPECT_THAT(found_in(state, 1, facts::ExecRequested{11, "/bin/sh"}), HasSubstr("greenlet"));
  facts::WentAnotherWay other{runs, facts::Deed::switch_to, 2, "()"};
  EXPECT_EQ(found_in(state, 1, other), "");
  other.greenlet = 11;
  EXPECT_THAT(found_in(state, 1, other), HasSubstr("greenlet"));
  facts::ChildEnded ended{runs, 4711, facts::ChildEnd::exited, "3"};
  EXPECT_EQ(found_in(state, 1, ended), "");
  ended.greenlet = 11;
  EXPECT_THAT(found_in(state, 1, ended), HasSubstr("greenlet"));
  ended = {runs, 0, facts::ChildEnd::killed, "SIGKILL"};
  EXPECT_THAT(found_in(state, 1, ended), HasSubstr("child"));
}

TEST(CheckInstructions, ALineThatBeginsHasANumber) {
  facts::LineBegun line;
  line.at = {"a.c", "main", 1};
  EXPECT_EQ(found_in(two_threads(), 1, line), "");
  line.at.line = 0;
  EXPECT_THAT(found_in(two_threads(), 1, line), HasSubstr("line"));
}

TEST(CheckInstructions, EachFollowsTheOneBefore) {
  const auto at = [](uint64_t offset, uint64_t next, bool moved = false) {
    facts::InstructionExecuted one;
    one.offset = offset, one.next = next, one.moved = moved, one.sp = -0x300;
    return one;
  };
  State state = two_threads();
  EXPECT_EQ(found_in(state, 1, at(0, 4)), "");
  EXPECT_THAT(found_in(state, 1, at(4, 8)), HasSubstr("offset"));  // a switch begins with its first
  apply(&state, {0, 1, 0, 0, at(0, 4, true)});
  EXPECT_EQ(found_in(state, 1, at(4, 8, true)), "");
  EXPECT_THAT(found_in(state, 1, at(8, 12, true)), HasSubstr("told 8, expected 4"));
  EXPECT_THAT(found_in(state, 1, at(4, 8, false)), HasSubstr("moved"));  // nobody moves it back
  EXPECT_EQ(found_in(state, 2, at(0, 4)), "");                           // another thread's switch
  auto nowhere = at(4, 8, true);
  nowhere.sp = facts::kNull;
  EXPECT_THAT(found_in(state, 1, nowhere), HasSubstr("sp"));
  auto last = at(4, 0, true);
  last.returned = true;
  apply(&state, {0, 1, 0, 0, last});
  EXPECT_THAT(found_in(state, 1, at(8, 12, true)), HasSubstr("offset"));
}

TEST(CheckContexts, ASwitchIsCalledAndReturnsToWhomItHasCome) {
  State state = two_threads();
  const facts::ContextFound found{20,      "a",     1,       facts::StackFoundBy::variable,
                                  "stack", -0x9000, -0x8000, -0x8040};
  EXPECT_EQ(found_in(state, 1, found), "");
  auto again = found;
  again.context = kGr1;
  EXPECT_THAT(found_in(state, 1, again), HasSubstr("context"));
  auto upside_down = found;
  std::swap(upside_down.low, upside_down.high);
  EXPECT_THAT(found_in(state, 1, upside_down), HasSubstr("high"));
  auto nowhere = found;
  nowhere.stack = 0;
  EXPECT_THAT(found_in(state, 1, nowhere), HasSubstr("stack"));

  const facts::SwitchCalled called{kGr1, "swtch", {}, -0x300, {{"rbx", 5}}, {}};
  const facts::ContextEntered entered{kGr1, 20, -0x340, -0x8040, true};
  facts::SwitchReturned returned{kGr1, 20, "swtch", {}, -0x8008, {}, facts::kNull};
  EXPECT_NE(found_in(state, 1, entered), "") << "nobody has called";
  EXPECT_NE(found_in(state, 1, returned), "") << "nobody has called";
  EXPECT_EQ(found_in(state, 1, called), "");
  apply(&state, {0, 1, 0, 0, called});
  EXPECT_NE(found_in(state, 1, called), "") << "the one before is under way";
  // It may return as if nothing had been.
  EXPECT_EQ(found_in(state, 1, facts::SwitchReturned{kGr1, kGr1, "swtch", {}, -0x300, {}, -0x300}),
            "");
  EXPECT_THAT(found_in(state, 1, returned), HasSubstr("target"));
  apply(&state, {0, 1, 0, 0, found});
  auto not_its_own = entered;
  not_its_own.origin = 20;
  EXPECT_THAT(found_in(state, 1, not_its_own), HasSubstr("origin"));
  EXPECT_EQ(found_in(state, 1, entered), "");
  apply(&state, {0, 1, 0, 0, entered});
  EXPECT_EQ(found_in(state, 1, returned), "");
  returned.lost = {{"rbx", 5, 6}};
  EXPECT_THAT(found_in(state, 1, returned), HasSubstr("lost"));
  returned.lost.clear();
  returned.sp_kept = -0x8018;
  EXPECT_THAT(found_in(state, 1, returned), HasSubstr("sp"));
}

TEST(CheckThreads, OfBeginningAndEnd) {
  const State state = two_threads();
  EXPECT_NE(found_in(state, 2, ThreadBegan{"", -0x10000, 0, 1}), "") << "it has begun";
  EXPECT_EQ(found_in(state, 3, ThreadBegan{"", -0x10000, 0, 1}), "");
  EXPECT_NE(found_in(state, 3, ThreadBegan{"", 0, -0x10000, 1}), "") << "the wrong way round";
  EXPECT_EQ(found_in(state, 2, ThreadEnded{1}), "");
  EXPECT_THAT(found_in(state, 2, ThreadEnded{0}), HasSubstr("told 0, expected 1"));
  State ended = state;
  apply(&ended, {0, 2, 0, 0, ThreadEnded{1}});
  EXPECT_NE(found_in(ended, 2, Printed{10, "x"}), "") << "nothing is told after that";
  EXPECT_EQ(found_in(ended, 1, GreenletFreed{11}), "") << "any thread may free what is left";
  EXPECT_EQ(found_in(state, 1, GreenletFreed{11}), "") << "or what has not begun";
  State begun = state;
  apply(&begun, {0, 2, 0, 0, BodyEntered{11}});
  EXPECT_NE(found_in(begun, 1, GreenletFreed{11}), "") << "but not what lies on a stack";
}

TEST(CheckThreads, OfDroppedHandlesAndOtherStacks) {
  const State state = two_threads();
  EXPECT_EQ(found_in(state, 2, DroppedElsewhere{kGr1, 10}), "");
  EXPECT_EQ(found_in(state, 0, DroppedElsewhere{kGr1, 0}), "");
  EXPECT_THAT(found_in(state, 2, DroppedElsewhere{kGr1, 11}), HasSubstr("told 11, expected 10"));
  EXPECT_NE(found_in(state, 2, DroppedElsewhere{99, 10}), "");
  EXPECT_EQ(found_in(state, 2, StackEntered{10, 1, StackKind::separate, kNull, 0x5000}), "");
  EXPECT_NE(found_in(state, 2, StackEntered{10, 0, StackKind::separate, kNull, 0x5000}), "");
  EXPECT_NE(found_in(state, 2, StackEntered{10, 1, StackKind::separate, kNull, kNull}), "");
  EXPECT_NE(found_in(state, 2, StackEntered{11, 1, StackKind::separate, kNull, 0x5000}), "");
}

// Garbage, with numbers small enough to hit greenlets that exist, alone or in the middle of real
// switches. Whatever is found, nothing may break: sanitizers and the time limit are the judges.
class Garbage {
 public:
  Fact any() { return worse(random_.fact(random_.below(testing::RandomFacts::kTypes))); }
  // Another fact of the same kind.
  Fact like(const Fact& real) { return worse(random_.fact(real.index())); }
  uint64_t below(uint64_t limit) { return random_.below(limit); }
  GreenletId greenlet() { return static_cast<GreenletId>(below(12)); }
  Address address() {
    const Address far[] = {INT64_MAX, INT64_MIN + 1, INT64_MAX - 1, -1, 1, 0, -0x340, -0x1a0};
    return below(3) != 0 ? far[below(8)] : random_.value<Address>();
  }

 private:
  Fact worse(Fact fact) {
    const auto spoil = [&](auto* member) {
      using T = std::decay_t<decltype(*member)>;
      if constexpr (std::is_same_v<T, GreenletId>) {
        if (below(8) != 0) *member = greenlet();
      } else if constexpr (std::is_same_v<T, Address>) {
        if (below(2) != 0) *member = address();
      }
    };
    std::visit(
        [&](auto& f) {
          std::decay_t<decltype(f)>::fields([&](const char*, auto member) { spoil(&(f.*member)); });
        },
        fact);
    return fact;
  }

  testing::RandomFacts random_{11};
};

TEST(Check, SurvivesHostileFacts) {
  Garbage garbage;
  long told = 0, contradicted = 0;
  const auto hear = [&](State* state, const Fact& fact) {
    contradicted += !check(*state, fact).empty();
    plan(*state, {garbage.greenlet(), garbage.address(), garbage.address(), false});
    tell(state, {fact});
    ++told;
  };
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(3);
  while (std::chrono::steady_clock::now() < until) {
    State real;
    for (const Facts& part : whole_program()) {
      for (const Fact& fact : part) {
        hear(&real, garbage.below(8) == 0 ? garbage.like(fact) : fact);
        if (garbage.below(16) == 0) hear(&real, garbage.any());
        if (garbage.below(32) == 0) real.events_lost = 0, real.program_finished = false;
      }
    }
    State state;
    for (int i = 0; i < 200; ++i) {
      hear(&state, garbage.any());
      if (garbage.below(4) == 0) state.events_lost = 0, state.program_finished = false;
    }
  }
  EXPECT_GT(told, 10000);
  EXPECT_GT(contradicted, told / 8);
}

}  // namespace
}  // namespace greenlens::rules
