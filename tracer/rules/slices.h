// What a switch does to slices: slp_save_state, g_save and slp_restore_state of greenlet.c, as
// arithmetic on a state. Nothing is copied here; what is said is which bytes would be.
//
// All of it is pure and bounded by the number of greenlets, whatever a damaged state holds: chains
// that lead nowhere or in a circle are answered with std::nullopt. Addresses are relative to the
// stack base, sizes are in bytes, and no sum of them overflows.
#ifndef GREENLENS_TRACER_RULES_SLICES_H_
#define GREENLENS_TRACER_RULES_SLICES_H_

#include <optional>
#include <vector>

#include "tracer/state/state.h"

namespace greenlens::rules {

// Who leaves the stack, from where, and for whom. It may describe a switch that has not begun or
// one that is under way: what has been saved already is not saved again.
struct Crossing {
  facts::GreenletId origin = 0;
  bool origin_is_dying = false;      // its body has ended: it leaves nothing behind
  facts::Address sp = facts::kNull;  // the origin's registers lie here; its slice begins here
  facts::GreenletId target = 0;
  facts::Address target_stop = facts::kNull;  // of a new one, that which it will have
};

// A piece of a slice on its way to the heap: [from, to) is appended to the copy of `owner`, which
// has `stack_saved` bytes then.
struct Save {
  facts::GreenletId owner = 0;
  facts::Extent extent = facts::Extent::whole;
  facts::Address from = facts::kNull;
  facts::Address to = facts::kNull;
  uint64_t stack_saved = 0;
  bool operator==(const Save&) const = default;
};

// [from, to) of the stack.
struct Range {
  facts::Address from = facts::kNull;
  facts::Address to = facts::kNull;
  bool operator==(const Range&) const = default;
};

// Whether a slice that ends at `stop` ends below one that ends at `other`. Main's end, -1, is above
// all others, as (char*)-1 is for greenlet.c.
bool ends_below(facts::Address stop, facts::Address other);

// The piece of `owner`, whose slice begins at `stack_start`, that is in the way of somebody who
// ends at `stop`; none when all of that is saved, or lies elsewhere.
std::optional<Save> g_save(const state::GreenletState& owner, facts::Address stack_start,
                           facts::Address stop);

// All pieces that are in the target's way, in the order in which they are saved: whole slices, the
// newest before the older ones, then at most one part.
std::optional<std::vector<Save>> slp_save_state(const state::State& state, const Crossing& c);

// What of the target's slice comes back from the heap; none when it has no copy.
std::optional<Range> copy_of(const state::GreenletState& target);

// Who lies next above the target when it is back; 0: nobody, as for main.
std::optional<facts::GreenletId> slp_restore_state(const state::State& state, const Crossing& c);

}  // namespace greenlens::rules

#endif  // GREENLENS_TRACER_RULES_SLICES_H_
