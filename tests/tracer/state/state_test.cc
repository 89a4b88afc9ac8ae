// What each fact does to the state, and the questions asked of it.
#include "tracer/state/state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/first_thread.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/state/footprint.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"

namespace greenlens::state {

void PrintTo(const StackRange& r, std::ostream* out) {
  *out << '[' << r.low << ',' << r.high << ") #" << r.owner << " occupancy "
       << static_cast<int>(r.occupancy);
}

}  // namespace greenlens::state

namespace greenlens {

using namespace facts;
using namespace state;
using namespace store;

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
constexpr GreenletId kMain = 1, kGr1 = 2, kGr2 = 3;

State after(std::initializer_list<Fact> facts) {
  State state;
  for (const Fact& fact : facts) apply(&state, {0, 1, 0, 0, fact});
  return state;
}

// The state after the n-th fact of type T in test1/test2.
template <typename T>
State after_nth(int n) {
  State state;
  for (const Event& event : testing::sample_events()) {
    apply(&state, event);
    if (std::holds_alternative<T>(event.fact) && --n == 0) return state;
  }
  ADD_FAILURE() << "there are not so many " << T::kName;
  return state;
}

const GreenletState& get(const State& state, GreenletId id) { return state.greenlets.at(id); }

// One life after the other: made, freed.
void live_and_die(State* state, GreenletId id) {
  apply(state, {0, 1, 0, 0, GreenletCreated{id, "g" + std::to_string(id), kMain, kNull, kNull}});
  apply(state, {0, 1, 0, 0, GreenletFreed{id}});
}

TEST(State, LetsTheDeadGoButForTheLastOnes) {
  State state = after({GreenletCreated{kMain, "main", 0, kNull, kNull}});
  uint64_t most = 0;
  for (GreenletId id = 2; id < 5000; ++id) {
    live_and_die(&state, id);
    most = std::max<uint64_t>(most, state.greenlets.size());
    ASSERT_EQ(state.gone + state.freed.size(), id - 1u);
    ASSERT_EQ(state.greenlets.size(), state.freed.size() + 1);
    ASSERT_TRUE(state.greenlets.count(id)) << "who was freed just now is spoken of";
  }
  EXPECT_LE(most, 3 * kFreedKept);
  // A short program's are all there.
  State short_one = after({GreenletCreated{kMain, "main", 0, kNull, kNull}});
  for (GreenletId id = 2; id < 2 + kFreedKept; ++id) live_and_die(&short_one, id);
  EXPECT_EQ(short_one.greenlets.size(), kFreedKept + 1);
  EXPECT_EQ(short_one.gone, 0u);
}

TEST(State, KeepsTheDeadOfWhomSomethingIsLeft) {
  State state = after({GreenletCreated{kMain, "main", 0, kNull, kNull},
                       GreenletCreated{2, "wrote", kMain, kNull, kNull}, BodyEntered{2},
                       GreenletCreated{3, "forgotten", kMain, kNull, kNull}});
  state.threads[1].own_stack.footprints = {{-400, -300, 2}};
  apply(&state, {0, 1, 0, 0, GreenletFreed{2}});
  apply(&state, {0, 1, 0, 0, GreenletFreed{3}});
  apply(&state, {0, 1, 0, 0, GreenletFreed{3}});
  for (GreenletId id = 4; id < 1000; ++id) live_and_die(&state, id);
  EXPECT_EQ(name_of(state, 2), "wrote") << "its bytes lie about";
  EXPECT_EQ(state.greenlets.count(3), 0u);
  EXPECT_EQ(state.gone + state.freed.size(), 998u) << "nobody is counted twice";
  // Somebody walks over them: from then on nothing of it is left.
  state.threads[1].own_stack.footprints = {{-400, -300, kMain}};
  for (GreenletId id = 1000; id < 1200; ++id) live_and_die(&state, id);
  EXPECT_EQ(state.greenlets.count(2), 0u);
}

TEST(State, IsTheSameFromAKeyframeOn) {
  State whole = after({GreenletCreated{kMain, "main", 0, kNull, kNull}});
  for (GreenletId id = 2; id < 100; ++id) live_and_die(&whole, id);
  State later = *decode_state(encode_state(whole));
  for (GreenletId id = 100; id < 400; ++id) {
    live_and_die(&whole, id);
    live_and_die(&later, id);
    ASSERT_TRUE(same_state(whole, later)) << id;
  }
}

TEST(State, LetsEndedThreadsGoWhenNothingIsTheirs) {
  State state = after({GreenletCreated{kMain, "main", 0, kNull, kNull}});
  for (uint16_t thread = 2; thread < 2000; ++thread) {
    const GreenletId main = thread;
    apply(&state, {0, thread, 0, 0, ThreadBegan{"worker", -4096, 0, 1}});
    apply(&state, {0, thread, 0, 0, GreenletCreated{main, "main", 0, kNull, kNull}});
    apply(&state, {0, thread, 0, 0, StackEntered{main, thread, StackKind::separate, 0, 4096}});
    if (thread != 5) apply(&state, {0, thread, 0, 0, GreenletFreed{main}});
    apply(&state, {0, thread, 0, 0, ThreadEnded{0}});
  }
  EXPECT_LE(state.threads.size(), 4 * kFreedKept);
  EXPECT_LE(state.stacks.size(), 4 * kFreedKept);
  EXPECT_TRUE(state.threads.count(1)) << "it goes on";
  EXPECT_TRUE(state.threads.count(5)) << "one of its greenlets still exists";
}

TEST(State, MainIsCurrentWithStackStart1AndTheWholeStack) {
  const State state = after({GreenletCreated{kMain, "main", 0, kNull, kNull}});
  EXPECT_EQ(greenlens::testing::first_thread(state).current, kMain);
  EXPECT_EQ(get(state, kMain).stack_start, kStarted);
  EXPECT_EQ(get(state, kMain).stack_stop, kEverything);
  EXPECT_EQ(life(state, get(state, kMain)), Life::running);
}

TEST(State, MainIsSavedPartiallyWhenGr1Starts) {
  const State state = after_nth<SliceSaved>(1);
  const GreenletState& main = get(state, kMain);
  EXPECT_EQ(main.stack_start, -0x240);
  EXPECT_EQ(main.stack_saved, 160u);
  EXPECT_EQ(main.copy->size(), 160u);
  EXPECT_EQ(main.copy_number, 1u);
  EXPECT_EQ(bytes_on_stack(state, main), 416u);
}

TEST(State, Gr1IsSavedPartiallyWhenGr2Starts) {
  const State state = after_nth<SliceSaved>(2);
  EXPECT_EQ(get(state, kGr1).stack_saved, 128u);
  EXPECT_EQ(bytes_on_stack(state, get(state, kGr1)), 288u);
  EXPECT_EQ(get(state, kMain).stack_saved, 160u) << "main's copy is kept";
}

TEST(State, Gr2IsSavedWholeAndGr1RestoredOnTheWayBack) {
  const State saved = after_nth<SliceSaved>(3);
  EXPECT_EQ(get(saved, kGr2).stack_saved, 432u);
  EXPECT_EQ(bytes_on_stack(saved, get(saved, kGr2)), 0u);
  const State restored = after_nth<SliceRestored>(1);
  EXPECT_EQ(get(restored, kGr1).copy, nullptr);
  EXPECT_EQ(get(restored, kGr1).copy_number, 0u);
  EXPECT_EQ(get(restored, kGr1).stack_saved, 0u);
  EXPECT_EQ(bytes_on_stack(restored, get(restored, kGr1)), 416u);
}

TEST(State, AtTheEndGr1IsDeadAndGr2sCopyStays) {
  const State state = after_nth<ProgramFinished>(1);
  EXPECT_EQ(life(state, get(state, kGr1)), Life::dead);
  EXPECT_EQ(get(state, kGr1).stack_start, kNull);
  EXPECT_EQ(get(state, kGr1).result, "'test1 done'");
  EXPECT_EQ(life(state, get(state, kGr2)), Life::suspended);
  EXPECT_EQ(get(state, kGr2).copy->size(), 432u);
  EXPECT_EQ(get(state, kMain).stack_saved, 0u);
  EXPECT_EQ(greenlens::testing::first_thread(state).current, kMain);
  EXPECT_EQ(state.switches, 4u);
  EXPECT_EQ(state.bytes_out, 160u + 128u + 432u);
  EXPECT_EQ(state.bytes_in, 128u + 160u);
  EXPECT_EQ(state.copies_made, 3u);
  EXPECT_TRUE(state.program_finished);
  EXPECT_EQ(state.lines_printed, 3u);
}

TEST(State, ASuspendedSliceIsItsBytesOnTheStackAndInTheHeap) {
  State state;
  for (const Event& event : testing::sample_events()) {
    apply(&state, event);
    for (const auto& [id, g] : state.greenlets) {
      if (life(state, g) != Life::suspended) continue;
      const Address stop = g.is_main ? 0 : g.stack_stop;
      EXPECT_EQ(bytes_on_stack(state, g) + g.stack_saved,
                static_cast<uint64_t>(stop - g.stack_start))
          << g.name << " at step " << state.step;
    }
  }
}

TEST(State, TheTargetBecomesCurrentWhenTheSwitchReturnsTwiceOrRegistersAreRestored) {
  EXPECT_EQ(greenlens::testing::first_thread(after_nth<SliceSaved>(1)).current, kMain);
  EXPECT_EQ(greenlens::testing::first_thread(after_nth<ReturnedTwice>(1)).current, kGr1);
  EXPECT_EQ(greenlens::testing::first_thread(after_nth<SliceRestored>(1)).current, kGr2);
  EXPECT_EQ(greenlens::testing::first_thread(after_nth<RegistersRestored>(1)).current, kGr1);
}

TEST(State, ASliceSavedInTwoPiecesGrowsOneCopy) {
  State state = after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
                       SliceSaved{kMain, Extent::partial, -32, -24, 8, "aaaaaaaa"}});
  const auto first = get(state, kMain).copy;
  apply(&state, {0, 1, 0, 0, SliceSaved{kMain, Extent::partial, -24, -20, 12, "bbbb"}});
  EXPECT_EQ(*get(state, kMain).copy, "aaaaaaaabbbb");
  EXPECT_EQ(get(state, kMain).copy_number, 1u);
  EXPECT_EQ(*first, "aaaaaaaa") << "copies are immutable: an earlier state keeps its own";
}

