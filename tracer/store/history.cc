#include "tracer/store/history.h"

#include <variant>

#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::store {
namespace {

SwitchKind kind_of(const state::State& state, const state::SwitchInProgress& in_switch) {
  const state::GreenletState* origin = state::find(state, in_switch.origin);
  if (origin != nullptr && origin->finished) return SwitchKind::finish;
  if (in_switch.kind == facts::Payload::error) return SwitchKind::throw_;
  return in_switch.first_start ? SwitchKind::start : SwitchKind::resume;
}

}  // namespace

void History::end_run(uint64_t step) {
  if (run_.who != 0 && step > run_.from) runs_.push_back({run_.who, run_.from, step});
}

void History::add(const facts::Event& event, const state::State& after) {
  step_ = after.step;
  const facts::GreenletId about = facts::subject(event.fact);
  if (const state::GreenletState* greenlet = state::find(after, about)) {
    std::string& name = names_[about];
    if (name != greenlet->name) name = greenlet->name;
  }
  if (const auto* printed = std::get_if<facts::Printed>(&event.fact)) {
    output_.push_back({step_, printed->greenlet, printed->text});
  }
  if (const auto* finished = std::get_if<facts::GreenletFinished>(&event.fact)) {
    endings_.push_back({step_, finished->greenlet, finished->how});
  }

  if (after.in_switch) {
    if (!open_) {
      end_run(step_);
      open_ = SwitchSpan{switches_.size() + 1, after.in_switch->origin, 0, {}, step_, step_};
    }
    open_->target = after.in_switch->target ? after.in_switch->target : after.in_switch->requested;
    open_->kind = kind_of(after, *after.in_switch);
  } else if (open_) {
    const auto* failed = std::get_if<facts::SwitchFailed>(&event.fact);
    if (failed != nullptr) open_->kind = SwitchKind::failed, open_->target = failed->origin;
    open_->to = step_;
    switches_.push_back(*open_);
    open_.reset();
    run_ = {after.current, step_, step_};
  } else if (run_.who != after.current) {
    end_run(step_);  // the first greenlet; or facts are missing
    run_ = {after.current, step_, step_};
  }
}

std::optional<Run> History::running() const {
  if (open_ || run_.who == 0 || step_ <= run_.from) return {};
  return Run{run_.who, run_.from, step_};
}

std::optional<SwitchSpan> History::switching() const {
  if (!open_) return {};
  SwitchSpan span = *open_;
  span.kind = SwitchKind::unfinished;
  span.to = step_;
  return span;
}

}  // namespace greenlens::store
