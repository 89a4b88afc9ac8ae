#include "tracer/roleplay/stage.h"

#include <string>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/facts/fact.h"
#include "tracer/state/queries.h"

namespace greenlens::roleplay {
namespace {

using Direction = store::Trace::Direction;
using facts::Event;
using facts::Fault;
using facts::FaultKind;

template <typename F>
bool is(const Event& event) {
  return std::holds_alternative<F>(event.fact);
}

// The last one before `before` that this thread told; 0: there is none.
template <typename F>
uint64_t last(const store::Trace& trace, uint64_t before, facts::ThreadId thread) {
  return trace
      .find(before, Direction::backward,
            [&](const Event& event) { return event.thread == thread && is<F>(event); })
      .value_or(0);
}

// Where the switch ends that the step belongs to or that comes next; 0: there is none.
uint64_t end_of_switch(const store::Trace& trace, uint64_t step) {
  const facts::ThreadId teller = step == 0 ? 0 : trace.event(step).thread;
  return trace
      .find(step == 0 ? 0 : step - 1, Direction::forward,
            [&](const Event& event) {
              return (teller == 0 || event.thread == teller) &&
                     (is<facts::Delivered>(event) || is<facts::SwitchFailed>(event));
            })
      .value_or(0);
}

// What a state is told of a move.
facts::Fact fact_of(const Stage& stage, const Move& move) {
  switch (move.kind) {
    case MoveKind::set_stack_start:
      return facts::StackStartSet{move.greenlet, move.address};
    case MoveKind::save:
      for (const rules::Save& save : stage.plan.saves) {
        if (save.owner != move.greenlet) continue;
        return facts::SliceSaved{save.owner, save.extent, save.from, save.to, save.stack_saved, {}};
      }
      break;
    case MoveKind::move_sp:
      return facts::StackPointerMoved{stage.plan.target, stage.sp, move.address};
    case MoveKind::restore: {
      const rules::Range range = stage.plan.restored.value_or(rules::Range());
      return facts::SliceRestored{move.greenlet, range.from, range.to};
    }
    case MoveKind::relink:
      return facts::StackPrevRelinked{move.greenlet, move.other};
    case MoveKind::hand_over:
      if (stage.plan.start) return facts::ReturnedTwice{move.greenlet};
      return facts::RegistersRestored{
          move.greenlet, stage.plan.sp_moves ? stage.plan.sp_moves->to : facts::kNull, {}};
  }
  return facts::ReturnedTwice{move.greenlet};
}

}  // namespace

facts::Result<Stage> stage_at(const store::Trace& trace, uint64_t step) {
  const Fault none{FaultKind::no_switch_there, std::to_string(step), 0, 0, ""};
  if (step > trace.size()) return none;
  Stage stage;
  stage.end = end_of_switch(trace, step);
  if (stage.end == 0) return none;
  const Event end = trace.event(stage.end);
  if (!is<facts::Delivered>(end)) return none;
  stage.thread = end.thread;
  stage.step = last<facts::RegistersSaved>(trace, stage.end, end.thread);
  const uint64_t found = last<facts::TargetFound>(trace, stage.step, end.thread);
  if (stage.step == 0 || found == 0) return none;
  const Event saved = trace.event(stage.step), target = trace.event(found);
  stage.sp = std::get<facts::RegistersSaved>(saved.fact).sp;
  stage.state = trace.state(stage.step);
  if (stage.state.events_lost > 0 || state::has_contexts(stage.state)) return none;

  rules::Ask ask;
  ask.requested = std::get<facts::TargetFound>(target.fact).target;
  ask.sp = stage.sp;
  ask.thread = end.thread;
  const uint64_t prepared = last<facts::StartPrepared>(trace, stage.step, end.thread);
  if (prepared > found) {
    ask.mark = std::get<facts::StartPrepared>(trace.event(prepared).fact).stack_stop;
  }
  stage.plan = rules::plan(trace.state(found), ask);
  stage.right = right_moves(stage.plan);
  if (stage.right.empty()) return none;
  return stage;
}

std::vector<Move> recorded_moves(const store::Trace& trace, const Stage& stage) {
  std::vector<Move> moves;
  for (uint64_t n = stage.step + 1; n <= stage.end; ++n) {
    const Event event = trace.event(n);
    if (event.thread != stage.thread) continue;
    if (const auto* start = std::get_if<facts::StackStartSet>(&event.fact)) {
      moves.push_back({MoveKind::set_stack_start, start->origin, start->stack_start, 0});
    } else if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
      moves.push_back({MoveKind::save, saved->owner, saved->to, 0});
    } else if (const auto* moved = std::get_if<facts::StackPointerMoved>(&event.fact)) {
      moves.push_back({MoveKind::move_sp, 0, moved->to, 0});
    } else if (const auto* back = std::get_if<facts::SliceRestored>(&event.fact)) {
      moves.push_back({MoveKind::restore, back->target, facts::kNull, 0});
    } else if (const auto* linked = std::get_if<facts::StackPrevRelinked>(&event.fact)) {
      moves.push_back({MoveKind::relink, linked->target, facts::kNull, linked->stack_prev});
    } else if (const auto* delivered = std::get_if<facts::Delivered>(&event.fact)) {
      moves.push_back({MoveKind::hand_over, delivered->target, facts::kNull, 0});
    }
  }
  return moves;
}

state::State state_after(const Stage& stage, std::span<const Move> moves) {
  state::State state = stage.state;
  const auto tell = [&](facts::Fact fact) {
    apply(&state, {0, stage.thread, 0, 0, std::move(fact)});
  };
  if (!moves.empty() && stage.plan.origin_is_dying) {
    tell(facts::OriginNotSaved{stage.plan.origin});
  }
  for (const Move& move : moves) tell(fact_of(stage, move));
  if (moves.empty() || moves.back().kind != MoveKind::hand_over) return state;
  const rules::Plan& plan = stage.plan;
  const rules::HostState& host = plan.host_state;
  tell(facts::HostStateSwapped{plan.origin, plan.target, host.origin_top_frame,
                               host.target_top_frame, host.recursion_depth.value_or(0)});
  if (plan.start) tell(facts::BodyEntered{plan.target});
  tell(facts::Delivered{plan.origin, plan.target, facts::Payload::value, ""});
  return state;
}

}  // namespace greenlens::roleplay
