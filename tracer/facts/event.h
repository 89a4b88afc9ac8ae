// A fact, when it was told, and by which line of the engine.
#ifndef GREENLENS_TRACER_FACTS_EVENT_H_
#define GREENLENS_TRACER_FACTS_EVENT_H_

#include <cstdint>

#include "tracer/facts/fact.h"

namespace greenlens::facts {

struct Event {
  uint64_t time_ns = 0;        // since the recording began; never shown where output must repeat
  uint32_t thread = 1;         // from 1, in order of attachment
  uint16_t engine_source = 0;  // index into TraceInfo::sources, plus 1; 0: unknown
  uint32_t engine_line = 0;
  Fact fact;
};

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_EVENT_H_
