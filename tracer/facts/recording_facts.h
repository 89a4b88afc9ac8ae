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

using RecordingFacts = Family<EventsLost>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