TEST(State, InterpreterFramesFollowTheirGreenlets) {
  const State in_gr2 = after_nth<FramePushed>(3);
  const auto functions = [](const State& state, GreenletId id) {
    std::vector<std::string> names;
    for (const auto* frame : frame_chain(state, get(state, id)))
      names.push_back(frame->at.function);
    return names;
  };
  EXPECT_THAT(functions(in_gr2, kMain), ElementsAre("program"));
  EXPECT_THAT(functions(in_gr2, kGr1), ElementsAre("test1"));
  EXPECT_THAT(functions(in_gr2, kGr2), ElementsAre("test2"));
  EXPECT_EQ(get(in_gr2, kGr1).top_frame, 2u);
  // gr1 has its registers back but the thread's top_frame is still gr2's.
  const State between = after_nth<RegistersRestored>(1);
  EXPECT_THAT(functions(between, kGr1), ElementsAre("test1"));
  EXPECT_THAT(functions(between, kGr2), ElementsAre("test2"));
  EXPECT_EQ(get(after_nth<HostStateSwapped>(3), kGr1).top_frame, 0u)
      << "running: it is the thread's";
}

TEST(State, AStartThatFailedLeavesTheTargetUnstarted) {
  const State state =
      after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
             GreenletCreated{kGr1, "gr1", kMain, kNull, kNull},
             SwitchRequested{kMain, kGr1, Payload::value, "()"}, TargetFound{kMain, kGr1, true},
             StartPrepared{kGr1, -64, kMain, 1}, SwitchFailed{kMain, "no memory"}});
  EXPECT_EQ(get(state, kGr1).stack_stop, kNull);
  EXPECT_EQ(get(state, kGr1).stack_prev, 0u);
  EXPECT_EQ(life(state, get(state, kGr1)), Life::unstarted);
  EXPECT_FALSE(greenlens::testing::first_thread(state).in_switch);
  EXPECT_EQ(state.switches, 0u);
}

