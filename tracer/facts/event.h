// A fact, when it was told, and by which line of the engine. The n-th event of a trace leads to its
// step n.
#ifndef GREENLENS_TRACER_FACTS_EVENT_H_
#define GREENLENS_TRACER_FACTS_EVENT_H_

#include <cstdint>
#include <memory>
#include <variant>

#include "tracer/facts/fact.h"

namespace greenlens::facts {

// A value; immutable once it is in a trace, and then shared.
struct Event {
  uint64_t time_ns = 0;        // since the recording began; never shown where output must repeat
  ThreadId thread = 1;         // that told it; all its addresses are relative to that one's base
  uint16_t engine_source = 0;  // index into TraceInfo::sources, plus 1; 0: unknown
  uint32_t engine_line = 0;    // that did what the fact says, or that told it where nothing acts
  Fact fact;
};

// What happened, if it is a fact of that kind; else null, as for no event. Lives as long as the
// event.
template <typename F>
const F* as(const Event* event) {
  return event != nullptr ? std::get_if<F>(&event->fact) : nullptr;
}
template <typename F>
const F* as(const std::shared_ptr<const Event>& event) {
  return as<F>(event.get());
}

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_EVENT_H_
