#include "tracer/store/own_keyframes.h"

#include <iterator>
#include <utility>

#include "tracer/state/keyframe.h"

namespace greenlens::store {

size_t OwnKeyframes::keep(size_t row, const state::State& state) {
  std::string bytes = state::encode_state(state);
  const size_t size = bytes.size();
  if (!all_.empty() && row < all_.rbegin()->first + distance_) return size;
  bytes_ += size;
  all_.emplace(row, std::move(bytes));
  if (bytes_ <= most_bytes_) return size;
  distance_ *= 2;
  bool stays = true;
  for (auto at = all_.begin(); at != all_.end(); stays = !stays) {
    if (!stays) bytes_ -= at->second.size();
    at = stays ? std::next(at) : all_.erase(at);
  }
  return size;
}

std::optional<state::State> OwnKeyframes::of(size_t row) const {
  const auto own = all_.find(row);
  if (own == all_.end()) return {};
  facts::Result<state::State> state = state::decode_state(own->second);
  return state ? std::optional<state::State>(std::move(*state)) : std::nullopt;
}

}  // namespace greenlens::store
