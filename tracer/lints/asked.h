// What a program asked for and did not get as it may have thought: a switch to itself, to a dead
// greenlet, a parent that descends from its child.
#ifndef GREENLENS_TRACER_LINTS_ASKED_H_
#define GREENLENS_TRACER_LINTS_ASKED_H_

#include <unordered_map>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/lints/fired.h"
#include "tracer/rules/follow.h"
#include "tracer/state/state.h"

namespace greenlens::lints {

class Asked {
 public:
  void see(const facts::Event& event, const state::State& after);
  // A note is of a switch between two that live.
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after);
  void give(std::vector<Fired>* all) const;

 private:
  void note(const facts::SwitchRequested& fact, const state::State& after);
  void note(const facts::TargetPassedOver& fact, facts::ThreadId thread, const state::State& after);
  void note(const facts::TargetFound& fact, facts::ThreadId thread, const state::State& after);
  void note(const facts::ParentRefused& fact, const state::State& after);

  Merged to_itself_, to_dead_, cycles_;
  // Of a switch under way: the dead one that the program had asked for.
  std::unordered_map<facts::ThreadId, Fired> passed_over_;
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_ASKED_H_
