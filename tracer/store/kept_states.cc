#include "tracer/store/kept_states.h"

#include <algorithm>

namespace greenlens::store {
namespace {

// They are looked through one by one. Of a state alone, and of each greenlet or frame of its own
// with the room that it has in its map.
constexpr size_t kMostStates = 256;
constexpr uint64_t kAloneBytes = 2048;
constexpr uint64_t kBytesAThing = sizeof(state::GreenletState) + 100;

uint64_t shareable(const state::State& state) {
  uint64_t things = state.greenlets.size();
  for (const auto& [id, thread] : state.threads) {
    things += thread.frames.size() + thread.own_stack.footprints.size() / 8;
  }
  return things;
}

// What its greenlets have besides themselves, where that was recorded.
uint64_t recorded(const state::State& state) {
  uint64_t bytes = 0;
  for (const auto& [id, g] : state.greenlets) {
    bytes += g.registers.size() * sizeof(facts::SavedRegister) + (g.copy ? g.copy->size() : 0);
    bytes += g.frames ? g.frames->size() * sizeof(facts::CFrame) : 0;
  }
  return bytes;
}

}  // namespace

void KeptStates::keep(size_t row, const Reached& reached, uint64_t changed) {
  const state::State& state = reached.state;
  const auto same =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.row == row; });
  if (same != kept_.end()) return kept_.splice(kept_.begin(), kept_, same);
  const uint64_t bytes =
      kAloneBytes + std::min(changed, shareable(state)) * kBytesAThing + recorded(state);
  kept_.push_front({row, bytes, reached});
  bytes_ += bytes;
  while (kept_.size() > 1 && (bytes_ > most_bytes_ || kept_.size() > kMostStates)) {
    bytes_ -= kept_.back().bytes;
    kept_.pop_back();
  }
}

const KeptStates::Kept* KeptStates::nearest(size_t row) {
  auto best = kept_.end();
  for (auto at = kept_.begin(); at != kept_.end(); ++at) {
    if (at->row <= row && (best == kept_.end() || at->row > best->row)) best = at;
  }
  if (best == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, best);
  return &kept_.front();
}

void KeptStates::forget_from(size_t row) {
  kept_.remove_if([&](const Kept& one) {
    if (one.row >= row) bytes_ -= one.bytes;
    return one.row >= row;
  });
}

}  // namespace greenlens::store
