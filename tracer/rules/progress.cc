#include "tracer/rules/progress.h"

#include "tracer/facts/engine_facts.h"
#include "tracer/rules/known.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

namespace {

constexpr Step kSteps[] = {Step::requested, Step::found,    Step::prepared, Step::registers,
                           Step::left,      Step::saved,    Step::moved,    Step::restored,
                           Step::relinked,  Step::returned, Step::swapped,  Step::entered,
                           Step::delivered};

}  // namespace

Progress::Progress(const state::State& state, const state::Thread& thread)
    : state_(state), thread_(thread), switch_(thread.in_switch ? &*thread.in_switch : nullptr) {
  if (switch_ == nullptr) return;
  origin_ = find(state, switch_->origin);
  target_ = find(state, switch_->target);
  crossing_.origin = switch_->origin;
  crossing_.target = switch_->target;
  crossing_.sp = thread.own_stack.sp;
  if (target_ != nullptr) crossing_.target_stop = target_->stack_stop;
  if (origin_ == nullptr) return;
  crossing_.origin_is_dying = origin_->finished;
  if (switch_->origin_suspended) crossing_.sp = origin_->stack_start;
}

// A fact comes at the right time when nothing before it is missing, nothing after it has happened,
// and it is a step of this kind of switch at all.
std::optional<std::string_view> Progress::instead_of(Step step) const {
  if (is_due(step) && !is_late(step)) {
    for (const Step earlier : kSteps) {
      if (earlier == step) return std::nullopt;
      if (is_due(earlier) && sign(earlier) == Sign::open) return name(earlier);
    }
  }
  return next_but(step);
}

std::string_view Progress::next_but(Step step) const {
  for (const Step next : kSteps) {
    if (next != step && is_due(next) && sign(next) == Sign::open) return name(next);
  }
  return name(Step::delivered);
}

Progress::Sign Progress::sign(Step step) const {
  const auto shown = [](bool is_done) { return is_done ? Sign::done : Sign::open; };
  // Each step is known by what it leaves behind; the state keeps no list of them.
  if (step == Step::requested) return shown(switch_ != nullptr);
  if (switch_ == nullptr) return Sign::open;
  if (step == Step::found) return shown(switch_->target != 0);
  if (origin_ == nullptr || target_ == nullptr) return Sign::unseen;
  switch (step) {
    case Step::requested:
    case Step::found:
    case Step::registers:
      return Sign::unseen;
    case Step::prepared:
      return shown(target_->stack_stop != facts::kNull);
    case Step::left:
      return origin_->finished ? Sign::unseen : shown(switch_->origin_suspended);
    case Step::saved:
      return sign_of_saves();
    case Step::moved:
      // Two slices may begin at the same address: then this moves nothing. Nor is it known where
      // it came from when the origin has not become a slice.
      if (thread_.own_stack.sp != target_->stack_start) return Sign::open;
      return thread_.own_stack.sp != crossing_.sp ? Sign::done : Sign::unseen;
    case Step::restored:
      return shown(target_->stack_saved == 0);
    case Step::relinked:
      return sign_of_relinking();
    case Step::returned:
      return switch_->origin == switch_->target ? Sign::unseen : shown(has_returned());
    case Step::swapped:
      return shown(switch_->host_state_swapped);
    case Step::entered:
      return shown(target_->body_entered);
    case Step::delivered:
      return Sign::open;
  }
  return Sign::unseen;
}

// The walk is made again from where the saving stands: what it finds is what is still missing.
Progress::Sign Progress::sign_of_saves() const {
  const std::optional<std::vector<Save>> missing = slp_save_state(state_, crossing_);
  if (!missing) return Sign::unseen;
  for (const Save& piece : *missing) {
    if (!is_known(state_, piece.owner)) return Sign::unseen;
  }
  return missing->empty() ? Sign::done : Sign::open;
}

Progress::Sign Progress::sign_of_relinking() const {
  const std::optional<facts::GreenletId> prev = slp_restore_state(state_, crossing_);
  return prev && *prev != target_->stack_prev ? Sign::open : Sign::unseen;
}

// Whether there is this step at all, for the one who starts or the one who is resumed.
bool Progress::is_due(Step step) const {
  if (switch_ == nullptr || switch_->target == 0) return true;
  switch (step) {
    case Step::prepared:
    case Step::entered:
      return switch_->first_start;
    case Step::moved:
    case Step::restored:
    case Step::relinked:
      return !switch_->first_start;
    case Step::requested:
    case Step::found:
    case Step::registers:
    case Step::left:
    case Step::saved:
    case Step::returned:
    case Step::swapped:
    case Step::delivered:
      return true;
  }
  return true;
}

// Whether the step, or one that can only come after it, is known to be over.
bool Progress::is_late(Step step) const {
  if (switch_ == nullptr) return false;
  // A slice that has its start was left; a target that is current has come back; and what is the
  // target's host state is nobody else's. None of these is ever taken back within a switch.
  if (step < Step::left && step > Step::found && has_left()) return true;
  if (step < Step::returned && step > Step::found && has_returned()) return true;
  if (step < Step::swapped && step > Step::found && switch_->host_state_swapped) return true;
  return step != Step::requested && step != Step::delivered && sign(step) == Sign::done;
}

bool Progress::has_left() const { return switch_->origin_suspended; }

// Who switches to itself is current all the time, which says nothing.
bool Progress::has_returned() const {
  return switch_->origin != switch_->target && thread_.current == switch_->target;
}

std::string_view Progress::name(Step step) const {
  const bool dying = origin_ != nullptr && origin_->finished;
  const bool starts = switch_ != nullptr && switch_->first_start;
  switch (step) {
    case Step::requested:
      return facts::SwitchRequested::kName;
    case Step::found:
      return facts::TargetFound::kName;
    case Step::prepared:
      return facts::StartPrepared::kName;
    case Step::registers:
      return facts::RegistersSaved::kName;
    case Step::left:
      return dying ? facts::OriginNotSaved::kName : facts::StackStartSet::kName;
    case Step::saved:
      return facts::SliceSaved::kName;
    case Step::moved:
      return facts::StackPointerMoved::kName;
    case Step::restored:
      return facts::SliceRestored::kName;
    case Step::relinked:
      return facts::StackPrevRelinked::kName;
    case Step::returned:
      return starts ? facts::ReturnedTwice::kName : facts::RegistersRestored::kName;
    case Step::swapped:
      return facts::HostStateSwapped::kName;
    case Step::entered:
      return facts::BodyEntered::kName;
    case Step::delivered:
      return facts::Delivered::kName;
  }
  return "";
}

}  // namespace greenlens::rules
