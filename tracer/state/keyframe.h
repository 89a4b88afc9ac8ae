// A state as bytes: a keyframe. Derived from the field lists in tracer/state/state.h.
#ifndef GREENLENS_TRACER_STATE_KEYFRAME_H_
#define GREENLENS_TRACER_STATE_KEYFRAME_H_

#include <string>
#include <string_view>

#include "tracer/facts/fault.h"
#include "tracer/state/state.h"

namespace greenlens::state {

// A State as bytes (a keyframe) and back. The form is that of tracer/facts/fields.h: fields that a
// newer version has appended are skipped, those that an older one did not have keep their defaults.
// A fault without a place when the bytes are damaged or there are none; no input does worse. What
// decode_state() gives shares nothing with other states. Both are linear in the size, copies and
// all.
std::string encode_state(const State& state);
facts::Result<State> decode_state(const std::string& bytes);

// Where a keyframe's bytes say something else than this state, as far as they say anything: the
// field, and both values where they are numbers: "greenlets[2].stack_saved 64 ≠ 48". Empty when
// they nowhere do. Linear in the bytes.
std::string difference(std::string_view keyframe, const State& state);

// By the same list of fields; shared parts are compared by what is in them.
bool same_state(const State& a, const State& b);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_KEYFRAME_H_
