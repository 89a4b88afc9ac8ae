#include "tracer/timeline.h"

#include <algorithm>
#include <array>

namespace greenlens::tracer {
namespace {

constexpr std::array<const char*, 3> kGrainNames = {"phase", "switch", "line"};

// A cached state is moved forward in place when it is at most this many events behind: cheaper than
// a copy.
constexpr uint64_t kNearby = 16;

}  // namespace

const char* grain_name(Grain grain) { return kGrainNames[static_cast<size_t>(grain)]; }

bool grain_from_name(std::string_view name, Grain* grain) {
  for (size_t i = 0; i < kGrainNames.size(); ++i) {
    if (name != kGrainNames[i]) continue;
    *grain = static_cast<Grain>(i);
    return true;
  }
  return false;
}

bool is_stop(const Fact& fact, Grain grain) {
  switch (grain) {
    case Grain::phase:
      return true;
    case Grain::switch_:
      return std::holds_alternative<Delivered>(fact) ||
             std::holds_alternative<SwitchFailed>(fact) ||
             std::holds_alternative<ProgramFinished>(fact);
    case Grain::line:
      return std::holds_alternative<LineReached>(fact) ||
             std::holds_alternative<ProgramFinished>(fact);
  }
  return false;
}

void Timeline::append(Event event) {
  events_.push_back(std::move(event));
  for (const Grain grain : {Grain::phase, Grain::switch_, Grain::line}) {
    if (is_stop(events_.back().fact, grain)) {
      stops_[static_cast<size_t>(grain)].push_back(events_.size());
    }
  }
}

const State& Timeline::state(uint64_t n) const {
  n = std::min(n, size());
  for (int i = 0; i < 2; ++i) {
    if (cached_valid_[i] && cached_[i].step == n) {
      oldest_cached_ = 1 - i;
      return cached_[i];
    }
  }
  // Keyframes grow in order; each is made from the one before it.
  if (keyframes_.empty()) keyframes_.push_back(std::make_unique<State>());
  while (keyframes_.size() <= n / kKeyframeEvery) {
    auto next = std::make_unique<State>(*keyframes_.back());
    while (next->step < keyframes_.size() * kKeyframeEvery) apply(next.get(), events_[next->step]);
    keyframes_.push_back(std::move(next));
  }
  const int slot = oldest_cached_, other = 1 - slot;
  const State& keyframe = *keyframes_[n / kKeyframeEvery];
  State& state = cached_[slot];
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

const std::vector<uint64_t>& Timeline::stops(Grain grain) const {
  return stops_[static_cast<size_t>(grain)];
}

uint64_t Timeline::next_stop(uint64_t n, Grain grain) const {
  const auto& steps = stops(grain);
  const auto next = std::upper_bound(steps.begin(), steps.end(), n);
  return next == steps.end() ? size() : *next;
}

uint64_t Timeline::previous_stop(uint64_t n, Grain grain) const {
  const auto& steps = stops(grain);
  const auto next = std::lower_bound(steps.begin(), steps.end(), n);
  return next == steps.begin() ? 0 : *(next - 1);
}

}  // namespace greenlens::tracer