TEST(State, ASwitchGoesOnThatAnotherOneHasInterrupted) {
  // A body's lookup has switched to and fro: who asked for what is not remembered, but who goes.
  const State state =
      after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
             GreenletCreated{kGr1, "gr1", kMain, kNull, kNull},
             SwitchRequested{kMain, kGr1, Payload::value, "()"},
             SwitchRequested{kMain, kMain, Payload::value, "inner"},
             Delivered{kMain, kMain, Payload::value, "inner"}, TargetFound{kMain, kGr1, true}});
  ASSERT_TRUE(greenlens::testing::first_thread(state).in_switch);
  EXPECT_EQ(greenlens::testing::first_thread(state).in_switch->number, 2u);
  EXPECT_EQ(greenlens::testing::first_thread(state).in_switch->origin, kMain);
  EXPECT_EQ(greenlens::testing::first_thread(state).in_switch->requested, 0u);
  EXPECT_EQ(greenlens::testing::first_thread(state).in_switch->target, kGr1);
  EXPECT_TRUE(greenlens::testing::first_thread(state).in_switch->first_start);
}

TEST(State, AFailedSwitchGivesUpWhatWasSavedOfTheOrigin) {
  const State state = after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
                             GreenletCreated{kGr1, "gr1", kMain, -200, -20},
                             SwitchRequested{kMain, kGr1, Payload::value, "()"},
                             TargetFound{kMain, kGr1, false}, StackStartSet{kMain, -100},
                             SliceSaved{kMain, Extent::partial, -100, -20, 80, Bytes(80, 'x')},
                             SwitchFailed{kMain, "no memory"}});
  EXPECT_EQ(get(state, kMain).copy, nullptr);
  EXPECT_EQ(get(state, kMain).stack_saved, 0u);
}

