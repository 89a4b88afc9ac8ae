#include "tracer/past/last_seen.h"

#include <algorithm>

namespace greenlens::past {
namespace {

// Larger slices are not kept: a file may say anything of addresses.
constexpr uint64_t kMostBytes = uint64_t{64} << 20;

}  // namespace

bool LastSeen::make_room(facts::Address from, uint64_t size) {
  constexpr facts::Address kLimit = facts::Address{1} << 60;
  if (size > kMostBytes || from < -kLimit || from > kLimit) return false;
  const auto count = static_cast<facts::Address>(size);
  if (bytes_.empty()) low_ = from;
  const facts::Address low = std::min(low_, from);
  const facts::Address high =
      std::max(low_ + static_cast<facts::Address>(bytes_.size()), from + count);
  if (static_cast<uint64_t>(high - low) > kMostBytes) {
    forget_all();
    return make_room(from, size);
  }
  const auto before = static_cast<size_t>(low_ - low), all = static_cast<size_t>(high - low);
  bytes_.insert(0, before, '\0'), known_.insert(0, before, '\0');
  bytes_.resize(all), known_.resize(all);
  low_ = low;
  return true;
}

LastSeen::Compared LastSeen::see(facts::Address from, std::string_view bytes) {
  Compared compared;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const auto at = static_cast<size_t>(from - low_) + i;
    const auto bit = static_cast<uint8_t>(
        1U << static_cast<unsigned>(from + static_cast<facts::Address>(i) - word_of(from)));
    if (known_[at] == 0) {
      compared.fresh |= bit;
    } else if (bytes_[at] != bytes[i]) {
      compared.changed |= bit;
    }
    bytes_[at] = bytes[i], known_[at] = 1;
  }
  return compared;
}

void LastSeen::forget(facts::Address from, facts::Address to) {
  const facts::Address high = low_ + static_cast<facts::Address>(known_.size());
  from = std::max(from, low_), to = std::min(to, high);
  if (from >= to) return;
  std::fill(known_.begin() + (from - low_), known_.begin() + (to - low_), '\0');
}

void LastSeen::forget_below(facts::Address low) {
  if (low <= low_) return;
  const facts::Address high = low_ + static_cast<facts::Address>(bytes_.size());
  const auto count = static_cast<size_t>(std::min(low, high) - low_);
  bytes_.erase(0, count), known_.erase(0, count);
  low_ = low;
}

void LastSeen::forget_all() {
  bytes_.clear(), known_.clear();
  bytes_.shrink_to_fit(), known_.shrink_to_fit();
}

}  // namespace greenlens::past
