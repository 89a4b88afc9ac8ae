// The table of engine/core/observer.h, a function for each part of it, filled in from a plan. What
// becomes of the facts is the caller's business: a list (derive.h), or a state (follow.h).
#ifndef GREENLENS_TRACER_RULES_TELLER_H_
#define GREENLENS_TRACER_RULES_TELLER_H_

#include <utility>

#include "tracer/facts/engine_facts.h"
#include "tracer/rules/derive.h"

namespace greenlens::rules {

// `tell` gets each fact as its own type, in order.
template <typename Tell>
class Teller {
 public:
  Teller(const Plan& plan, const LeanSwitch& lean, Tell tell)
      : plan_(plan), lean_(lean), tell_(std::move(tell)) {}

  // g_switch, up to where the switch itself begins.
  void ask() {
    if (lean_.ended) {
      tell(facts::GreenletFinished{lean_.origin, lean_.ended->how, lean_.ended->what});
    }
    tell(facts::SwitchRequested{lean_.origin, lean_.requested, lean_.kind, lean_.what,
                                lean_.last_handle_gone});
    if (lean_.refused == Refused::at_once) return;
    for (const PassedOver& one : plan_.passed_over) {
      tell(facts::TargetPassedOver{one.dead, one.next});
    }
    if (lean_.refused == Refused::nothing_to_run) return;
    tell(facts::TargetFound{plan_.origin, plan_.target, plan_.start.has_value()});
    if (plan_.start) {
      tell(facts::StartPrepared{plan_.target, plan_.start->stack_stop, plan_.start->stack_prev,
                                plan_.start->recursion_depth.value_or(lean_.recursion_depth)});
    }
    tell(facts::RegistersSaved{plan_.origin, plan_.target, lean_.sp, {}, {}});
  }

  // slp_switch: the stack is exchanged.
  void move() {
    if (plan_.origin_is_dying) {
      tell(facts::OriginNotSaved{plan_.origin});
    } else {
      tell(facts::StackStartSet{plan_.origin, plan_.origin_stack_start});
    }
    for (const Save& s : plan_.saves) {
      tell(facts::SliceSaved{s.owner, s.extent, s.from, s.to, s.stack_saved, {}});
    }
    if (!plan_.sp_moves) return tell(facts::ReturnedTwice{plan_.target});
    tell(facts::StackPointerMoved{plan_.target, plan_.sp_moves->from, plan_.sp_moves->to});
    if (plan_.restored) {
      tell(facts::SliceRestored{plan_.target, plan_.restored->from, plan_.restored->to});
    }
    tell(facts::StackPrevRelinked{plan_.target, plan_.target_stack_prev});
    tell(facts::RegistersRestored{plan_.target, plan_.sp_moves->to, {}});
  }

  // The rest of g_switchstack and g_switch, in the target.
  void arrive() {
    const HostState& host = plan_.host_state;
    tell(facts::HostStateSwapped{plan_.origin, plan_.target, host.origin_top_frame,
                                 host.target_top_frame,
                                 host.recursion_depth.value_or(lean_.recursion_depth)});
    if (plan_.start) tell(facts::BodyEntered{plan_.target});
    const Carried sent{lean_.kind, lean_.what};
    const Carried& arrived = lean_.replaced ? *lean_.replaced : sent;
    tell(facts::Delivered{plan_.origin, plan_.target, arrived.kind, arrived.what});
  }

  void fail() { tell(facts::SwitchFailed{lean_.origin, lean_.message}); }

 private:
  template <typename Fact>
  void tell(Fact fact) {
    tell_(std::move(fact));
  }

  const Plan& plan_;
  const LeanSwitch& lean_;
  Tell tell_;
};

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_TELLER_H_
