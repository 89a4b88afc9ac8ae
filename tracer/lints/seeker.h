// Goes along with a recording and looks for all that the lints are about, and for what looks wrong
// besides (tracer/findings): one pass for both. What it keeps grows with the greenlets that there
// are, not with the switches.
#ifndef GREENLENS_TRACER_LINTS_SEEKER_H_
#define GREENLENS_TRACER_LINTS_SEEKER_H_

#include <vector>

#include "tracer/findings/findings.h"
#include "tracer/lints/asked.h"
#include "tracer/lints/borrowed.h"
#include "tracer/lints/churn.h"
#include "tracer/lints/depth.h"
#include "tracer/lints/fired.h"
#include "tracer/lints/impossible.h"
#include "tracer/lints/storm.h"
#include "tracer/lints/surprises.h"
#include "tracer/store/onlooker.h"

namespace greenlens::lints {

// Behind a loss of events no state is known, and behind a step that cannot be so what follows may
// be its consequence: from there on everything else is silent.
class Seeker final : public store::Onlooker {
 public:
  Seeker() = default;
  // From that state of the trace on.
  Seeker(const store::Trace& trace, const state::State& before) : findings_(trace, before) {}

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;

  const findings::Seeker& findings() const { return findings_; }
  // What fired by now, errors first; all steps have to have been looked at (Trace::check_more).
  // `counted` is what was counted at the last step that was seen, and `end` the state there.
  std::vector<Fired> fired(const store::Trace& trace, const store::Numbers& counted,
                           const state::State& end, Ends ends) const;

 private:
  bool is_silent(const state::State& after);
  void add_found(const store::Trace& trace, const store::Numbers& counted, const state::State& end,
                 std::vector<Fired>* all) const;

  findings::Seeker findings_;
  Asked asked_;
  Surprises surprises_;
  Storm storm_;
  Churn churn_;
  Depth depth_;
  Borrowed borrowed_;
  uint64_t first_lost_ = 0;  // the step; 0: none was
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_SEEKER_H_
