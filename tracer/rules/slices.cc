// To be read beside greenlet.c and engine/core/slice.cc, which do what is only worked out here.
#include "tracer/rules/slices.h"

#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::rules {

using facts::Address;
using facts::Extent;
using facts::GreenletId;
using state::GreenletState;
using state::State;

namespace {

// `bytes` above `start`. A damaged state may claim any number of bytes: then this wraps around,
// which is defined for unsigned numbers, and ends up at an address that nobody else has told.
Address above(Address start, uint64_t bytes) {
  return static_cast<Address>(static_cast<uint64_t>(start) + bytes);
}

// Where the walk over those that occupy the stack begins. A dying origin is passed over: it is in
// nobody's way any more, and next above it lies who did before it was started.
const GreenletState* newest(const State& state, const Crossing& c) {
  const GreenletState* origin = find(state, c.origin);
  if (origin == nullptr || !c.origin_is_dying) return origin;
  return find(state, origin->stack_prev);
}

}  // namespace

bool ends_below(Address stop, Address other) {
  if (stop == facts::kEverything) return false;
  return other == facts::kEverything || stop < other;
}

// greenlet.c computes sz2 = stop - g->stack_start and copies what lies above sz1 = stack_saved. The
// lowest bytes of a slice are in the way first, so a copy grows upwards, and one length tells both
// parts of the slice apart.
std::optional<Save> g_save(const GreenletState& owner, Address stack_start, Address stop) {
  const uint64_t wanted = state::slice_size(stack_start, stop);
  if (wanted <= owner.stack_saved) return std::nullopt;
  const Extent extent = stop == owner.stack_stop ? Extent::whole : Extent::partial;
  return Save{owner.id, extent, above(stack_start, owner.stack_saved), stop, wanted};
}

std::optional<std::vector<Save>> slp_save_state(const State& state, const Crossing& c) {
  std::vector<Save> saves;
  const auto save = [&](const GreenletState& owner, Address stop) {
    // Whoever leaves becomes a slice by this: only now is known where it begins.
    const Address start = owner.id == c.origin ? c.sp : owner.stack_start;
    if (const std::optional<Save> piece = g_save(owner, start, stop)) saves.push_back(*piece);
  };

  // Who lies entirely below the target's end goes to the heap whole. The chain ascends, and main,
  // which ends above everything, ends it. (A damaged one may be a circle: it is given up when it
  // is longer than there are greenlets.)
  const GreenletState* owner = newest(state, c);
  size_t steps = 0;
  while (owner != nullptr && ends_below(owner->stack_stop, c.target_stop)) {
    if (++steps > state.greenlets.size()) return std::nullopt;
    save(*owner, owner->stack_stop);
    owner = find(state, owner->stack_prev);
  }
  if (owner == nullptr) return std::nullopt;

  // The next one reaches beyond the target's end; only what lies below that end has to go. The
  // target is in nobody's way, least of all in its own.
  if (owner->id != c.target) save(*owner, c.target_stop);
  return saves;
}

// A copy holds the lowest bytes of its slice, and goes back to where they came from.
std::optional<Range> copy_of(const GreenletState& target) {
  if (target.stack_saved == 0) return std::nullopt;
  return Range{target.stack_start, above(target.stack_start, target.stack_saved)};
}

// Whoever ends where the target does, or below, has just been saved whole or is the target itself;
// the first one above is the next older one in the stack. Above main there is nobody.
std::optional<GreenletId> slp_restore_state(const State& state, const Crossing& c) {
  const GreenletState* owner = newest(state, c);
  size_t steps = 0;
  while (owner != nullptr && !ends_below(c.target_stop, owner->stack_stop)) {
    if (++steps > state.greenlets.size()) return std::nullopt;
    if (owner->stack_prev == 0) return 0;
    owner = find(state, owner->stack_prev);
  }
  if (owner == nullptr) return std::nullopt;
  return owner->id;
}

}  // namespace greenlens::rules
