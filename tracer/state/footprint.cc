// Footprints are a map of the stack: ascending ranges without overlaps, each with who wrote there
// last. There are a few for each greenlet, so a list that is made anew is as good as any clever
// structure.
#include "tracer/state/footprint.h"

#include <algorithm>

#include "tracer/state/queries.h"

namespace greenlens::state {

facts::Address slice_end(const GreenletState& greenlet) {
  if (greenlet.stack_stop == facts::kEverything) return 0;
  if (!facts::is_stack_address(greenlet.stack_stop)) return facts::kNull;
  return std::min<facts::Address>(greenlet.stack_stop, 0);
}

uint64_t slice_size(facts::Address from, facts::Address to) {
  if (!facts::is_stack_address(from) || !facts::is_stack_address(to) || from >= to) return 0;
  return static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
}

facts::Address top(const Stack& stack) {
  return stack.kind == facts::StackKind::thread ? 0 : stack.high;
}

void leave_footprint(Stack* stack, facts::GreenletId greenlet, facts::Address low,
                     facts::Address high) {
  if (!facts::is_stack_address(low) || high == facts::kNull) return;
  high = std::min(high, top(*stack));
  if (low >= high) return;
  stack->lowest = std::min(stack->lowest, low);

  std::vector<Footprint> kept;
  kept.reserve(stack->footprints.size() + 2);
  Footprint mine{low, high, greenlet};
  for (const Footprint& old : stack->footprints) {
    if (old.greenlet == greenlet && old.low <= mine.high && old.high >= mine.low) {
      mine.low = std::min(mine.low, old.low);  // touches: one piece
      mine.high = std::max(mine.high, old.high);
      continue;
    }
    // Somebody else's: what sticks out on either side stays, perhaps on both.
    if (old.low < low) kept.push_back({old.low, std::min(old.high, low), old.greenlet});
    if (old.high > high) kept.push_back({std::max(old.low, high), old.high, old.greenlet});
  }
  const auto place = std::partition_point(
      kept.begin(), kept.end(), [&](const Footprint& other) { return other.low < mine.low; });
  kept.insert(place, mine);
  stack->footprints = std::move(kept);
}

InPlace in_place(const State& state, const GreenletState& greenlet) {
  const facts::Address high = slice_end(greenlet);
  if (high == facts::kNull || greenlet.finished || greenlet.freed) return {};
  // From StackStartSet on the origin is a slice like any other, though it is still the current one
  // and sp still stands in it: what of it goes to the heap is to be seen at once.
  const Thread& thread = thread_of(state, greenlet);
  const bool runs = thread.current == greenlet.id;
  const bool left = thread.in_switch && thread.in_switch->origin_suspended &&
                    thread.in_switch->origin == greenlet.id;
  if (runs && !left) {
    const facts::Address sp = thread.own_stack.sp;
    return facts::is_stack_address(sp) ? InPlace{sp, high} : InPlace{};
  }
  if (!facts::is_stack_address(greenlet.stack_start)) return {};
  // The lower part of the slice, stack_saved bytes of it, is in the heap.
  const auto whole = slice_size(greenlet.stack_start, high);
  // (Never more than all of it, whatever a damaged trace says.)
  const auto saved = static_cast<facts::Address>(std::min<uint64_t>(greenlet.stack_saved, whole));
  return {greenlet.stack_start + saved, high};
}

}  // namespace greenlens::state
