#include "tracer/lints/surprises.h"

#include <utility>

#include "tracer/state/queries.h"

namespace greenlens::lints {

void Surprises::runs_again(facts::GreenletId one) {
  const auto found = has_started_.find(one);
  if (found == has_started_.end()) return;
  started_by_.erase(found->second);
  has_started_.erase(found);
}

void Surprises::forget(facts::GreenletId one) {
  adopted_.erase(one);
  runs_again(one);
  const auto found = started_by_.find(one);
  if (found == started_by_.end()) return;
  has_started_.erase(found->second);
  started_by_.erase(found);
}

// Whoever has ended waits for nothing.
void Surprises::note(const facts::TargetFound& fact, const state::State& after) {
  const state::GreenletState* origin = find(after, fact.origin);
  if (!fact.first_start || origin == nullptr || origin->finished) return;
  runs_again(fact.origin);
  has_started_[fact.origin] = fact.target;
  started_by_[fact.target] = fact.origin;
}

void Surprises::note(const facts::Delivered& fact, const state::State& after) {
  runs_again(fact.target);
  const state::GreenletState* origin = find(after, fact.origin);
  if (origin != nullptr && origin->finished) note_end(fact.origin, fact.target, after);
}

// Who was killed has his killer for a parent, and whose parent was chosen surprises nobody.
void Surprises::note_end(facts::GreenletId ended, facts::GreenletId landed,
                         const state::State& after) {
  const auto found = started_by_.find(ended);
  const state::GreenletState* g = find(after, ended);
  const bool is_killed = g->how == facts::Finish::greenlet_exit;
  if (found != started_by_.end() && !is_killed && adopted_.count(ended) == 0) {
    Fired fired;
    fired.lint = Lint::surprising_parent;
    fired.step = after.step;
    fired.greenlet = ended;
    fired.name = name_of(after, ended);
    fired.other = found->second;
    fired.other_name = name_of(after, found->second);
    fired.text = name_of(after, landed);
    fired.at = g->at;
    surprised_.add(std::move(fired));
  }
  forget(ended);
}

void Surprises::see(const facts::Event& event, const state::State& after) {
  if (const auto* target = std::get_if<facts::TargetFound>(&event.fact)) {
    note(*target, after);
  } else if (const auto* delivered = std::get_if<facts::Delivered>(&event.fact)) {
    note(*delivered, after);
  } else if (const auto* failed = std::get_if<facts::SwitchFailed>(&event.fact)) {
    runs_again(failed->origin);
  } else if (const auto* changed = std::get_if<facts::ParentChanged>(&event.fact)) {
    adopted_.insert(changed->greenlet);
  } else if (const auto* freed = std::get_if<facts::GreenletFreed>(&event.fact)) {
    forget(freed->greenlet);
  }
}

void Surprises::see(const facts::NotedSwitch&, const state::State& after) {
  if (!has_started_.empty()) runs_again(state::told_by(after).current);
}

}  // namespace greenlens::lints