TEST(State, AFinishedGreenletLeavesTheChainOnceItsValueIsDelivered) {
  EXPECT_EQ(get(after_nth<OriginNotSaved>(1), kGr1).stack_prev, kMain);
  EXPECT_EQ(get(after_nth<Delivered>(4), kGr1).stack_prev, 0u);
}

TEST(State, FactsAboutUnknownGreenletsChangeNothingElse) {
  testing::RandomFacts random(3);
  State state;
  for (int i = 0; i < 3000; ++i) {
    Fact fact = random.fact(random.below(testing::RandomFacts::kTypes));
    const bool brings_one = std::holds_alternative<GreenletCreated>(fact) ||
                            std::holds_alternative<facts::ContextFound>(fact);
    if (brings_one) continue;
    apply(&state, {0, 1, 0, 0, std::move(fact)});
  }
  EXPECT_THAT(state.greenlets, IsEmpty());
  EXPECT_EQ(greenlens::testing::first_thread(state).current, 0u);
  EXPECT_EQ(name_of(state, 7), "#7");
  EXPECT_EQ(name_of(state, 0), "none");
}

// main calls its switch, which comes to a stack that was prepared for `a`.
struct Contexts {
  static constexpr GreenletId kA = 2;
  State state;
  void tell(Fact fact) { apply(&state, {0, 1, 0, 0, std::move(fact)}); }
  Contexts() {
    tell(facts::ThreadBegan{"", -0x10000, 0x100, 0x7fff0000});
    tell(GreenletCreated{kMain, "main", 0, kStarted, kEverything});
    tell(facts::SwitchCalled{
        kMain, "swtch", {"a.c", "main", 7}, -0x40, {{"rbx", 5}, {"rbp", 6}}, {}});
  }
  void to_a() {
    tell(facts::ContextFound{kA, "a", 1, facts::StackFoundBy::variable, "stacks[0]", -0x90000,
                             -0x8f000, -0x8f040});
    tell(facts::ContextEntered{kMain, kA, -0x78, -0x8f040, true});
  }
  const GreenletState& of(GreenletId id) const { return *find(state, id); }
};

