// What a recorded program costs under each strategy, step by step.
//
// Slices: as recorded. Separate stacks and frames are modelled: the same greenlets, the same calls,
// the same switches, by the sizes that were recorded. The main greenlet is the thread's own code
// under each of them: it has its stack anyway, and only its copies count, which slicing alone
// makes. Pure; a look at a state takes time for each greenlet that it has, a step on the way O(log
// n).
#ifndef GREENLENS_TRACER_STRATEGIES_COSTS_H_
#define GREENLENS_TRACER_STRATEGIES_COSTS_H_

#include <cstdint>
#include <map>
#include <optional>

#include "tracer/store/onlooker.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"
#include "tracer/strategies/strategy.h"

namespace greenlens::strategies {

// Lengths are in bytes.
struct Cost {
  uint64_t copied = 0;    // so far, to the heap and back
  uint64_t held = 0;      // now, for all greenlets that have begun and not ended
  uint64_t peak = 0;      // of that, so far
  uint64_t reserved = 0;  // of the address space, now
  uint64_t walked = 0;    // frames gone through by resumptions so far: what depth costs
  bool operator==(const Cost&) const = default;
};

struct Costs {
  uint64_t step = 0;
  uint64_t switches = 0;   // that are over
  uint64_t greenlets = 0;  // that have begun and not ended, without main ones
  uint64_t slices = 0;     // their bytes, wherever they lie
  uint64_t largest = 0;    // the largest slice that there was so far
  uint64_t too_large = 0;  // so many greenlets so far would not have had room on such a stack
  EachStrategy<Cost> of;
};

Basis basis_of(Strategy strategy);  // of a recording's costs

// Goes along with a recording from its beginning.
class CostsAlong final : public store::Onlooker {
 public:
  explicit CostsAlong(const Assumptions& assumptions) : assumptions_(assumptions) {}
  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;
  const Costs& costs() const { return costs_; }

 private:
  // What one greenlet adds to the sums.
  struct Part {
    bool is_there = false;
    bool was_too_large = false;
    uint64_t copy = 0, slice = 0, frames = 0;
    uint64_t deepest = 0;  // its slice was, ever
  };
  void look_at(facts::GreenletId id, const state::State& after);
  void take(const Part& part, bool adds);
  void finish(const state::State& after);

  Assumptions assumptions_;
  Costs costs_;
  std::map<facts::GreenletId, Part> parts_;
};

// At a step; none when `progress` said not to go on.
std::optional<Costs> costs_at(const store::Trace& trace, uint64_t step,
                              const Assumptions& assumptions = {},
                              const store::OnProgress& progress = {});

// So many pages as so many bytes touch, in bytes.
uint64_t in_pages(uint64_t bytes, const Assumptions& assumptions);

}  // namespace greenlens::strategies

#endif  // GREENLENS_TRACER_STRATEGIES_COSTS_H_
