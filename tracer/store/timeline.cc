#include "tracer/store/timeline.h"

#include <algorithm>

#include "tracer/facts/grain.h"

namespace greenlens::store {
namespace {

// A cached state is moved forward in place when it is at most this many events behind: cheaper than
// a copy.
constexpr uint64_t kNearby = 16;

}  // namespace

void Timeline::append(facts::Event event) {
  events_.push_back(std::move(event));
  for (const facts::Grain grain : facts::kGrains) {
    if (facts::is_stop(events_.back().fact, grain)) {
      stops_[static_cast<size_t>(grain)].push_back(events_.size());
    }
  }
}

const state::State& Timeline::state(uint64_t n) const {
  n = std::min(n, size());
  for (int i = 0; i < 2; ++i) {
    if (cached_valid_[i] && cached_[i].step == n) {
      oldest_cached_ = 1 - i;
      return cached_[i];
    }
  }
  // Keyframes grow in order; each is made from the one before it.
  if (keyframes_.empty()) keyframes_.push_back(std::make_unique<state::State>());
  while (keyframes_.size() <= n / kKeyframeEvery) {
    auto next = std::make_unique<state::State>(*keyframes_.back());
    while (next->step < keyframes_.size() * kKeyframeEvery) apply(next.get(), events_[next->step]);
    keyframes_.push_back(std::move(next));
  }
  const int slot = oldest_cached_, other = 1 - slot;
  const state::State& keyframe = *keyframes_[n / kKeyframeEvery];
  state::State& state = cached_[slot];
  const bool in_reach = cached_valid_[slot] && state.step <= n && n - state.step <= kNearby;
  if (!in_reach) {
    const bool other_is_nearer =
        cached_valid_[other] && cached_[other].step <= n && cached_[other].step > keyframe.step;
    state = other_is_nearer ? cached_[other] : keyframe;
  }
  while (state.step < n) apply(&state, events_[state.step]);
  cached_valid_[slot] = true;
  oldest_cached_ = other;
  return state;
}

const std::vector<uint64_t>& Timeline::stops(facts::Grain grain) const {
  return stops_[static_cast<size_t>(grain)];
}

uint64_t Timeline::next_stop(uint64_t n, facts::Grain grain) const {
  const auto& steps = stops(grain);
  const auto next = std::upper_bound(steps.begin(), steps.end(), n);
  return next == steps.end() ? size() : *next;
}

uint64_t Timeline::previous_stop(uint64_t n, facts::Grain grain) const {
  const auto& steps = stops(grain);
  const auto next = std::lower_bound(steps.begin(), steps.end(), n);
  return next == steps.begin() ? 0 : *(next - 1);
}

}  // namespace greenlens::store