TEST(Contexts, ASwitchOfTheProgramsOwnGoesFromStackToStack) {
  Contexts run;
  ASSERT_TRUE(run.state.threads.at(1).in_switch);
  EXPECT_EQ(run.of(kMain).registers.size(), 2u);
  EXPECT_FALSE(has_contexts(run.state));
  run.to_a();
  const state::Thread& thread = run.state.threads.at(1);
  EXPECT_TRUE(has_contexts(run.state));
  EXPECT_EQ(thread.current, kMain);  // until the switch has returned
  EXPECT_EQ(thread.stack, 1u);
  EXPECT_EQ(run.of(kMain).stack_start, -0x78);
  EXPECT_EQ(bytes_on_stack(run.state, run.of(kMain)), 0x78u);
  EXPECT_EQ(bytes_on_stack(run.state, run.of(Contexts::kA)), 0x40u);
  EXPECT_STREQ(standing(run.state, run.of(Contexts::kA)), "starting");
  run.tell(
      facts::SwitchReturned{kMain, Contexts::kA, "swtch", {"a.c", "a", 3}, -0x8f008, {}, kNull});
  EXPECT_EQ(thread.current, Contexts::kA);
  EXPECT_FALSE(thread.in_switch);
  EXPECT_EQ(run.state.switches, 1u);
  EXPECT_EQ(bytes_on_stack(run.state, run.of(Contexts::kA)), 8u);
  EXPECT_EQ(life(run.state, run.of(kMain)), Life::suspended);
  // What it has of its stack, and what lies there still of the frame that was used up.
  EXPECT_THAT(stack_ranges(run.state, run.state.stacks.at(1)),
              ElementsAre(StackRange{-0x8f008, -0x8f000, Contexts::kA, Occupancy::in_place},
                          StackRange{-0x8f040, -0x8f008, Contexts::kA, Occupancy::stale}));
}

TEST(Contexts, RegistersLieWhereTheInstructionThatNamesThemWritesThem) {
  Contexts run;
  facts::InstructionExecuted push;
  push.text = "pushq %rbx", push.sp = push.wrote_at = -0x50;
  push.wrote = std::string("\5\0\0\0\0\0\0\0", 8);
  run.tell(push);
  EXPECT_EQ(run.of(kMain).registers[0].at, -0x50);
  EXPECT_EQ(known_sp(run.state, run.state.threads.at(1).own_stack), -0x50);
  push.text = "pushq %rbp", push.sp = push.wrote_at = -0x58;  // but it writes another value
  run.tell(push);
  EXPECT_EQ(run.of(kMain).registers[1].at, kNull);
}

// The stack pointer is on another stack then, which nobody has found yet.
TEST(Contexts, WhereNobodyKnowsAStacksEndItIsNotLongerForAnInstructionThatLeavesIt) {
  for (const bool known : {true, false}) {
    State state;
    const auto tell = [&](Fact fact) { apply(&state, {0, 1, 0, 0, std::move(fact)}); };
    tell(facts::ThreadBegan{"", known ? -0x10000 : kNull, known ? 0x100 : kNull, 0x7fff0000});
    tell(GreenletCreated{kMain, "main", 0, kStarted, kEverything});
    tell(facts::SwitchCalled{kMain, "swtch", {"a.c", "main", 7}, -0x40, {}, {}});
    facts::InstructionExecuted one;
    one.sp = -0x50;
    tell(one);
    EXPECT_EQ(known_sp(state, state.threads.at(1).own_stack), -0x50) << known;
    one.sp = -0x8f040, one.moved = true;
    tell(one);
    EXPECT_EQ(known_sp(state, state.threads.at(1).own_stack), -0x40) << known;
  }
}

