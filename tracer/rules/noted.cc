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
  const facts::Fact last = all->back();
  all->resize(count, facts::EventsLost{1});
  all->back() = last;
}

}  // namespace

std::vector<facts::Event> told(const state::State& before, const NotedSwitch& noted) {
  const facts::GreenletId current = thread_in(before, noted.thread).current;
  const facts::GreenletId origin = noted.origin != 0 ? noted.origin : current;
  std::vector<facts::Event> events;
  const auto tell = [&](facts::Fact fact) {
    events.push_back({noted.time_ns, noted.thread, 0, 0, std::move(fact)});
  };
  const bool has_line = noted.at.line != 0 && noted.steps != 1;
  if (has_line) tell(facts::LineReached{origin, noted.at, noted.caller_sp});
  // A line changes nothing that a switch depends on.
  Derived derived = derive(before, lean_of(noted, origin));
  const size_t count = noted.steps - (has_line ? 1 : 0);
  const auto fits = [&] { return noted.steps == 0 || derived.facts.size() == count; };
  if (derived.facts.empty() || !fits()) derived.facts = as_noted(before, noted, origin);
  if (!fits()) fit(count, &derived.facts);
  for (facts::Fact& fact : derived.facts) tell(std::move(fact));
  return events;
}

}  // namespace greenlens::rules
