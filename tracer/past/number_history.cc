#include "tracer/past/number_history.h"

#include <algorithm>
#include <utility>

#include "tracer/past/walk.h"

namespace greenlens::past {
namespace {

constexpr uint64_t kStepsAtOnce = 1024;

}  // namespace

ChangesOf::ChangesOf(StepName name, const state::State& before, size_t most)
    : name_(std::move(name)), most_(most) {
  now_ = value_of(name_, nullptr, before);
  first_ = text_ = value_text(before, now_);
}

void ChangesOf::see(const facts::Event& event, const state::State& after) {
  StepValue value = value_of(name_, &event, after);
  const bool is_told = name_.of_event && value.type != StepValue::Type::none;
  if (!is_told && (name_.of_event || value == now_)) return;
  if (changes_.size() >= most_) {
    is_cut_ = true;
    return;
  }
  std::string text = value_text(after, value);
  changes_.push_back({after.step, std::exchange(text_, text), std::move(text)});
  now_ = std::move(value);
}

NumberHistory::NumberHistory(StepName name, state::State before)
    : state_(std::move(before)), all_(std::move(name), state_, kMostChanges) {}

bool NumberHistory::go_on(const store::Trace& trace, uint64_t to) {
  to = std::min({to, trace.size(), state_.step + kStepsAtOnce});
  const uint64_t before = state_.step;
  Walk walk(trace, std::exchange(state_, {}));
  while (walk.step() < to && walk.next()) all_.see(walk.event(), walk.state());
  state_ = walk.state();
  return state_.step > before && state_.step == to && !all_.is_cut();
}

}  // namespace greenlens::past
