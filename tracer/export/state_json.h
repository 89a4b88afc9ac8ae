// A state as JSON for other programs, and a whole trace as JSON lines.
//
// Addresses are integers relative to the stack base; 1 and -1 are the engine's own marks (running
// for the first time; the whole stack); NULL is null. `current`, `parent` and `stack_prev` are
// greenlets' names, or null for none. docs/trace-format.md tells which keys there are; other
// programs rely on them. Pure functions; bytes that are not UTF-8 become U+FFFD in the text.
#ifndef GREENLENS_TRACER_EXPORT_STATE_JSON_H_
#define GREENLENS_TRACER_EXPORT_STATE_JSON_H_

#include <string>

#include "tracer/facts/json.h"
#include "tracer/store/trace.h"

namespace greenlens::exports {

// {"step", "steps", "event", "current", "output", "greenlets"}. `event` is what led here, with byte
// strings and lists replaced by their sizes, or null at the beginning; `output` is the list of
// printed lines. `step` of `steps` is how the caller counts: by its grain.
facts::Json state_to_json(const state::Moment& moment, uint64_t step, uint64_t steps);

// One JSON object a line: a header with everything that the trace says about itself, then every
// event with its step. Bytes are hexadecimal; times are left out, so that equal runs give equal
// lines. All in one string: several times the size of the trace.
std::string to_jsonl(const store::Trace& trace);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_STATE_JSON_H_
