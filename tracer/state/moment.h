// A step of a trace and both sides of it, as one value: what every view, sentence and export is
// made from. Nothing in it refers to the trace it came from.
#ifndef GREENLENS_TRACER_STATE_MOMENT_H_
#define GREENLENS_TRACER_STATE_MOMENT_H_

#include <cstdint>
#include <memory>

#include "tracer/state/state.h"

namespace greenlens::state {

struct Moment {
  uint64_t number = 0;  // the step: how many events have happened; 0 is the beginning
  State before;         // the state after number - 1 events; the same as `after` at 0
  // What led from `before` to `after`; null at step 0. facts::as<Fact>(event) asks what it is.
  std::shared_ptr<const facts::Event> event;
  State after;
};

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_MOMENT_H_
