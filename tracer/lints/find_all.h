// All that the lints say of a recording.
#ifndef GREENLENS_TRACER_LINTS_FIND_ALL_H_
#define GREENLENS_TRACER_LINTS_FIND_ALL_H_

#include <optional>
#include <vector>

#include "tracer/lints/fired.h"
#include "tracer/lints/impossible.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"

namespace greenlens::lints {

// Errors first. None when `progress` said not to go on.
std::optional<std::vector<Fired>> find_all(const store::Trace& trace,
                                           const store::OnProgress& progress = {},
                                           Ends ends = Ends::here);

// Those that point to a step. Of a recording that is longer than what is read for one picture
// (store::kExactSteps) none: nobody waits for that long to be shown a step.
std::vector<Fired> fired_at(const store::Trace& trace, uint64_t step);

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_FIND_ALL_H_
