// What the recording tells of itself.
#ifndef GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
#define GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_

#include <cstdint>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

// The ring was full and these were dropped, here: what comes next may not follow from what came
// before. Only a recorder that was told not to hold the program up does that (tracer/record).
struct EventsLost {
  GREENLENS_FACT(EventsLost, 50, "events_lost", Stops(), kNobody);
  uint64_t count = 0;  // events
  template <typename F>
  static constexpr void fields(F&& f) {
    f("count", &Self::count);
  }
};

// The program made a copy of itself: a process of its own, which goes on from here as well, and is
// not recorded. What another thread had half done is half done there for ever. (fork)
struct ProgramForked {
  GREENLENS_FACT(ProgramForked, 51, "program_forked", Stops(), kNobody);
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

using RecordingFacts = Family<EventsLost, ProgramForked, DetailChanged>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
