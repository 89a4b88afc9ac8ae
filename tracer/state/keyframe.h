// A state as bytes: a keyframe. Derived from the field lists in tracer/state/state.h.
#ifndef GREENLENS_TRACER_STATE_KEYFRAME_H_
#define GREENLENS_TRACER_STATE_KEYFRAME_H_

#include <string>

#include "tracer/facts/fault.h"
#include "tracer/state/state.h"

namespace greenlens::state {

// A State as bytes (a keyframe) and back; a fault without a place when they are damaged.
std::string encode_state(const State& state);
facts::Result<State> decode_state(const std::string& bytes);

bool same_state(const State& a, const State& b);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_KEYFRAME_H_
