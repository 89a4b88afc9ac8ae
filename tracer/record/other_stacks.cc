#include "tracer/record/other_stacks.h"

#include <signal.h>

#include <algorithm>

namespace greenlens::record {
namespace {

// How far below what was seen of a stack an address still belongs to it, where nobody knows its
// end. Larger than a frame, smaller than most programs' stacks for fibers.
constexpr uint64_t kBelow = 16 * 1024;
// As much is looked at for the end of one that is new.
constexpr uint64_t kReach = uint64_t{1} << 20;
constexpr uint64_t kRound = 64;

bool holds(const OtherStack& stack, uint64_t sp) {
  const uint64_t low = stack.low != 0 ? stack.low : stack.lowest - std::min(kBelow, stack.lowest);
  return stack.id != 0 && low <= sp && sp < stack.high;
}

// Where the walk outwards ends. What lies above cannot be unwound and is counted to the outermost
// frame, which therefore does not say where it ends.
uint64_t outermost_end(const char* sp, RawFrame* frames) {
  const size_t count = unwind(sp, sp + kReach, frames, OtherStacks::kFrames);
  const auto from = reinterpret_cast<uint64_t>(sp);
  uint64_t end = from + 1;
  for (size_t i = 0; i < count; ++i) {
    const bool is_known = frames[i].high < from + kReach;
    const uint64_t low = frames[i].low, high = frames[i].high;
    end = std::max(end, is_known ? high : low + 1);
  }
  return (end + kRound - 1) / kRound * kRound;
}

OtherStack look_at(const char* sp, RawFrame* frames) {
  OtherStack stack;
  const auto at = reinterpret_cast<uint64_t>(sp);
  stack.lowest = at;
  stack_t of_signals{};
  if (sigaltstack(nullptr, &of_signals) == 0 && (of_signals.ss_flags & SS_DISABLE) == 0) {
    const auto low = reinterpret_cast<uint64_t>(of_signals.ss_sp);
    if (low <= at && at - low < of_signals.ss_size) {
      stack.kind = facts::StackKind::signal;
      stack.low = low;
      stack.high = low + of_signals.ss_size;
      return stack;
    }
  }
  stack.high = outermost_end(sp, frames);
  return stack;
}

}  // namespace

const OtherStack& OtherStacks::at(const char* sp, Records& records, RawFrame* frames) {
  const auto address = reinterpret_cast<uint64_t>(sp);
  for (OtherStack& known : known_) {
    if (!holds(known, address)) continue;
    known.lowest = std::min(known.lowest, address);
    return known;
  }
  OtherStack& stack = known_[next_++ % known_.size()];
  stack = look_at(sp, frames);
  stack.id = records.new_stack();
  return stack;
}

}  // namespace greenlens::record
