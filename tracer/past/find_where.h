// The steps of a trace at which a condition stops: each event of which it holds, where it is about
// events; else where it begins to hold. Pure.
#ifndef GREENLENS_TRACER_PAST_FIND_WHERE_H_
#define GREENLENS_TRACER_PAST_FIND_WHERE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/past/condition.h"
#include "tracer/state/moment.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"

namespace greenlens::past {

// Whether one of them stops at this moment.
bool stops_at(const std::vector<Condition>& conditions, const state::Moment& moment);

// The steps in (from, to] at which one of them does, ascending: those that were found until it was
// told not to go on.
std::vector<uint64_t> steps_where(const store::Trace& trace,
                                  const std::vector<Condition>& conditions, uint64_t from,
                                  uint64_t to, const store::OnProgress& progress = {});

// The same of each of them, on one way along the trace; at most so many of each, the first ones.
std::vector<std::vector<uint64_t>> steps_of_each(const store::Trace& trace,
                                                 const std::vector<Condition>& conditions,
                                                 uint64_t from, uint64_t to, size_t most,
                                                 const store::OnProgress& progress = {});

// The nearest one after step n, or before it; none when there is none, or it was told not to go on.
std::optional<uint64_t> find_where(const store::Trace& trace,
                                   const std::vector<Condition>& conditions, uint64_t n,
                                   store::Trace::Direction direction,
                                   const store::OnProgress& progress = {});

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_FIND_WHERE_H_
