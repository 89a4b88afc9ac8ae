// A state as JSON for other programs.
//
// Addresses are integers relative to the stack base; 1 and -1 are the engine's own marks (running
// for the first time; the whole stack); NULL is null. `current`, `parent` and `stack_prev` are
// greenlets' names, or null for none. docs/trace-format.md tells which keys there are; other
// programs rely on them. Pure functions; what json_text()
// makes of controls and of bytes that are not UTF-8 is told in tracer/facts/json.h.
#ifndef GREENLENS_TRACER_EXPORT_STATE_JSON_H_
#define GREENLENS_TRACER_EXPORT_STATE_JSON_H_

#include <string>

#include "tracer/facts/json.h"
#include "tracer/store/trace.h"

namespace greenlens::exports {

// {"step", "steps", "event", "thread", "current", "events_lost", "contradictions", "output",
// "lines_printed", "greenlets", "gone", "threads", "stacks"}.
// `contradictions` are as in contradiction_json.h. `event` is what led here, with byte strings and
// lists replaced by their sizes, or null at the beginning; `output` is the list of the lines
// printed so far that the trace has, of `lines_printed`; `gone` says how many greenlets were freed
// that are not in `greenlets` any more. Of step n; `step` of `steps` is how the caller counts: by
// its grain. Of a part of a recording there is "part": {"step", "first", "steps"}, all as the whole
// counts its events.
facts::Json state_to_json(const store::Trace& trace, uint64_t n, uint64_t step, uint64_t steps);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_STATE_JSON_H_
