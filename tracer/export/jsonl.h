// A whole trace as JSON lines.
#ifndef GREENLENS_TRACER_EXPORT_JSONL_H_
#define GREENLENS_TRACER_EXPORT_JSONL_H_

#include <string>

#include "tracer/store/trace.h"

namespace greenlens::exports {

// One JSON object a line: a header with everything that the trace says about itself, then every
// event with its step, from a loss on how many were lost up to it, and what of it contradicts the
// rules, if anything does. Bytes are hexadecimal; times are left out, so that equal runs give equal
// lines. Addresses are as in state_json.h. All in one string: several times the size of the trace.
std::string to_jsonl(const store::Trace& trace);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_JSONL_H_
