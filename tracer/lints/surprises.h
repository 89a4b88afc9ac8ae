// Who started a greenlet waits for its switch to come back. When the greenlet ends, its result goes
// to its parent: where that is somebody else, the starter waits on.
#ifndef GREENLENS_TRACER_LINTS_SURPRISES_H_
#define GREENLENS_TRACER_LINTS_SURPRISES_H_

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/lints/fired.h"
#include "tracer/state/state.h"

namespace greenlens::lints {

// What it keeps grows with those who wait for one that they have started.
class Surprises {
 public:
  void see(const facts::Event& event, const state::State& after);
  void see(const facts::NotedSwitch& noted, const state::State& after);
  void give(std::vector<Fired>* all) const { surprised_.give(all); }

 private:
  void note(const facts::TargetFound& fact, const state::State& after);
  void note(const facts::Delivered& fact, const state::State& after);
  void note_end(facts::GreenletId ended, facts::GreenletId landed, const state::State& after);
  void runs_again(facts::GreenletId one);
  void forget(facts::GreenletId one);

  Merged surprised_;
  std::unordered_map<facts::GreenletId, facts::GreenletId> started_by_;  // and who waits since
  std::unordered_map<facts::GreenletId, facts::GreenletId> has_started_;
  std::unordered_set<facts::GreenletId> adopted_;  // somebody chose their parent
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_SURPRISES_H_