TEST(Contexts, WhoeverIsFoundOnAStackTakesItOver) {
  Contexts run;
  run.to_a();
  run.tell(facts::SwitchReturned{kMain, Contexts::kA, "swtch", {}, -0x8f008, {}, kNull});
  run.tell(facts::ContextFound{3, "b", 1, facts::StackFoundBy::variable, "stacks[0]", -0x90000,
                               -0x8f000, -0x8f040});
  EXPECT_TRUE(run.of(Contexts::kA).finished);
  ASSERT_NE(resident(run.state, run.state.stacks.at(1)), nullptr);
  EXPECT_EQ(resident(run.state, run.state.stacks.at(1))->id, 3u);
}

TEST(StackRanges, ShowWhatIsInPlaceAndWhatWasLeftBehind) {
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<SliceSaved>(1)),
              ElementsAre(StackRange{-0x1a0, 0, kMain, Occupancy::in_place},
                          StackRange{-0x240, -0x1a0, kMain, Occupancy::stale}));
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<ReturnedTwice>(1)),
              ElementsAre(StackRange{-0x1a0, 0, kMain, Occupancy::in_place},
                          StackRange{-0x240, -0x1a0, kGr1, Occupancy::in_place}));
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<SliceSaved>(3)),
              ElementsAre(StackRange{-0x1a0, 0, kMain, Occupancy::in_place},
                          StackRange{-0x2c0, -0x1a0, kGr1, Occupancy::in_place},
                          StackRange{-0x470, -0x2c0, kGr2, Occupancy::stale}));
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<RegistersRestored>(1)),
              ElementsAre(StackRange{-0x1a0, 0, kMain, Occupancy::in_place},
                          StackRange{-0x340, -0x1a0, kGr1, Occupancy::in_place},
                          StackRange{-0x470, -0x340, kGr2, Occupancy::stale}));
  // It has finished and still stands there, until sp has left.
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<GreenletFinished>(1)),
              ElementsAre(StackRange{-0x1a0, 0, kMain, Occupancy::in_place},
                          StackRange{-0x200, -0x1a0, kGr1, Occupancy::in_place},
                          StackRange{-0x340, -0x200, kGr1, Occupancy::stale},
                          StackRange{-0x470, -0x340, kGr2, Occupancy::stale}));
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<StackPointerMoved>(2)),
              ElementsAre(StackRange{-0x1a0, 0, kMain, Occupancy::in_place},
                          StackRange{-0x340, -0x1a0, kGr1, Occupancy::stale},
                          StackRange{-0x470, -0x340, kGr2, Occupancy::stale}));
  EXPECT_THAT(greenlens::testing::ranges_of(after_nth<ProgramFinished>(1)),
              ElementsAre(StackRange{-0x240, 0, kMain, Occupancy::in_place},
                          StackRange{-0x340, -0x240, kGr1, Occupancy::stale},
                          StackRange{-0x470, -0x340, kGr2, Occupancy::stale}));
}

