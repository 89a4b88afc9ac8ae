#include "tracer/strategies/costs.h"

#include <algorithm>

#include "tracer/facts/ended_switch.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::strategies {
namespace {

// A chain of calls has as many frames as were unwound; else as the interpreter has, and one at
// least.
uint64_t frames_of(const state::State& state, const state::GreenletState& greenlet) {
  if (greenlet.frames != nullptr && !greenlet.frames->empty()) return greenlet.frames->size();
  uint64_t count = 0;
  state::visit_frames(state, greenlet, [&](const auto&) { ++count; });
  return std::max<uint64_t>(count, 1);
}

bool has_begun(const state::State& state, const state::GreenletState& greenlet) {
  const state::Life life = state::life(state, greenlet);
  return life == state::Life::running || life == state::Life::suspended;
}

}  // namespace

const char* strategy_name(Strategy strategy) {
  switch (strategy) {
    case Strategy::slices:
      return "slices";
    case Strategy::stacks:
      return "stacks";
    case Strategy::frames:
      return "frames";
  }
  return "";
}

const char* basis_name(Basis basis) { return basis == Basis::measured ? "measured" : "modelled"; }

Basis basis_of(Strategy strategy) {
  return strategy == Strategy::slices ? Basis::measured : Basis::modelled;
}

uint64_t in_pages(uint64_t bytes, const Assumptions& assumptions) {
  const uint64_t page = std::max<uint64_t>(assumptions.page, 1);
  return (bytes + page - 1) / page * page;
}

void CostsAlong::take(const Part& part, bool adds) {
  const auto by = [adds](uint64_t* sum, uint64_t bytes) { *sum += adds ? bytes : 0 - bytes; };
  Cost &slices = costs_.of[Strategy::slices], &stacks = costs_.of[Strategy::stacks],
       &frames = costs_.of[Strategy::frames];
  by(&slices.held, part.copy);
  if (!part.is_there) return;
  by(&costs_.greenlets, 1);
  by(&costs_.slices, part.slice);
  // What lies between the last page's end and its beginning is kept, too.
  by(&stacks.held, in_pages(part.deepest, assumptions_));
  by(&stacks.reserved, std::max(assumptions_.stack, in_pages(part.deepest, assumptions_)));
  by(&frames.held, part.slice + part.frames * assumptions_.frame);
}

void CostsAlong::look_at(facts::GreenletId id, const state::State& after) {
  if (id == 0) return;
  const state::GreenletState* greenlet = state::find(after, id);
  Part& part = parts_[id];
  take(part, false);
  if (greenlet == nullptr) {
    parts_.erase(id);
    return;
  }
  part.copy = greenlet->stack_saved;
  part.is_there = !greenlet->is_main && has_begun(after, *greenlet);
  part.slice = part.frames = 0;
  if (part.is_there) {
    part.slice = state::bytes_on_stack(after, *greenlet) + greenlet->stack_saved;
    part.frames = frames_of(after, *greenlet);
    part.deepest = std::max(part.deepest, part.slice);
    costs_.largest = std::max(costs_.largest, part.deepest);
    if (part.deepest > assumptions_.stack && !part.was_too_large) {
      part.was_too_large = true;
      ++costs_.too_large;
    }
  }
  take(part, true);
}

void CostsAlong::finish(const state::State& after) {
  costs_.step = after.step;
  costs_.switches = after.switches;
  Cost& slices = costs_.of[Strategy::slices];
  slices.copied = after.bytes_out + after.bytes_in;
  slices.reserved = slices.held;
  Cost& frames = costs_.of[Strategy::frames];
  frames.reserved = frames.held;
  for (const Strategy strategy : kStrategies) {
    Cost& cost = costs_.of[strategy];
    cost.peak = std::max(cost.peak, cost.held);
  }
}

void CostsAlong::see(const facts::Event& event, const state::State& after) {
  look_at(facts::subject(event.fact), after);
  const auto thread = after.threads.find(event.thread);
  if (thread != after.threads.end()) {
    look_at(thread->second.current, after);
    if (const auto& under_way = thread->second.in_switch) {
      look_at(under_way->origin, after);
      look_at(under_way->target, after);
    }
  }
  if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) look_at(saved->owner, after);
  if (const auto ended = facts::ended_switch(event.fact)) {
    look_at(ended->origin, after);
    look_at(ended->target, after);
    const state::GreenletState* target = state::find(after, ended->target);
    const bool resumes = target != nullptr && !target->is_main && target->body_entered;
    if (resumes) costs_.of[Strategy::frames].walked += frames_of(after, *target);
  }
  finish(after);
}

void CostsAlong::see(const facts::NotedSwitch&, const rules::Followed& followed,
                     facts::GreenletId origin, const state::State& after) {
  look_at(origin, after);
  for (const rules::Save& save : followed.saves) look_at(save.owner, after);
  const auto thread = after.threads.find(after.thread);
  if (thread != after.threads.end()) {
    const facts::GreenletId target = thread->second.current;
    look_at(target, after);
    const state::GreenletState* who = state::find(after, target);
    if (who != nullptr && !who->is_main) {
      costs_.of[Strategy::frames].walked += frames_of(after, *who);
    }
  }
  finish(after);
}

std::optional<Costs> costs_at(const store::Trace& trace, uint64_t step,
                              const Assumptions& assumptions, const store::OnProgress& progress) {
  state::State state = trace.state(0);
  CostsAlong along(assumptions);
  const uint64_t to = std::min(step, trace.size());
  while (state.step < to) {
    const uint64_t before = state.step;
    trace.go_along(&state, to, &along);
    if (state.step == before) break;
    if (progress && !progress(state.step, to)) return {};
  }
  return along.costs();
}

}  // namespace greenlens::strategies
