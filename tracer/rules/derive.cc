// The table of engine/core/observer.h, a function for each part of it, filled in from a plan.
#include "tracer/rules/derive.h"

namespace greenlens::rules {

using facts::Fact;
using state::State;

namespace {

class Teller {
 public:
  Teller(const Plan& plan, const LeanSwitch& lean) : plan_(plan), lean_(lean) {}

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

  std::vector<Fact> take() { return std::move(facts_); }

 private:
  void tell(Fact fact) { facts_.push_back(std::move(fact)); }

  const Plan& plan_;
  const LeanSwitch& lean_;
  std::vector<Fact> facts_;
};

// Whether a record that was refused can be told all the same: what comes after the refusal need
// not follow then.
bool can_be_told(const Plan& plan, Refused refused) {
  switch (refused) {
    case Refused::no:
      return plan.refusal == Refusal::none;
    case Refused::at_once:
      return plan.refusal != Refusal::no_origin;
    case Refused::nothing_to_run:
      return plan.target != 0;
    case Refused::not_saved:
      // Who has left its stack is refused just there: save_state() has no answer.
      return plan.refusal == Refusal::none || plan.refusal == Refusal::left_its_stack;
  }
  return false;
}

}  // namespace

Derived derive(const State& before, const LeanSwitch& lean) {
  const Plan made =
      plan(before, {lean.requested, lean.sp, lean.mark, lean.ended.has_value(), lean.thread});
  Derived derived;
  derived.refusal = made.origin == lean.origin ? made.refusal : Refusal::no_origin;
  if (made.origin != lean.origin || !can_be_told(made, lean.refused)) return derived;
  derived.refusal = Refusal::none;
  Teller teller(made, lean);
  teller.ask();
  if (lean.refused == Refused::no) {
    teller.move();
    teller.arrive();
  } else {
    teller.fail();
  }
  derived.facts = teller.take();
  return derived;
}

}  // namespace greenlens::rules
