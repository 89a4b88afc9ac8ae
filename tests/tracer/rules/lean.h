// Full recordings as lean ones: for each switch only what does not follow, and what was told of it
// to compare with.
#ifndef GREENLENS_TESTS_TRACER_RULES_LEAN_H_
#define GREENLENS_TESTS_TRACER_RULES_LEAN_H_

#include <string>
#include <vector>

#include "tracer/rules/check.h"
#include "tracer/rules/derive.h"

namespace greenlens::rules {

// The fact without bytes, C frames and registers.
facts::Fact without_details(facts::Fact fact);

// From the facts of one switch, from its first (GreenletFinished, SwitchRequested) to its last
// (Delivered, SwitchFailed), what a lean recording would hold.
LeanSwitch lean_of(const std::vector<facts::Fact>& told);

// Empty when derive() gives from that what was told, field by field; else what differs.
std::string differs_from_derived(const state::State& before, const std::vector<facts::Fact>& told);

// Facts and findings for messages of tests.
std::string text(const facts::Fact& fact);
std::string text(const std::vector<Contradiction>& found);

// Follows a recording fact by fact: checks each, derives each switch anew and compares. Holds no
// more than the facts of the switch that is under way.
class Follower {
 public:
  // What is wrong with this fact; empty when all is well.
  std::string follow(const facts::Fact& fact);

  const state::State& state() const { return state_; }
  // Of a recording that begins among greenlets that have begun before it, not every switch can be
  // derived: then it only checks.
  bool derives = true;
  long switches = 0, refused = 0, started = 0, dying = 0, passed_over = 0, to_itself = 0,
       saved_whole = 0, saved_partly = 0, restored = 0, killed = 0, started_by_the_dead = 0;

 private:
  void count(const facts::Fact& fact);

  state::State state_;
  state::State before_;  // the switch whose facts are in `told_`
  std::vector<facts::Fact> told_;
};

}  // namespace greenlens::rules

#endif  // GREENLENS_TESTS_TRACER_RULES_LEAN_H_
