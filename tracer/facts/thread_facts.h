// What is told of threads and of the stacks that they stand on.
//
// Every thread that uses the engine is told of before anything else that it tells. Its greenlets
// are slices of its own stack; greenlet.c has a ThreadState for each such thread, and the same
// rule: no greenlet leaves its thread.
#ifndef GREENLENS_TRACER_FACTS_THREAD_FACTS_H_
#define GREENLENS_TRACER_FACTS_THREAD_FACTS_H_

#include <cstdint>
#include <string>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

// The thread that tells this is recorded from here on: it used the engine for the first time, or it
// was watched when it next did. Its greenlets come next. The recording's first thread tells it only
// when there is something to tell it apart from: another stack. (green_create_main)
struct ThreadBegan {
  GREENLENS_FACT(ThreadBegan, 40, "thread_began", Stops(Grain::story), kNobody);
  std::string name;     // the system's; may be empty
  Address low = kNull;  // the ends of its own stack, [low, high)
  Address high = kNull;
  uint64_t base = 0;  // the raw address that Address 0 stands for in this thread
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &Self::name), f("low", &Self::low), f("high", &Self::high), f("base", &Self::base);
  }
};
// The thread that tells this ends: it has thrown GreenletExit into its suspended greenlets, and its
// stack is gone. What is left of them any thread may free. (thread destructors of ThreadState)
struct ThreadEnded {
  GREENLENS_FACT(ThreadEnded, 41, "thread_ended", Stops(Grain::story), kNobody);
  uint64_t greenlets = 0;  // of it that still exist: somebody holds them
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlets", &Self::greenlets);
  }
};
// The program's code stands on another stack than its thread's own, until a fact's sp lies on the
// own one again. Told each time that it comes there, and when the stack proves to be larger.
struct StackEntered {
  GREENLENS_FACT(StackEntered, 42, "stack_entered", Stops(), greenlet);
  GreenletId greenlet = 0;  // who runs
  StackId stack = 0;
  StackKind kind = StackKind::separate;
  Address low = kNull;  // kNull: not known. The high end is that of the outermost frame there
  Address high = kNull;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("stack", &Self::stack), f("kind", &Self::kind);
    f("low", &Self::low), f("high", &Self::high);
  }
};
// The last handle of another thread's greenlet was dropped in the thread that tells this. It cannot
// be ended here: it waits for its own thread, which ends it when it next uses the engine, or when
// it ends. (deleteme, the list of greenlets to delete)
struct DroppedElsewhere {
  GREENLENS_FACT(DroppedElsewhere, 43, "dropped_elsewhere", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;
  GreenletId by = 0;  // who ran in this thread; 0: it uses no greenlets
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("by", &Self::by);
  }
};

using ThreadFacts = Family<ThreadBegan, ThreadEnded, StackEntered, DroppedElsewhere>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_THREAD_FACTS_H_
