// How each fact changes the state, one function a fact: the articles' algorithm as arithmetic. The
// order of facts in a switch is that of engine/core/observer.h.
//
// A fact is believed, not checked: what it says of a greenlet is written down, and nothing is
// derived that it could have said. So a state shows what the engine did, also when the engine is
// wrong. Only what no fact tells is worked out here: who is current, where sp is, who wrote where.
//
// Private to this folder. state.cc has what happens to greenlets, programs and threads,
// apply_switch.cc a switch, apply_contexts.cc somebody else's and instructions, apply_place.cc who
// stands where.
#ifndef GREENLENS_TRACER_STATE_APPLIER_H_
#define GREENLENS_TRACER_STATE_APPLIER_H_

#include <optional>
#include <type_traits>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"

namespace greenlens::state {

class Applier {
 public:
  // Facts of a thread that has not said that it began, as in traces of one thread: it begins with
  // them. What a thread without greenlets tells is about others'.
  Applier(State* state, facts::ThreadId teller) : state_(*state), thread_(thread(teller)) {}
  // Its beginning is over with the first fact that is about something else.
  template <typename Fact>
  void note_introduction() {
    constexpr bool kIntroduces = std::is_same_v<Fact, facts::ThreadBegan> ||
                                 std::is_same_v<Fact, facts::GreenletCreated> ||
                                 std::is_same_v<Fact, facts::DetailChanged>;
    thread_.introduces = thread_.introduces && kIntroduces;
  }

  // --- greenlets
  void operator()(const facts::GreenletCreated& fact);
  void operator()(const facts::GreenletRenamed& fact);
  void operator()(const facts::ParentChanged& fact);
  void operator()(const facts::ParentRefused&) {}
  void operator()(const facts::BodyEntered& fact);
  void operator()(const facts::GreenletFinished& fact);
  void operator()(const facts::GreenletFreed& fact);

  // --- the program
  void operator()(const facts::LineReached& fact);
  void operator()(const facts::Printed&) { ++state_.lines_printed; }
  void operator()(const facts::FramePushed& fact);
  void operator()(const facts::FramePopped& fact);
  void operator()(const facts::FramesSeen& fact);
  void operator()(const facts::WaitSeen& fact);
  void operator()(const facts::WakeSeen& fact);
  void operator()(const facts::RunSampled& fact);
  void operator()(const facts::ProgramFinished& fact);

  // --- one switch
  void operator()(const facts::SwitchRequested& fact);
  // A step of the search only: nothing has changed yet.
  void operator()(const facts::TargetPassedOver&) {}
  void operator()(const facts::TargetFound& fact);
  void operator()(const facts::StartPrepared& fact);
  void operator()(const facts::RegistersSaved& fact);
  void operator()(const facts::StackStartSet& fact);
  // A dying origin: its stack_start stays NULL, so it never becomes a slice, and its bytes were
  // given up when it finished.
  void operator()(const facts::OriginNotSaved&) {}
  void operator()(const facts::SliceSaved& fact);
  // sp is in the target's slice now, whose bytes are not there yet. Nobody walks anywhere: what
  // lies there is still whoever's it was.
  void operator()(const facts::StackPointerMoved& fact) { move_sp(fact.to); }
  void operator()(const facts::SliceRestored& fact);
  void operator()(const facts::StackPrevRelinked& fact);
  void operator()(const facts::ReturnedTwice& fact);
  void operator()(const facts::RegistersRestored& fact);
  void operator()(const facts::HostStateSwapped& fact);
  void operator()(const facts::Delivered& fact);
  void operator()(const facts::SwitchFailed&);
  // Told to the reader, not to the program: it went on as if nothing had happened.
  void operator()(const facts::ErrorIgnored&) {}

  // --- threads
  void operator()(const facts::ThreadBegan& fact);
  void operator()(const facts::ThreadEnded&);
  void operator()(const facts::StackEntered& fact);
  void operator()(const facts::DroppedElsewhere& fact);

  // --- contexts of a program's own switch
  void operator()(const facts::ContextFound& fact);
  void operator()(const facts::SwitchCalled& fact);
  void operator()(const facts::ContextEntered& fact);
  void come_back(facts::GreenletId who, facts::Address sp);
  void operator()(const facts::SwitchReturned& fact);

  // --- instructions
  void operator()(const facts::InstructionExecuted& fact);
  void operator()(const facts::LineBegun& fact);

  // --- the recording itself
  void operator()(const facts::EventsLost& fact) { state_.events_lost += fact.count; }
  // The copy has a state of its own, of which nothing is told.
  void operator()(const facts::ProgramForked&) {}
  // What becomes of it is the receiver's.
  void operator()(const facts::SignalSent&) {}
  void operator()(const facts::WentAnotherWay&) {}
  void operator()(const facts::ExecRequested&) {}
  void operator()(const facts::ChildEnded&) {}
  void operator()(const facts::DetailChanged& fact);

 private:
  Thread& thread(facts::ThreadId id);
  // A switch that has failed leaves its number to the next; others may be under way elsewhere.
  uint64_t next_number() const;
  void end_switch();
  // Of the engine's own switch.
  void note_call(const facts::InstructionExecuted& first);
  // A context's registers are where its switch puts them: an instruction that names one writes its
  // value.
  void note_where_saved(const facts::InstructionExecuted& fact);
  static void set_register(Machine* machine, MachineRegister written);
  void move_top_frame(const facts::SourceLine& at);
  // To be changed.
  GreenletState* find(facts::GreenletId id) { return state_.greenlets.change(id); }
  // The number goes with the bytes: a copy made later is another one.
  void drop_copy(GreenletState* g);
  // Someone unknown cannot run: then the last one known does.
  void become_current(facts::GreenletId id);
  Stack& own() { return thread_.own_stack; }
  // Where it has its slice, or all that it has.
  Stack& stack_of(const GreenletState& g);
  facts::Address end_of(const GreenletState& g);
  // The stack of this thread that `sp` lies on. Where nobody said how far its own reaches, it is
  // that one. Null: nobody knows.
  Stack* stack_at(facts::Address sp);
  // A fact may not know it, as when a crash left no registers: then the last known one stands.
  void move_sp(facts::Address sp);
  // Its own code has come to where sp is.
  void reach(facts::GreenletId id, facts::Address sp);
  // The greenlet runs with its stack down to sp: from there up to its end the bytes are its own,
  // whoever's they were before. On a stack of another kind all of it is.
  void walk_on(facts::GreenletId id);

  State& state_;
  std::optional<Thread> nobodys_;  // what a thread without greenlets is taken for
  Thread& thread_;
};

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_APPLIER_H_
