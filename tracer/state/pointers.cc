#include "tracer/state/pointers.h"

#include "tracer/facts/address.h"
#include "tracer/state/queries.h"

namespace greenlens::state {

namespace {

bool covers(facts::Address low, facts::Address high, facts::Address address) {
  return low <= address && address < high;
}

// The one that lies at this address.
const facts::LocalValue* variable_at(const GreenletState& g, facts::Address address) {
  if (g.line == nullptr) return nullptr;
  for (const facts::LocalValue& local : g.line->locals) {
    if (!facts::is_stack_address(local.at)) continue;
    if (covers(local.at, facts::end_of(local.at, local.bytes), address)) return &local;
  }
  return nullptr;
}

}  // namespace

std::optional<OnlyInHeap> only_in_heap(const State& state, const GreenletState& holder,
                                       facts::Address address) {
  if (!facts::is_stack_address(address) || holder.stack != 0) return {};
  if (variable_at(holder, address) != nullptr) return {};
  OnlyInHeap found;
  for (const auto& [id, g] : state.greenlets) {
    const bool is_copied = g.stack_saved > 0 && g.stack == 0 && g.thread == holder.thread;
    if (id == holder.id || !is_copied || !facts::is_stack_address(g.stack_start)) continue;
    if (!covers(g.stack_start, facts::end_of(g.stack_start, g.stack_saved), address)) continue;
    const facts::LocalValue* variable = variable_at(g, address);
    if (variable == nullptr) continue;
    found.owner = id;
    found.variable = variable->name;
  }
  if (found.owner == 0) return {};
  for (const Footprint& footprint : thread_of(state, holder).own_stack.footprints) {
    if (covers(footprint.low, footprint.high, address)) found.there = footprint.greenlet;
  }
  return found;
}

}  // namespace greenlens::state