TEST(StateOfThreads, EachHasItsOwnRunningOneFramesStackAndSwitch) {
  State state = after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
                       FramePushed{kMain, 1, 0, {"a.cc", "program", 3}},
                       LineReached{kMain, {"a.cc", "program", 4}, -0x100}});
  const auto in_2 = [&](Fact fact) { apply(&state, {0, 2, 0, 0, std::move(fact)}); };
  in_2(ThreadBegan{"worker", -0x10000, 0, 0x7000});
  in_2(GreenletCreated{10, "main", 0, kStarted, kEverything});
  in_2(FramePushed{10, 1, 0, {"a.cc", "worker", 7}});  // numbered within the thread
  in_2(LineReached{10, {"a.cc", "worker", 8}, -0x300});
  in_2(GreenletCreated{11, "theirs", 10});
  in_2(SwitchRequested{10, 11, Payload::value, "()"});

  EXPECT_EQ(state.thread, 2u);
  EXPECT_EQ(state.threads.at(1).current, kMain);
  EXPECT_EQ(state.threads.at(2).current, 10u);
  EXPECT_EQ(state.threads.at(1).own_stack.sp, -0x100);
  EXPECT_EQ(state.threads.at(2).own_stack.sp, -0x300);
  EXPECT_FALSE(state.threads.at(1).in_switch);
  EXPECT_TRUE(state.threads.at(2).in_switch);
  EXPECT_EQ(life(state, get(state, kMain)), Life::running);
  EXPECT_EQ(life(state, get(state, 10)), Life::running);
  EXPECT_EQ(frame_chain(state, get(state, kMain)).at(0)->at.function, "program");
  EXPECT_EQ(frame_chain(state, get(state, 10)).at(0)->at.function, "worker");
  EXPECT_EQ(bytes_on_stack(state, get(state, kMain)), 0x100u);
  EXPECT_EQ(bytes_on_stack(state, get(state, 10)), 0x300u);
  EXPECT_THAT(stack_ranges(state, state.threads.at(2).own_stack),
              ElementsAre(StackRange{-0x300, 0, 10, Occupancy::in_place}));

  apply(&state, {0, 1, 0, 0, Printed{kMain, "x"}});
  EXPECT_EQ(state.thread, 1u);
  EXPECT_TRUE(state.threads.at(2).in_switch) << "another thread's fact does not end it";
  in_2(SwitchFailed{10, "no"});
  in_2(ThreadEnded{1});
  EXPECT_TRUE(state.threads.at(2).ended);
  EXPECT_FALSE(state.threads.at(1).ended);
  EXPECT_EQ(life(state, get(state, 10)), Life::dead) << "main ends with its thread";
  EXPECT_FALSE(is_current(state, get(state, 10)));
}

TEST(StateOfThreads, ASpOnAStackThatIsNobodysSliceMovesNothingOfIt) {
  State state = after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
                       ThreadBegan{"", -0x10000, 0x100, 0x7000}, LineReached{kMain, {}, -0x100},
                       LineReached{kMain, {}, 0x500000}});
  EXPECT_EQ(bytes_on_stack(state, get(state, kMain)), 0x100u) << "nobody knows that address";
  apply(&state, {0, 1, 0, 0, StackEntered{kMain, 1, StackKind::separate, kNull, 0x500800}});
  apply(&state, {0, 1, 0, 0, LineReached{kMain, {}, 0x500000}});
  EXPECT_EQ(bytes_on_stack(state, get(state, kMain)), 0x100u);
  EXPECT_EQ(state.threads.at(1).stack, 1u);
  EXPECT_THAT(stack_ranges(state, state.stacks.at(1)),
              ElementsAre(StackRange{0x500000, 0x500800, kMain, Occupancy::in_place}));
  apply(&state, {0, 1, 0, 0, LineReached{kMain, {}, -0x180}});
  EXPECT_EQ(state.threads.at(1).stack, 0u);
  EXPECT_EQ(bytes_on_stack(state, get(state, kMain)), 0x180u);
}

TEST(StateOfThreads, ADroppedHandleIsNotedUntilItsGreenletIsEnded) {
  State state = after({GreenletCreated{kMain, "main", 0, kStarted, kEverything},
                       GreenletCreated{kGr1, "gr1", kMain, -200, -20}});
  apply(&state, {0, 0, 0, 0, DroppedElsewhere{kGr1, 0}});
  EXPECT_TRUE(get(state, kGr1).dropped);
  EXPECT_EQ(get(state, kGr1).dropped_in, 0u);
  EXPECT_EQ(state.threads.size(), 1u) << "a thread without greenlets is none of these";
  apply(&state, {0, 1, 0, 0, SwitchRequested{kMain, kGr1, Payload::error, "exit", true}});
  EXPECT_FALSE(get(state, kGr1).dropped);
}

