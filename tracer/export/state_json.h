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
#include "tracer/state/moment.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

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
// What is said of a moment: "headline" (nothing of it is cut), "detail", which may be empty, and
// "terms": what the terms in the two mean, by their names.
facts::Json sentence_to_json(const words::Messages& messages, const state::Moment& moment);

// A note as it is written: "text", which may be empty, and the greenlet that it is "on" and which
// element of it in "where", or null.
facts::Json note_to_json(const words::Note& note);
// The registers of the thread that told the event, in a switch whose instructions are recorded:
// name, value, before (null: unchanged), whose; an empty list elsewhere. And the instructions of
// the switch: offset, bytes, text, block, whether each is the one executed last, or the next.
facts::Json registers_to_json(const store::TraceInfo& info, const state::Moment& moment);
// The call of the switch that returns now, or that this greenlet waits in, with its returns; null:
// there is nothing to tell.
facts::Json call_to_json(const store::Trace& trace, uint64_t step, facts::GreenletId otherwise);
facts::Json instructions_to_json(const store::TraceInfo& info, const state::State& state);

// The variables of all, or of `only`, as they were before the line that each began last:
// [{"greenlet", "line", "function", "file", "variables": [{"name", "type", "value", "where",
// "warning"}]}]. Texts as `show --variables` has them; "" for none.
facts::Json variables_to_json(const state::State& state, facts::GreenletId only = 0);

// The slices of all whose C frames are known at step n, taken apart (tracer/words/opened_slice.h),
// newest first: [{"greenlet", "frames": [{"function", "line", "calls", "count", "bytes", "low",
// "high", "in", "words": [{"at", "value", "kind", "meaning", "in"}]}]}]. `bytes` are those of each
// of the `count` frames, `words` those of the innermost; `in` is "stack", "heap" or "both"; values
// are in hexadecimal, as texts, or null where they are not known. `only`: of one; 0: of all.
facts::Json slices_to_json(const store::Trace& trace, uint64_t n, facts::GreenletId only = 0);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_STATE_JSON_H_
