#include "tracer/record/gate.h"

namespace greenlens::record {
namespace {

// How a permission is packed: its step, and below that its grain.
constexpr unsigned kGrainBits = 2;
constexpr uint64_t kGrainMask = (uint64_t{1} << kGrainBits) - 1;
static_assert(facts::kGrains.size() <= kGrainMask + 1);
constexpr uint64_t kNothing = UINT64_MAX;
constexpr uint64_t kToTheEnd = UINT64_MAX - 1;

}  // namespace

Gate::Gate(bool closed) : permission_(closed ? kNothing : kToTheEnd) {}

void Gate::allow(const session::Permission& permission) {
  const uint64_t packed = permission.after << kGrainBits | static_cast<uint64_t>(permission.grain);
  permission_.store(permission.to_the_end ? kToTheEnd : packed, std::memory_order_release);
  changed_.fetch_add(1, std::memory_order_release);
  changed_.notify_all();
}

bool Gate::open_for(uint64_t permission, uint64_t step, facts::Stops stops) {
  if (permission == kToTheEnd) return true;
  if (permission == kNothing) return false;
  const auto grain = static_cast<facts::Grain>(permission & kGrainMask);
  return step <= permission >> kGrainBits || !stops.at(grain);
}

void Gate::pass(uint64_t step, facts::Stops stops) {
  for (;;) {
    const uint32_t seen = changed_.load(std::memory_order_acquire);
    if (open_for(permission_.load(std::memory_order_acquire), step, stops)) return;
    changed_.wait(seen, std::memory_order_acquire);
  }
}

}  // namespace greenlens::record
