#include "tracer/record/gate.h"

#include <algorithm>

namespace greenlens::record {
namespace {

// How a permission is packed: its step, below that its thread, and below that its grain.
constexpr unsigned kGrainBits = 2;
constexpr unsigned kThreadBits = 16;
constexpr unsigned kStepShift = kGrainBits + kThreadBits;
constexpr uint64_t kThreadMask = (uint64_t{1} << kThreadBits) - 1;
constexpr uint64_t kLastStep = (UINT64_MAX >> kStepShift) - 1;
constexpr uint64_t kGrainMask = (uint64_t{1} << kGrainBits) - 1;
static_assert(facts::kGrains.size() <= kGrainMask + 1);
constexpr uint64_t kNothing = UINT64_MAX;
constexpr uint64_t kToTheEnd = UINT64_MAX - 1;

}  // namespace

Gate::Gate(bool closed) : permission_(closed ? kNothing : kToTheEnd) {}

void Gate::allow(const session::Permission& permission) {
  const uint64_t packed = std::min(permission.after, kLastStep) << kStepShift |
                          uint64_t{permission.thread} << kGrainBits |
                          static_cast<uint64_t>(permission.grain);
  permission_.store(permission.to_the_end ? kToTheEnd : packed, std::memory_order_release);
  changed_.fetch_add(1, std::memory_order_release);
  changed_.notify_all();
}

bool Gate::open_for(uint64_t permission, uint64_t step, facts::ThreadId thread,
                    facts::Stops stops) {
  if (permission == kToTheEnd) return true;
  if (permission == kNothing) return false;
  const auto grain = static_cast<facts::Grain>(permission & kGrainMask);
  const uint64_t alone = permission >> kGrainBits & kThreadMask;
  // The others stand wherever they are, be it in the middle of a switch.
  if (alone != 0 && alone != thread) return false;
  return step <= permission >> kStepShift || !stops.at(grain);
}

void Gate::pass(uint64_t step, facts::ThreadId thread, facts::Stops stops) {
  for (;;) {
    const uint32_t seen = changed_.load(std::memory_order_acquire);
    if (open_for(permission_.load(std::memory_order_acquire), step, thread, stops)) return;
    changed_.wait(seen, std::memory_order_acquire);
  }
}

}  // namespace greenlens::record
