#include "tracer/rules/follow.h"

#include <type_traits>
#include <utility>

#include "tracer/rules/noted.h"
#include "tracer/rules/teller.h"
#include "tracer/state/queries.h"
#include "tracer/state/whole_switch.h"

namespace greenlens::rules {
namespace {

// How many facts a plan between two that live has.
uint32_t facts_of(const Plan& plan) {
  constexpr uint32_t kAlways = 8;  // requested to stack_start_set; sp moved to delivered
  return kAlways + 1 + static_cast<uint32_t>(plan.saves.size()) + (plan.restored ? 1 : 0);
}

// Counts one, with its subject.
template <typename Fact>
void count(facts::GreenletId subject, Followed* followed) {
  ++followed->steps;
  followed->switch_stops += Fact::kStops.at(facts::Grain::switch_) ? 1 : 0;
  followed->line_stops += Fact::kStops.at(facts::Grain::line) ? 1 : 0;
  followed->story_stops += Fact::kStops.at(facts::Grain::story) ? 1 : 0;
  static_assert(!Fact::kStops.at(facts::Grain::call));
  followed->subjects |= uint64_t{1} << (subject % 64);
  followed->tags[Fact::kTag / 64] |= uint64_t{1} << (Fact::kTag % 64);
  constexpr bool kInTarget = std::is_same_v<Fact, facts::RegistersRestored> ||
                             std::is_same_v<Fact, facts::HostStateSwapped> ||
                             std::is_same_v<Fact, facts::Delivered>;
  if (!kInTarget) ++followed->by_origin;
}

// The facts of Teller, for a plan that is plain.
void count_all(const Plan& plan, bool has_line, Followed* followed) {
  const facts::GreenletId origin = plan.origin, target = plan.target;
  if (has_line) count<facts::LineReached>(origin, followed);
  count<facts::SwitchRequested>(origin, followed);
  count<facts::TargetFound>(origin, followed);
  count<facts::RegistersSaved>(origin, followed);
  count<facts::StackStartSet>(origin, followed);
  for (const Save& save : plan.saves) count<facts::SliceSaved>(save.owner, followed);
  count<facts::StackPointerMoved>(target, followed);
  if (plan.restored) count<facts::SliceRestored>(target, followed);
  count<facts::StackPrevRelinked>(target, followed);
  count<facts::RegistersRestored>(target, followed);
  count<facts::HostStateSwapped>(origin, followed);
  count<facts::Delivered>(origin, followed);
}

bool is_plain(const Plan& plan, const LeanSwitch& lean) {
  return plan.refusal == Refusal::none && plan.origin == lean.origin && !plan.start &&
         plan.passed_over.empty() && !plan.origin_is_dying && plan.sp_moves;
}

// At once, if it can be.
bool apply_whole(state::State* state, const facts::NotedSwitch& noted, const Plan& plan,
                 uint64_t steps) {
  std::vector<state::WholeSwitch::Piece> saves;
  saves.reserve(plan.saves.size());
  for (const Save& s : plan.saves) saves.push_back({s.owner, s.from, s.to, s.stack_saved});
  state::WholeSwitch whole;
  whole.thread = noted.thread;
  whole.origin = plan.origin;
  whole.target = plan.target;
  whole.line = noted.at.line != 0 ? &noted.at : nullptr;
  whole.caller_sp = noted.caller_sp;
  whole.last_handle_gone = noted.last_handle_gone;
  whole.sp = noted.sp;
  whole.stack_start = plan.origin_stack_start;
  whole.saves = &saves;
  whole.sp_to = plan.sp_moves->to;
  if (plan.restored) whole.restored = {plan.target, plan.restored->from, plan.restored->to, 0};
  whole.stack_prev = plan.target_stack_prev;
  whole.origin_top_frame = plan.host_state.origin_top_frame;
  whole.target_top_frame = plan.host_state.target_top_frame;
  whole.recursion_depth = plan.host_state.recursion_depth.value_or(noted.recursion_depth);
  whole.steps = steps;
  return state::apply_whole(state, whole);
}

}  // namespace

bool follow(state::State* state, const facts::NotedSwitch& noted, uint32_t most,
            Followed* followed) {
  const facts::GreenletId current = thread_in(*state, noted.thread).current;
  if (noted.origin != 0 && noted.origin != current) return false;
  const LeanSwitch lean = lean_of(noted, current);
  Plan made = plan(*state, {lean.requested, lean.sp, lean.mark, false, lean.thread});
  if (!is_plain(made, lean)) return false;
  const bool has_line = noted.at.line != 0;
  const uint32_t steps = facts_of(made) + (has_line ? 1 : 0);
  if (steps > most || (noted.steps != 0 && noted.steps != steps)) return false;
  const uint64_t out = state->bytes_out, in = state->bytes_in;
  count_all(made, has_line, followed);
  if (!apply_whole(state, noted, made, steps)) {
    const auto along = [&](const auto& fact) { apply_fact(state, noted.thread, fact); };
    if (has_line) along(facts::LineReached{current, noted.at, noted.caller_sp});
    Teller teller(made, lean, along);
    teller.ask();
    teller.move();
    teller.arrive();
  }
  followed->bytes_out = state->bytes_out - out;
  followed->bytes_in = state->bytes_in - in;
  followed->restores = made.restored.has_value();
  followed->saves = std::move(made.saves);
  return true;
}

}  // namespace greenlens::rules
