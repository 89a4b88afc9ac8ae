// The breakpoints that a page's reader can set: conditions, and the steps at which each of them
// stops, found by tracer/past. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_STOPS_H_
#define GREENLENS_TRACER_EXPORT_PAGE_STOPS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"

namespace greenlens::exports {

// {"offers": [[group, condition, [i, ...], source, line], ...], "set": [number, ...], "left_out":
// count}. A condition stops at the page's i-th steps: where its event is no step of the page, at
// the next one that is. Source and line of those that are about a line. Groups: "asked" (those that
// whoever makes the page has set; they come first, and are set), "lines", "runs", "events",
// "bytes", "greenlets", "instructions". `steps` are the page's, ascending.
facts::Json stops_of(const store::Trace& trace, const std::vector<uint64_t>& steps,
                     const std::vector<std::string>& asked, const store::OnProgress& progress);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_STOPS_H_
