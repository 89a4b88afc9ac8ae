#include "tracer/rules/derive.h"

#include "tracer/rules/teller.h"

namespace greenlens::rules {

using state::State;

namespace {

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
  Teller teller(made, lean, [&](auto fact) { derived.facts.emplace_back(std::move(fact)); });
  teller.ask();
  if (lean.refused == Refused::no) {
    teller.move();
    teller.arrive();
  } else {
    teller.fail();
  }
  return derived;
}

}  // namespace greenlens::rules
