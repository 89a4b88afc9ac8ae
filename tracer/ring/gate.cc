#include "tracer/ring/gate.h"

#include <algorithm>
#include <chrono>

#include "tracer/ring/futex.h"

namespace greenlens::ring {
namespace {

// How often who stands looks whether its recorder is still there.
constexpr std::chrono::milliseconds kLookForPermission{100};

// How a permission is packed: its step, below that its thread, and below that its grain.
constexpr unsigned kGrainBits = 3;
constexpr unsigned kThreadBits = 16;
constexpr unsigned kStepShift = kGrainBits + kThreadBits;
constexpr uint64_t kThreadMask = (uint64_t{1} << kThreadBits) - 1;
constexpr uint64_t kGrainMask = (uint64_t{1} << kGrainBits) - 1;
static_assert(facts::kGrains.size() <= kGrainMask + 1);
// Memory begins with zeros: that is no gate at all. So steps are packed as one more than they are.
constexpr uint64_t kToTheEnd = 0;
constexpr uint64_t kNothing = UINT64_MAX;
constexpr uint64_t kLastStep = (UINT64_MAX >> kStepShift) - 2;

bool open_for(uint64_t permission, uint64_t step, facts::ThreadId thread, facts::Stops stops) {
  if (permission == kToTheEnd) return true;
  if (permission == kNothing) return false;
  const auto grain = static_cast<facts::Grain>(permission & kGrainMask);
  const uint64_t alone = permission >> kGrainBits & kThreadMask;
  // The others stand wherever they are, be it in the middle of a switch.
  if (alone != 0 && alone != thread) return false;
  return step <= (permission >> kStepShift) - 1 || !stops.at(grain);
}

}  // namespace

void Gate::close() { state_->permission.store(kNothing, std::memory_order_release); }

void Gate::allow(const session::Permission& permission) {
  const uint64_t packed = (std::min(permission.after, kLastStep) + 1) << kStepShift |
                          uint64_t{permission.thread} << kGrainBits |
                          static_cast<uint64_t>(permission.grain);
  state_->permission.store(permission.to_the_end ? kToTheEnd : packed, std::memory_order_release);
  change();
}

void Gate::change() {
  state_->changed.fetch_add(1, std::memory_order_release);
  wake_all(state_->changed);
}

bool Gate::is_open() const {
  return state_->permission.load(std::memory_order_acquire) == kToTheEnd;
}

bool Gate::lets_pass(uint64_t step, facts::ThreadId thread, facts::Stops stops) const {
  return open_for(state_->permission.load(std::memory_order_acquire), step, thread, stops);
}

void Gate::pass(uint64_t step, facts::ThreadId thread, facts::Stops stops, const Watched& watched) {
  for (;;) {
    const uint32_t seen = state_->changed.load(std::memory_order_acquire);
    if (lets_pass(step, thread, stops)) return;
    if (!watched.still()) return;
    wait_on(state_->changed, seen, kLookForPermission);
  }
}

}  // namespace greenlens::ring
