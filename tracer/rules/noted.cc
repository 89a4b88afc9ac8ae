#include "tracer/rules/noted.h"

#include <utility>

#include "tracer/rules/derive.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

using facts::NotedSwitch;

LeanSwitch lean_of(const NotedSwitch& noted, facts::GreenletId origin) {
  LeanSwitch lean;
  lean.origin = origin;
  lean.requested = noted.requested;
  lean.kind = noted.kind;
  lean.last_handle_gone = noted.last_handle_gone;
  lean.sp = noted.sp;
  lean.recursion_depth = noted.recursion_depth;
  lean.thread = noted.thread;
  return lean;
}

namespace {

// What is sure, whatever was before.
std::vector<facts::Fact> as_noted(const state::State& before, const NotedSwitch& noted,
                                  facts::GreenletId origin) {
  const facts::GreenletId target = noted.requested;
  const state::GreenletState* g = find(before, target);
  const facts::Address to = g != nullptr ? g->stack_start : facts::kNull;
  const facts::FrameId top = g != nullptr ? g->top_frame : 0;
  return {facts::SwitchRequested{origin, target, noted.kind, "", noted.last_handle_gone},
          facts::TargetFound{origin, target, false},
          facts::RegistersSaved{origin, target, noted.sp, {}, {}},
          facts::StackStartSet{origin, noted.sp},
          facts::StackPointerMoved{target, noted.sp, to},
          facts::RegistersRestored{target, to, {}},
          facts::HostStateSwapped{origin, target, thread_in(before, noted.thread).top_frame, top,
                                  noted.recursion_depth},
          facts::Delivered{origin, target, noted.kind, ""}};
}

// What stands for so many steps whatever the rules say now. The last fact stays the last.
void fit(size_t count, std::vector<facts::Fact>* all) {
  facts::Fact last = std::move(all->back());
  all->pop_back();
  all->resize(count - 1, facts::EventsLost{1});
  all->push_back(std::move(last));
}

facts::GreenletId origin_of(const state::State& before, const NotedSwitch& noted) {
  return noted.origin != 0 ? noted.origin : thread_in(before, noted.thread).current;
}

bool has_line(const NotedSwitch& noted) { return noted.at.line != 0 && noted.steps != 1; }

// The facts that the switch itself is, without the line.
size_t facts_of(const NotedSwitch& noted) { return noted.steps - (has_line(noted) ? 1 : 0); }

// With the line before them.
std::vector<facts::Event> as_events(const NotedSwitch& noted, facts::GreenletId origin,
                                    std::vector<facts::Fact>&& all) {
  std::vector<facts::Event> events;
  const auto tell = [&](facts::Fact fact) {
    events.push_back({noted.time_ns, noted.thread, 0, 0, std::move(fact)});
  };
  if (has_line(noted)) tell(facts::LineReached{origin, noted.at, noted.caller_sp});
  for (facts::Fact& fact : all) tell(std::move(fact));
  return events;
}

}  // namespace

std::vector<facts::Event> told_as_noted(const state::State& before, const NotedSwitch& noted) {
  const facts::GreenletId origin = origin_of(before, noted);
  std::vector<facts::Fact> all = as_noted(before, noted, origin);
  if (noted.steps != 0 && all.size() != facts_of(noted)) fit(facts_of(noted), &all);
  return as_events(noted, origin, std::move(all));
}

std::vector<facts::Event> told(const state::State& before, const NotedSwitch& noted,
                               bool* by_the_rules) {
  const facts::GreenletId origin = origin_of(before, noted);
  // A line changes nothing that a switch depends on.
  Derived derived = derive(before, lean_of(noted, origin));
  const bool fits = noted.steps == 0 || derived.facts.size() == facts_of(noted);
  const bool good = fits && !derived.facts.empty();
  if (by_the_rules != nullptr) *by_the_rules = good;
  return good ? as_events(noted, origin, std::move(derived.facts)) : told_as_noted(before, noted);
}

}  // namespace greenlens::rules