void expect_without_gaps(const State& state) {
  Address expected = 0;
  for (const StackRange& range : greenlens::testing::ranges_of(state)) {
    ASSERT_EQ(range.high, expected) << "step " << state.step;
    ASSERT_LT(range.low, range.high) << "step " << state.step;
    expected = range.low;
  }
  // Down to the lowest that was ever used, or to where sp is known to be.
  const Stack& stack = greenlens::testing::first_thread(state).own_stack;
  const Address sp = known_sp(state, stack);
  const Address end = is_stack_address(sp) ? std::min(stack.lowest, sp) : stack.lowest;
  ASSERT_EQ(expected, std::min<Address>(end, 0)) << "step " << state.step;
}

TEST(StackRanges, HaveNoGapsAndNoOverlapsWhateverHappens) {
  State sample;
  for (const Event& event : testing::sample_events()) {
    apply(&sample, event);
    expect_without_gaps(sample);
  }
  testing::RandomFacts random(11);
  State state = after({GreenletCreated{kMain, "main", 0, kStarted, kEverything}});
  for (int i = 0; i < 2000; ++i) {
    Fact fact = random.fact(random.below(testing::RandomFacts::kTypes));
    // Few greenlets, so that facts meet.
    std::visit(
        [&](auto& f) {
          std::decay_t<decltype(f)>::fields([&](const char*, auto member) {
            using Member = std::decay_t<decltype(f.*member)>;
            if constexpr (std::is_same_v<Member, GreenletId>) f.*member %= 6;
          });
        },
        fact);
    apply(&state, {0, 1, 0, 0, std::move(fact)});
    expect_without_gaps(state);
    for (const auto& [id, g] : state.greenlets) frame_chain(state, g);
  }
}

TEST(Keyframe, EveryStateSurvivesTheRoundTrip) {
  State state;
  for (const Event& event : testing::sample_events()) {
    const State before = state;
    apply(&state, event);
    const facts::Result<State> read = decode_state(encode_state(state));
    ASSERT_TRUE(read) << said(read.fault());
    EXPECT_TRUE(same_state(state, *read)) << "step " << state.step;
    EXPECT_FALSE(same_state(state, before)) << "step " << state.step;
  }
}

TEST(Keyframe, ContinuesToTheSameEnd) {
  const auto events = testing::sample_events();
  const State end = after_nth<ProgramFinished>(1);
  State state;
  for (size_t n = 0; n < events.size(); ++n) {
    facts::Result<State> resumed = decode_state(encode_state(state));
    ASSERT_TRUE(resumed) << said(resumed.fault());
    for (size_t i = n; i < events.size(); ++i) apply(&*resumed, events[i]);
    EXPECT_TRUE(same_state(*resumed, end)) << "from step " << n;
    apply(&state, events[n]);
  }
}

TEST(Keyframe, DamageIsASentence) {
  const std::string bytes = encode_state(after_nth<ProgramFinished>(1));
  for (const std::string& damaged : {std::string(), std::string(200, '\xff')}) {
    const facts::Result<State> read = decode_state(damaged);
    EXPECT_FALSE(read);
    EXPECT_FALSE(said(read.fault()).empty());
  }
  testing::RandomFacts random(5);
  for (int i = 0; i < 2000; ++i) {
    std::string broken = bytes;
    broken[random.below(broken.size())] = static_cast<char>(random.below(256));
    if (const auto read = decode_state(broken))
      greenlens::testing::ranges_of(*read);  // must not crash
  }
}

}  // namespace
}  // namespace greenlens
