// A chunk's switches that were only noted, told all at once: for who has no use for parts of them
// (tracer/store/noted_chunk.h).
#ifndef GREENLENS_TRACER_STORE_EXPAND_H_
#define GREENLENS_TRACER_STORE_EXPAND_H_

#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/store/chunk.h"

namespace greenlens::store {

// All events of a payload, in order; `state` is the one before them, and becomes the one behind
// them where anything was noted. Else it is not looked at. Linear in the events.
std::vector<facts::Event> expand(EventsPayload&& payload, state::State* state);

// The same without the events: only where they lead.
void go_along(const EventsPayload& payload, state::State* state);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_EXPAND_H_
