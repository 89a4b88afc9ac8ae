// Footprints are a map of the stack: ascending ranges without overlaps, each with who wrote there
// last. There are a few for each greenlet, so a list is as good as any clever structure.
#include "tracer/state/footprint.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

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

namespace {

bool are_in_order(const std::vector<Footprint>& all) {
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].low >= all[i].high || (i > 0 && all[i - 1].high > all[i].low)) return false;
  }
  return true;
}

// Where all are in order, only the neighbourhood changes: of what touches the new one, or lies
// under it, stay the ends of others that stick out, at most one on either side.
void lay_between(std::vector<Footprint>* all, Footprint added) {
  const auto first = std::find_if(all->begin(), all->end(),
                                  [&](const Footprint& old) { return old.high >= added.low; });
  std::optional<Footprint> below, above;
  Footprint mine = added;
  auto last = first;
  for (; last != all->end() && last->low <= added.high; ++last) {
    if (last->greenlet == added.greenlet) {
      mine.low = std::min(mine.low, last->low);  // touches: one piece
      mine.high = std::max(mine.high, last->high);
      continue;
    }
    if (last->low < added.low) {
      below = {last->low, std::min(last->high, added.low), last->greenlet};
    }
    if (last->high > added.high) {
      above = {std::max(last->low, added.high), last->high, last->greenlet};
    }
  }
  const auto pieces = std::ptrdiff_t{1} + (below ? 1 : 0) + (above ? 1 : 0);
  const auto there = last - first, at = first - all->begin();
  if (there > pieces) {
    all->erase(first + pieces, last);
  } else {
    all->insert(last, static_cast<size_t>(pieces - there), Footprint());
  }
  auto next = all->begin() + at;
  if (below) *next++ = *below;
  *next++ = mine;
  if (above) *next = *above;
}

// In any order, as a damaged trace may have them.
void lay_anywhere(std::vector<Footprint>* all, Footprint mine) {
  const facts::Address low = mine.low, high = mine.high;
  std::vector<Footprint> kept;
  kept.reserve(all->size() + 2);
  for (const Footprint& old : *all) {
    if (old.greenlet == mine.greenlet && old.low <= mine.high && old.high >= mine.low) {
      mine.low = std::min(mine.low, old.low);
      mine.high = std::max(mine.high, old.high);
      continue;
    }
    if (old.low < low) kept.push_back({old.low, std::min(old.high, low), old.greenlet});
    if (old.high > high) kept.push_back({std::max(old.low, high), old.high, old.greenlet});
  }
  const auto place = std::partition_point(
      kept.begin(), kept.end(), [&](const Footprint& other) { return other.low < mine.low; });
  kept.insert(place, mine);
  *all = std::move(kept);
}

}  // namespace

void leave_footprint(Stack* stack, facts::GreenletId greenlet, facts::Address low,
                     facts::Address high) {
  if (!facts::is_stack_address(low) || high == facts::kNull) return;
  high = std::min(high, top(*stack));
  if (low >= high) return;
  stack->lowest = std::min(stack->lowest, low);

  const Footprint mine{low, high, greenlet};
  if (are_in_order(stack->footprints)) {
    lay_between(&stack->footprints, mine);
  } else {
    lay_anywhere(&stack->footprints, mine);
  }
}

namespace {

bool is_on(const Stack& stack, facts::Address sp) {
  if (!facts::is_stack_address(sp)) return false;
  if (stack.low != facts::kNull) return stack.low <= sp && sp < stack.high;
  // Nobody knows how far down it reaches; but not that far.
  constexpr facts::Address kFarthest = facts::Address{64} << 20;
  return sp <= top(stack) && sp >= top(stack) - kFarthest;
}

// Nothing of it is ever elsewhere.
InPlace on_its_own_stack(const State& state, const GreenletState& greenlet) {
  const auto found = state.stacks.find(greenlet.stack);
  if (found == state.stacks.end() || greenlet.finished || greenlet.freed) return {};
  const Thread& thread = thread_of(state, greenlet);
  const bool left = thread.in_switch && thread.in_switch->origin_suspended;
  const bool runs = thread.current == greenlet.id && !left;
  const facts::Address low = runs ? known_sp(state, found->second) : greenlet.stack_start;
  return facts::is_stack_address(low) ? InPlace{low, top(found->second)} : InPlace{};
}

}  // namespace

facts::Address known_sp(const State& state, const Stack& stack) {
  const Thread& thread = thread_in(state, stack.thread);
  const bool steps = thread.machine && thread.stack == stack.id;
  // Of a stack that nobody knows the end of, another one cannot be told apart by the address.
  const bool may_be_elsewhere = steps && thread.machine->moved && thread.in_switch &&
                                thread.in_switch->requested == 0 && stack.low == facts::kNull;
  if (steps && !may_be_elsewhere && is_on(stack, thread.machine->sp)) return thread.machine->sp;
  if (stack.kind != facts::StackKind::thread || !facts::is_stack_address(stack.sp)) return stack.sp;
  const auto& in_switch = thread.in_switch;
  if (!in_switch || !in_switch->first_start || in_switch->origin_suspended) return stack.sp;
  const GreenletState* starts = find(state, in_switch->target);
  if (starts == nullptr || !facts::is_stack_address(starts->stack_stop)) return stack.sp;
  return std::min(stack.sp, starts->stack_stop);
}

bool is_dying(const State& state, const GreenletState& greenlet) {
  const Thread& thread = thread_of(state, greenlet);
  if (!greenlet.finished || greenlet.freed || thread.current != greenlet.id || thread.ended) {
    return false;
  }
  const facts::Address sp = thread.own_stack.sp, end = slice_end(greenlet);
  if (!facts::is_stack_address(sp) || end == facts::kNull || sp >= end) return false;
  // sp leaves before the target is the current one.
  const GreenletState* target = thread.in_switch ? find(state, thread.in_switch->target) : nullptr;
  return target == nullptr || target->stack_start != sp;
}

InPlace in_place(const State& state, const GreenletState& greenlet) {
  if (greenlet.stack != 0) return on_its_own_stack(state, greenlet);
  const facts::Address high = slice_end(greenlet);
  if (high == facts::kNull || greenlet.freed) return {};
  if (greenlet.finished) {
    if (!is_dying(state, greenlet)) return {};
    return {thread_of(state, greenlet).own_stack.sp, high};
  }
  // From StackStartSet on the origin is a slice like any other, though it is still the current one
  // and sp still stands in it: what of it goes to the heap is to be seen at once.
  const Thread& thread = thread_of(state, greenlet);
  const bool runs = thread.current == greenlet.id;
  const bool left = thread.in_switch && thread.in_switch->origin_suspended &&
                    thread.in_switch->origin == greenlet.id;
  if (runs && !left) {
    const facts::Address sp = known_sp(state, thread.own_stack);
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
