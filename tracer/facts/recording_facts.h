// What the recording tells of itself.
#ifndef GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
#define GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_

#include <cstdint>
#include <string>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

// The ring was full and these were dropped, here: what comes next may not follow from what came
// before. Only a recorder that was told not to hold the program up does that (tracer/record). What
// is missing of a file is made of them, too: no stop of any grain.
struct EventsLost {
  GREENLENS_FACT(EventsLost, 50, "events_lost", Stops(), kNobody);
  uint64_t count = 0;  // events
  template <typename F>
  static constexpr void fields(F&& f) {
    f("count", &Self::count);
  }
};

// The program made a copy of itself: a process of its own, which goes on from here as well, and is
// not in this recording; it may have one of its own. What another thread had half done is half done
// there for ever. (fork)
struct ProgramForked {
  GREENLENS_FACT(ProgramForked, 51, "program_forked", Stops(Grain::story), kNobody);
  uint64_t child = 0;  // its process number; 0: not known
  template <typename F>
  static constexpr void fields(F&& f) {
    f("child", &Self::child);
  }
};

// From here on this thread's switches are recorded in more or in less detail. Told before the first
// one, too, where that is not all.
struct DetailChanged {
  GREENLENS_FACT(DetailChanged, 52, "detail_changed", Stops(), kNobody);
  Detail detail = Detail::full;
  SliceBytes bytes = SliceBytes::full;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("detail", &Self::detail), f("bytes", &Self::bytes);
  }
};

// The program is about to send a signal: whether it may, the system says later. (kill, killpg,
// pthread_kill)
struct SignalSent {
  GREENLENS_FACT(SignalSent, 54, "signal_sent", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;  // who sends it; 0: a thread without greenlets
  SignalTo to = SignalTo::process;
  uint64_t receiver = 0;  // the number of that process or group, as the system counts them; 0: its
                          // own group, or a thread of its own
  uint64_t signal = 0;
  std::string what;  // "SIGTERM"; a number where it has no name
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("to", &Self::to), f("receiver", &Self::receiver);
    f("signal", &Self::signal), f("what", &Self::what);
  }
};

// The program asks the system to put another one in its place. Where that comes to pass, nothing
// follows; it may fail, and then the program goes on. (exec)
struct ExecRequested {
  GREENLENS_FACT(ExecRequested, 55, "exec_requested", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;  // who asks; 0: a thread without greenlets
  std::string program;      // its path
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("program", &Self::program);
  }
};

// The program has waited for a child of its own, which is over. (wait)
struct ChildEnded {
  GREENLENS_FACT(ChildEnded, 56, "child_ended", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;  // who has waited; 0: a thread without greenlets
  uint64_t child = 0;       // its process number
  ChildEnd how = ChildEnd::exited;
  std::string what;  // its status, "3"; the signal, "SIGKILL"
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("child", &Self::child), f("how", &Self::how);
    f("what", &Self::what);
  }
};

// Here the run goes another way than the one that it was made after (store::WhatIf): who runs is
// made to do this, before the line that was told last goes on. What comes of it follows.
struct WentAnotherWay {
  GREENLENS_FACT(WentAnotherWay, 57, "went_another_way",
                 Stops(Grain::switch_, Grain::line, Grain::call, Grain::story), greenlet);
  GreenletId greenlet = 0;  // who runs
  Deed deed = Deed::switch_to;
  GreenletId target = 0;  // whom it is done to
  std::string what;       // repr of what is carried there; empty when a handle is dropped
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("deed", &Self::deed), f("target", &Self::target);
    f("what", &Self::what);
  }
};

using RecordingFacts = Family<EventsLost, ProgramForked, DetailChanged, SignalSent, ExecRequested,
                              ChildEnded, WentAnotherWay>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
