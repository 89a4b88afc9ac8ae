// What the recording tells of itself.
#ifndef GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
#define GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_

#include <cstdint>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

struct EventsLost {
  GREENLENS_FACT(EventsLost, 50, "events_lost", Stops(), kNobody);
  uint64_t count = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("count", &Self::count);
  }
};

using RecordingFacts = Family<EventsLost>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_RECORDING_FACTS_H_
