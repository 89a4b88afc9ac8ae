#include "tracer/state/pointers.h"

#include "tracer/facts/address.h"
#include "tracer/state/queries.h"

namespace greenlens::state {

std::optional<OnlyInHeap> only_in_heap(const State& state, const GreenletState& holder,
                                       facts::Address address) {
  if (!facts::is_stack_address(address) || holder.stack != 0) return {};
  const auto covers = [&](facts::Address low, facts::Address high) {
    return low <= address && address < high;
  };
  OnlyInHeap found;
  for (const auto& [id, g] : state.greenlets) {
    const bool is_copied = g.stack_saved > 0 && g.stack == 0 && g.thread == holder.thread;
    if (id == holder.id || !is_copied || !facts::is_stack_address(g.stack_start)) continue;
    if (covers(g.stack_start, facts::end_of(g.stack_start, g.stack_saved))) found.owner = id;
  }
  if (found.owner == 0) return {};
  for (const Footprint& footprint : thread_of(state, holder).own_stack.footprints) {
    if (covers(footprint.low, footprint.high)) found.there = footprint.greenlet;
  }
  // Left behind, and still whole: but nobody keeps it so.
  return found;
}

}  // namespace greenlens::state
