// Who does not run, by where they are parked. Pure functions.
#ifndef GREENLENS_TRACER_FINDINGS_PARKED_H_
#define GREENLENS_TRACER_FINDINGS_PARKED_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "tracer/findings/own_place.h"
#include "tracer/store/statistics.h"

namespace greenlens::findings {

struct Standing {
  facts::GreenletId id = 0;
  facts::ThreadId thread = 0;
  state::Life life = state::Life::suspended;
  bool is_hub = false;
  uint64_t since = 0, since_ns = 0;  // the step from which on it stands so, and when; 0: not known
  uint64_t bytes = 0;                // of its copy in the heap
  std::shared_ptr<const facts::WaitSeen> wait;  // null: not known
  facts::SourceLine spawned;                    // the line that made it; line 0: not known
};

// Those of the same life who are at the same place, who stands there longest first.
struct Group {
  state::Life life = state::Life::suspended;
  Place place;
  std::vector<Standing> all;
  uint64_t bytes = 0;
};

// What no state has, of a greenlet.
struct KnownOf {
  uint64_t since = 0, since_ns = 0;
  facts::SourceLine spawned;
};
using Knows = std::function<KnownOf(facts::GreenletId)>;

// All that live, in groups: suspended ones, the largest group first; those that have not begun;
// hubs, which wait for the others' sake; and who runs.
std::vector<Group> parked(const state::State& state, const Knows& knows);
// The same with what was counted, of all steps up to that state.
std::vector<Group> parked(const state::State& state, const store::Numbers& counted);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_PARKED_H_
