#include "tracer/lints/asked.h"

#include <utility>

#include "tracer/state/queries.h"

namespace greenlens::lints {
namespace {

Fired about(Lint lint, facts::GreenletId who, const state::State& after) {
  Fired fired;
  fired.lint = lint;
  fired.step = after.step;
  fired.greenlet = who;
  fired.name = name_of(after, who);
  return fired;
}

facts::SourceLine line_of(facts::GreenletId who, const state::State& state) {
  const state::GreenletState* g = find(state, who);
  return g != nullptr ? g->at : facts::SourceLine();
}

// Who throws GreenletExit wants it dead, and that it is.
bool is_kill(const state::SwitchInProgress& asked) {
  return asked.kind == facts::Payload::error && asked.what.starts_with("GreenletExit");
}

}  // namespace

// Who throws an error into himself raises it, and no more.
void Asked::note(const facts::SwitchRequested& fact, const state::State& after) {
  if (fact.requested != fact.origin || fact.kind != facts::Payload::value) return;
  Fired fired = about(Lint::self_switch, fact.origin, after);
  fired.at = line_of(fact.origin, after);
  to_itself_.add(std::move(fired));
}

// At the end of a greenlet its result goes to the nearest parent that lives: that is no mistake.
void Asked::note(const facts::TargetPassedOver& fact, facts::ThreadId thread,
                 const state::State& after) {
  const auto& asked = thread_in(after, thread).in_switch;
  if (!asked || asked->requested != fact.dead || is_kill(*asked)) return;
  const state::GreenletState* origin = find(after, asked->origin);
  if (origin == nullptr || origin->finished) return;
  Fired fired = about(Lint::switch_to_dead, fact.dead, after);
  fired.at = line_of(asked->origin, after);
  fired.text = name_of(after, asked->origin);
  passed_over_[thread] = std::move(fired);
}

void Asked::note(const facts::TargetFound& fact, facts::ThreadId thread,
                 const state::State& after) {
  const auto found = passed_over_.find(thread);
  if (found == passed_over_.end()) return;
  Fired fired = std::move(found->second);
  passed_over_.erase(found);
  fired.other = fact.target;
  fired.other_name = name_of(after, fact.target);
  to_dead_.add(std::move(fired));
}

// The original's text, in every language that greenlets are written in.
void Asked::note(const facts::ParentRefused& fact, const state::State& after) {
  if (fact.message.find("cyclic") == fact.message.npos) return;
  Fired fired = about(Lint::parent_cycle, fact.greenlet, after);
  fired.other = fact.wanted;
  fired.other_name = name_of(after, fact.wanted);
  fired.at = line_of(state::told_by(after).current, after);
  cycles_.add(std::move(fired));
}

void Asked::see(const facts::Event& event, const state::State& after) {
  if (const auto* asked = std::get_if<facts::SwitchRequested>(&event.fact)) {
    passed_over_.erase(event.thread);
    note(*asked, after);
  } else if (const auto* passed = std::get_if<facts::TargetPassedOver>(&event.fact)) {
    note(*passed, event.thread, after);
  } else if (const auto* target = std::get_if<facts::TargetFound>(&event.fact)) {
    note(*target, event.thread, after);
  } else if (const auto* refused = std::get_if<facts::ParentRefused>(&event.fact)) {
    note(*refused, after);
  }
}

void Asked::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                facts::GreenletId origin, const state::State& after) {
  passed_over_.erase(noted.thread);
  if (noted.requested != origin || noted.kind != facts::Payload::value) return;
  Fired fired = about(Lint::self_switch, origin, after);
  // It is asked for in the first of its steps, or behind the program's line.
  const uint64_t first = after.step - followed.steps + 1;
  fired.step = noted.at.line != 0 ? first + 1 : first;
  fired.at = line_of(origin, after);
  to_itself_.add(std::move(fired));
}

void Asked::give(std::vector<Fired>* all) const {
  for (const Merged* one : {&to_itself_, &to_dead_, &cycles_}) one->give(all);
}

}  // namespace greenlens::lints
