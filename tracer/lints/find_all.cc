#include "tracer/lints/find_all.h"

#include <algorithm>

#include "tracer/lints/seeker.h"

namespace greenlens::lints {

// Half of the way is going along, and half of it is checking.
std::optional<std::vector<Fired>> find_all(const store::Trace& trace,
                                           const store::OnProgress& progress, Ends ends) {
  const uint64_t to = trace.size();
  state::State state = trace.state(0);
  Seeker seeker(trace, state);
  for (uint64_t before = 0; state.step < to; before = state.step) {
    if (progress && !progress(state.step / 2, to)) return {};
    trace.go_along(&state, to, &seeker);
    if (state.step == before) break;
  }
  while (trace.check_more()) {
    if (progress && !progress(to / 2 + trace.checked() / 2, to)) return {};
  }
  const store::Numbers counted = numbers_of(trace, seeker.findings().sums(), state);
  return seeker.fired(trace, counted, state, ends);
}

std::vector<Fired> fired_at(const store::Trace& trace, uint64_t step) {
  if (trace.size() > store::kExactSteps) return {};
  std::vector<Fired> all = *find_all(trace, {}, Ends::later);
  std::erase_if(all, [&](const Fired& one) {
    return std::find(one.steps.begin(), one.steps.end(), step) == one.steps.end();
  });
  return all;
}

}  // namespace greenlens::lints
