#include "tracer/rules/follow.h"

#include <type_traits>
#include <utility>

#include "tracer/rules/noted.h"
#include "tracer/rules/teller.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {
namespace {

// How many facts a plan between two that live has.
uint32_t facts_of(const Plan& plan) {
  constexpr uint32_t kAlways = 8;  // requested to stack_start_set; sp moved to delivered
  return kAlways + 1 + static_cast<uint32_t>(plan.saves.size()) + (plan.restored ? 1 : 0);
}

// Counts what it applies.
class Along {
 public:
  Along(state::State* state, const facts::NotedSwitch& noted, Followed* followed)
      : state_(*state), noted_(noted), followed_(*followed) {}
  template <typename Fact>
  void operator()(Fact fact) {
    apply_fact(&state_, noted_.thread, fact);
    ++followed_.steps;
    followed_.switch_stops += Fact::kStops.at(facts::Grain::switch_) ? 1 : 0;
    followed_.line_stops += Fact::kStops.at(facts::Grain::line) ? 1 : 0;
    followed_.subjects |= uint64_t{1} << (fact.subject() % 64);
    followed_.tags[Fact::kTag / 64] |= uint64_t{1} << (Fact::kTag % 64);
    constexpr bool kInTarget = std::is_same_v<Fact, facts::RegistersRestored> ||
                               std::is_same_v<Fact, facts::HostStateSwapped> ||
                               std::is_same_v<Fact, facts::Delivered>;
    if (!kInTarget) ++followed_.by_origin;
  }

 private:
  state::State& state_;
  const facts::NotedSwitch& noted_;
  Followed& followed_;
};

bool is_plain(const Plan& plan, const LeanSwitch& lean) {
  return plan.refusal == Refusal::none && plan.origin == lean.origin && !plan.start &&
         plan.passed_over.empty() && !plan.origin_is_dying && plan.sp_moves;
}

}  // namespace

bool follow(state::State* state, const facts::NotedSwitch& noted, uint32_t most,
            Followed* followed) {
  const facts::GreenletId current = thread_in(*state, noted.thread).current;
  if (noted.origin != 0 && noted.origin != current) return false;
  const LeanSwitch lean = lean_of(noted, current);
  const Plan made = plan(*state, {lean.requested, lean.sp, lean.mark, false, lean.thread});
  if (!is_plain(made, lean)) return false;
  const bool has_line = noted.at.line != 0;
  const uint32_t steps = facts_of(made) + (has_line ? 1 : 0);
  if (steps > most || (noted.steps != 0 && noted.steps != steps)) return false;
  Along along(state, noted, followed);
  const uint64_t out = state->bytes_out, in = state->bytes_in;
  if (has_line) along(facts::LineReached{current, noted.at, noted.caller_sp});
  Teller teller(made, lean, [&](auto fact) { along(std::move(fact)); });
  teller.ask();
  teller.move();
  teller.arrive();
  followed->bytes_out = state->bytes_out - out;
  followed->bytes_in = state->bytes_in - in;
  return true;
}

}  // namespace greenlens::rules
