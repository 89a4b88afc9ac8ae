// How far the switch that is under way has come, and which fact of it may come next: the table of
// engine/core/observer.h as a question.
#ifndef GREENLENS_TRACER_RULES_PROGRESS_H_
#define GREENLENS_TRACER_RULES_PROGRESS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "tracer/rules/slices.h"

namespace greenlens::rules {

// The rows of the table, in their order.
enum class Step : uint8_t {
  requested,
  found,
  prepared,   // a first start only
  registers,  // are spilled
  left,       // stack_start is set; a dying origin is not saved instead
  saved,      // as often as it takes
  moved,      // a resumption only; so are the next two
  restored,
  relinked,
  returned,  // twice, or with the registers restored
  swapped,   // the host's state
  entered,   // a first start only
  delivered,
};

class Progress {
 public:
  // In this thread. `state` must stay.
  Progress(const state::State& state, const state::Thread& thread);

  // None when a fact of this step may come now. Otherwise the name of the fact that has to come
  // first, or that it is too late for. Some steps leave no trace in a state: those may always come
  // in between.
  std::optional<std::string_view> instead_of(Step step) const;
  // The fact that has to come next, as far as the state shows.
  std::string_view next() const { return next_but(Step::delivered); }

  // The switch as far as slices are concerned; for a state in which one is under way.
  const Crossing& crossing() const { return crossing_; }

 private:
  // What the state shows of a step.
  enum class Sign : uint8_t {
    open,    // it has not been told, or not often enough
    done,    // it has, or there is nothing to tell
    unseen,  // it would have left no trace
  };
  Sign sign(Step step) const;
  Sign sign_of_saves() const;
  Sign sign_of_relinking() const;
  bool is_due(Step step) const;
  bool is_late(Step step) const;
  std::string_view next_but(Step step) const;
  bool has_left() const;
  bool has_returned() const;
  std::string_view name(Step step) const;

  const state::State& state_;
  const state::Thread& thread_;
  const state::SwitchInProgress* const switch_;  // null when nobody is switching
  const state::GreenletState* origin_ = nullptr;
  const state::GreenletState* target_ = nullptr;
  Crossing crossing_;
};

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_PROGRESS_H_
