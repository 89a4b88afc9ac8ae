// Where a run can go another way: at a line of the scenario that calls the engine. There whoever
// runs stands in their own code, before the call has done anything.
#ifndef GREENLENS_TRACER_WHAT_IF_PLACE_H_
#define GREENLENS_TRACER_WHAT_IF_PLACE_H_

#include <cstdint>
#include <optional>

#include "tracer/facts/fault.h"
#include "tracer/facts/values.h"
#include "tracer/store/trace.h"

namespace greenlens::what_if {

// The lines of others are not counted.
inline constexpr facts::ThreadId kFirstThread = 1;

struct Place {
  uint64_t step = 0;           // a LineReached of the first thread
  uint64_t line = 0;           // which one that is among them, from 1 (store::WhatIf)
  facts::GreenletId runs = 0;  // who stands there
  facts::SourceLine at;        // on which line
};

// The place that this step is. A fault when it is none, which names those before and behind it.
facts::Result<Place> place_at(const store::Trace& trace, uint64_t step);
// The last one up to this step, and the first one behind it; none where there is none.
std::optional<Place> place_before(const store::Trace& trace, uint64_t step);
std::optional<Place> place_behind(const store::Trace& trace, uint64_t step);

}  // namespace greenlens::what_if

#endif  // GREENLENS_TRACER_WHAT_IF_PLACE_H_
