#include "gui/counting.h"

#include <algorithm>
#include <utility>

namespace greenlens::gui {
namespace {

constexpr size_t kMostMarkBytes = size_t{16} << 20;

// Without a mark near by no more steps than these are gone for the step that is shown, while all of
// them are gone anyway.
constexpr uint64_t kStepsWithoutMark = 64 * 1024;

// A trace that grows is counted again when it has grown by one part of so many, or stands still.
constexpr uint64_t kGrowth = 64;

}  // namespace

void Marks::add(const store::Moves& moves) {
  if (!marks_.empty() && moves.step() < marks_.back().step() + every_) return;
  marks_.push_back(moves);
  bytes_ += moves.bytes();
  while (bytes_ > kMostMarkBytes && marks_.size() > 2) {
    every_ *= 2;
    bytes_ = 0;
    size_t left = 0;
    for (size_t i = 0; i < marks_.size(); i += 2, ++left) {
      if (i > 0) marks_[left] = std::move(marks_[i]);
      bytes_ += marks_[left].bytes();
    }
    marks_.resize(left);
  }
}

const store::Moves* Marks::before(uint64_t step) const {
  const auto behind =
      std::partition_point(marks_.begin(), marks_.end(),
                           [&](const store::Moves& moves) { return moves.step() <= step; });
  return behind == marks_.begin() ? nullptr : &*std::prev(behind);
}

bool CountAll::go_on(const store::Trace& trace) {
  if (!std::exchange(begun_, true)) {
    state_ = trace.state(0);
    seeker_ = lints::Seeker(trace, state_);
  }
  const uint64_t before = state_.step;
  trace.go_along(&state_, trace.size(), &seeker_);
  if (state_.step > before) marks_.add(seeker_.findings().sums().moves());
  progress_ = {state_.step, trace.size()};
  if (state_.step > before && state_.step < trace.size()) return true;
  if (trace.check_more()) return true;
  numbers_ = std::make_shared<const store::Numbers>(
      store::numbers_of(trace, seeker_.findings().sums(), state_));
  findings_ = std::make_shared<const std::vector<findings::Finding>>(
      seeker_.findings().findings(trace, *numbers_, state_));
  // What is shown may grow; what its end lacks is said elsewhere.
  lints_ = std::make_shared<const std::vector<lints::Fired>>(
      seeker_.fired(trace, *numbers_, state_, lints::Ends::later));
  return false;
}

bool CountPart::go_on(const store::Trace& trace) {
  if (!state_) {
    state_ = trace.state(steps_.from);
    sums_ = store::begin_counting(trace, *state_);
  }
  const uint64_t before = state_->step;
  trace.go_along(&*state_, steps_.to, &sums_);
  progress_ = {state_->step - steps_.from, steps_.to - steps_.from};
  if (state_->step > before && state_->step < steps_.to) return true;
  numbers_ = std::make_shared<const store::Numbers>(store::numbers_of(trace, sums_, *state_));
  return false;
}

bool CountTo::go_on(const store::Trace& trace) {
  if (!state_) {
    state_ = trace.state(moves_ ? moves_->step() : 0);
    if (!moves_) moves_.emplace(*state_);
  }
  const uint64_t before = state_->step;
  trace.go_along(&*state_, to_, &*moves_);
  progress_ = {state_->step, to_};
  return state_->step > before && state_->step < to_;
}

void Counting::want(const store::Trace& trace, uint64_t step, scene::Steps part) {
  wanted_ = step;
  want_all(trace);
  want_part(trace, part);
  want_step(trace, step);
}

void Counting::want_all(const store::Trace& trace) {
  const uint64_t size = trace.size();
  const bool stands = std::exchange(seen_size_, size) == size;
  if (all_passing_.busy() || called_off_ == size) return;
  if (all_ == nullptr) all_ = std::make_shared<CountAll>();
  const uint64_t counted = all_->counted();
  if (numbers_ != nullptr && size <= counted) return;
  if (numbers_ != nullptr && !stands && size - counted < size / kGrowth) return;
  all_passing_.begin(trace, all_);
}

// What is counted for another part than this one is of no use any more.
void Counting::want_part(const store::Trace& trace, scene::Steps part) {
  part.to = std::min(part.to, trace.size());
  if (part.from >= part.to) {
    part_passing_.cancel();
    part_ = nullptr, part_numbers_ = nullptr;
    return;
  }
  if (part_ != nullptr && part_->steps() == part) return;
  part_ = std::make_shared<CountPart>(part);
  part_passing_.begin(trace, part_);
  take_part();  // what does not take long is there
}

void Counting::take_part() {
  if (part_passing_.take() != nullptr) part_numbers_ = part_->numbers();
}

void Counting::want_step(const store::Trace& trace, uint64_t step) {
  if (to_passing_.busy() || called_off_ == trace.size()) return;
  if ((moves_ && moves_->step() == step) || tried_ == step) return;
  std::optional<store::Moves> from;
  if (moves_ && moves_->step() < step) from = moves_;
  // While all is counted its marks are the other thread's.
  if (!all_passing_.busy()) {
    const store::Moves* mark = all_->marks().before(step);
    if (mark != nullptr && (!from || mark->step() > from->step())) from = *mark;
  } else if (step - (from ? from->step() : 0) > kStepsWithoutMark) {
    return;
  }
  tried_ = step;
  to_ = std::make_shared<CountTo>(std::move(from), step);
  to_passing_.begin(trace, to_);
  go_on(trace);  // what was near is there
}

void Counting::go_on(const store::Trace& trace) {
  all_passing_.go_on(trace);
  part_passing_.go_on(trace);
  to_passing_.go_on(trace);
  if (all_passing_.take() != nullptr) {
    numbers_ = all_->numbers();
    findings_ = all_->findings();
    lints_ = all_->lints();
  }
  take_part();
  if (to_passing_.take() != nullptr) moves_ = to_->moves();
}

Worker::Progress Counting::progress() const {
  for (const Passing* passing : {&part_passing_, &all_passing_}) {
    if (passing->busy()) return passing->progress();
  }
  return to_passing_.progress();
}

facts::Fault Counting::take_fault() {
  for (Passing* passing : {&part_passing_, &all_passing_}) {
    if (facts::Fault fault = passing->take_fault()) return fault;
  }
  return to_passing_.take_fault();
}

void Counting::cancel() {
  called_off_ = seen_size_;
  all_passing_.cancel();
  part_passing_.cancel();
  to_passing_.cancel();
  if (numbers_ == nullptr) all_ = nullptr;
}

void Counting::leave() {
  all_passing_.leave();
  part_passing_.leave();
  to_passing_.leave();
  all_ = nullptr, part_ = nullptr, to_ = nullptr;
  numbers_ = part_numbers_ = nullptr;
  findings_ = nullptr, lints_ = nullptr;
  moves_.reset();
  wanted_ = seen_size_ = 0;
  called_off_.reset(), tried_.reset();
}

}  // namespace greenlens::gui
