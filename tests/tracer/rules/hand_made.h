// States on the way through the articles' test1/test2, by hand: main starts gr1, gr1 starts gr2,
// gr2 goes back to gr1, gr1 ends. The addresses are those of tests/support/sample_trace.h.
#ifndef GREENLENS_TESTS_TRACER_RULES_HAND_MADE_H_
#define GREENLENS_TESTS_TRACER_RULES_HAND_MADE_H_

#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"

namespace greenlens::testing::hand_made {

inline constexpr facts::GreenletId kMain = 1, kGr1 = 2, kGr2 = 3, kGr3 = 4;

using Facts = std::vector<facts::Fact>;

inline void tell(state::State* state, const Facts& facts) {
  for (const facts::Fact& fact : facts) apply(state, {0, 1, 0, 0, fact});
}

// The facts of the whole program, in parts: each is what happens after the ones before.
inline Facts created() {
  using namespace facts;
  return {GreenletCreated{kMain, "main", 0, kStarted, kEverything}, FramePushed{kMain, 1, 0, {}},
          GreenletCreated{kGr1, "gr1", kMain}, GreenletCreated{kGr2, "gr2", kMain},
          LineReached{kMain, {}, -0x60}};
}
inline Facts main_starts_gr1() {
  using namespace facts;
  return {SwitchRequested{kMain, kGr1, Payload::value, "()"},
          TargetFound{kMain, kGr1, true},
          StartPrepared{kGr1, -0x1a0, kMain, 1},
          RegistersSaved{kMain, kGr1, -0x240, {}, {}},
          StackStartSet{kMain, -0x240},
          SliceSaved{kMain, Extent::partial, -0x240, -0x1a0, 160, {}},
          ReturnedTwice{kGr1},
          HostStateSwapped{kMain, kGr1, 1, 0, 1},
          BodyEntered{kGr1},
          Delivered{kMain, kGr1, Payload::value, "()"}};
}
inline Facts gr1_works() {
  using namespace facts;
  return {FramePushed{kGr1, 2, 0, {}}, LineReached{kGr1, {}, -0x200}, Printed{kGr1, "12"}};
}
inline Facts gr1_starts_gr2() {
  using namespace facts;
  return {SwitchRequested{kGr1, kGr2, Payload::value, "()"},
          TargetFound{kGr1, kGr2, true},
          StartPrepared{kGr2, -0x2c0, kGr1, 2},
          RegistersSaved{kGr1, kGr2, -0x340, {}, {}},
          StackStartSet{kGr1, -0x340},
          SliceSaved{kGr1, Extent::partial, -0x340, -0x2c0, 128, {}},
          ReturnedTwice{kGr2},
          HostStateSwapped{kGr1, kGr2, 2, 0, 2},
          BodyEntered{kGr2},
          Delivered{kGr1, kGr2, Payload::value, "()"}};
}
inline Facts gr2_works() {
  using namespace facts;
  return {FramePushed{kGr2, 3, 0, {}}, LineReached{kGr2, {}, -0x320}};
}
inline Facts gr2_goes_back_to_gr1() {
  using namespace facts;
  return {SwitchRequested{kGr2, kGr1, Payload::value, "()"},
          TargetFound{kGr2, kGr1, false},
          RegistersSaved{kGr2, kGr1, -0x470, {}, {}},
          StackStartSet{kGr2, -0x470},
          SliceSaved{kGr2, Extent::whole, -0x470, -0x2c0, 432, {}},
          StackPointerMoved{kGr1, -0x470, -0x340},
          SliceRestored{kGr1, -0x340, -0x2c0},
          StackPrevRelinked{kGr1, kMain},
          RegistersRestored{kGr1, -0x340, {}},
          HostStateSwapped{kGr2, kGr1, 3, 2, 2},
          Delivered{kGr2, kGr1, Payload::value, "()"}};
}
inline Facts gr1_ends() {
  using namespace facts;
  return {FramePopped{kGr1, 2},
          GreenletFinished{kGr1, Finish::returned, "'done'"},
          SwitchRequested{kGr1, kMain, Payload::value, "'done'"},
          TargetFound{kGr1, kMain, false},
          RegistersSaved{kGr1, kMain, -0x260, {}, {}},
          OriginNotSaved{kGr1},
          StackPointerMoved{kMain, -0x260, -0x240},
          SliceRestored{kMain, -0x240, -0x1a0},
          StackPrevRelinked{kMain, 0},
          RegistersRestored{kMain, -0x240, {}},
          HostStateSwapped{kGr1, kMain, 0, 1, 1},
          Delivered{kGr1, kMain, Payload::value, "'done'"}};
}
inline Facts main_ends() {
  using namespace facts;
  return {FramePopped{kMain, 1}, ProgramFinished{End::returned, ""}};
}

inline state::State after(const std::vector<Facts>& parts) {
  state::State state;
  for (const Facts& part : parts) tell(&state, part);
  return state;
}
inline state::State before_gr1_starts() { return after({created()}); }
inline state::State gr1_runs() { return after({created(), main_starts_gr1(), gr1_works()}); }
inline state::State gr2_runs() {
  return after({created(), main_starts_gr1(), gr1_works(), gr1_starts_gr2(), gr2_works()});
}
inline state::State gr1_runs_again() {
  state::State state = gr2_runs();
  tell(&state, gr2_goes_back_to_gr1());
  return state;
}
inline state::State gr1_is_dead() {
  state::State state = gr1_runs_again();
  tell(&state, gr1_ends());
  return state;
}
// gr1 is about to end, and its parent is new.
inline state::State before_gr1_ends_for_unstarted(facts::GreenletId parent) {
  state::State state = gr1_runs_again();
  tell(&state, {facts::GreenletCreated{parent, "heir", kMain},
                facts::ParentChanged{kGr1, kMain, parent}, facts::FramePopped{kGr1, 2}});
  return state;
}

}  // namespace greenlens::testing::hand_made

#endif  // GREENLENS_TESTS_TRACER_RULES_HAND_MADE_H_
