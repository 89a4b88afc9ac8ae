// A step of a trace and both sides of it, as one value: what every view, sentence and export is
// made from. Nothing in it refers to the trace it came from.
#ifndef GREENLENS_TRACER_STATE_MOMENT_H_
#define GREENLENS_TRACER_STATE_MOMENT_H_

#include <cstdint>
#include <optional>
#include <variant>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"

namespace greenlens::state {

struct Moment {
  uint64_t number = 0;                // the step: how many events have happened; 0 is the beginning
  State before;                       // the state after number - 1 events; the same as `after` at 0
  std::optional<facts::Event> event;  // what led from `before` to `after`; none at 0
  State after;

  // What happened, if it is a fact of that kind; else null. Lives as long as this.
  template <typename Fact>
  const Fact* fact() const {
    return event ? std::get_if<Fact>(&event->fact) : nullptr;
  }
};

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_MOMENT_H_
